import type { DesignElement, Transform } from 'shared/design/design.ts';
import { hasSizeInRange, isInsideZone, UNITS_PER_MM, zoneBounds, type Point } from 'shared/design/geometry.ts';
import type { ElementKind, SpaceZone } from 'shared/space/schema.ts';
import { nearestRotation, takesRotation } from './zone-bounds.ts';

/** Where an element is: its zone and its transform there. */
export interface Placed {
  readonly zone: string;
  readonly xf: Transform;
}

export function isLegal(zone: SpaceZone, kind: ElementKind, xf: Transform): boolean {
  return takesRotation(zone, xf[4]) && hasSizeInRange(zone, kind, xf) && isInsideZone(zone, kind, xf);
}

/** A transform of whole units, its rotation within one turn. */
export function wholeTransform(x: number, y: number, width: number, height: number, rotation: number): Transform {
  const turn = ((Math.round(rotation) % 3600) + 3600) % 3600;
  return [Math.round(x), Math.round(y), Math.max(1, Math.round(width)), Math.max(1, Math.round(height)), turn];
}

/** The same place on the artwork, in the coordinates of another zone, at an angle that the other zone takes. */
export function inZone(from: SpaceZone, to: SpaceZone, xf: Transform): Transform {
  if (from.id === to.id) return xf;
  const a = zoneBounds(from);
  const b = zoneBounds(to);
  return wholeTransform(
    xf[0] + (a.x - b.x) * UNITS_PER_MM,
    xf[1] + (a.y - b.y) * UNITS_PER_MM,
    xf[2],
    xf[3],
    nearestRotation(to, xf[4]),
  );
}

/** The transform that puts an element's middle on a point of the artwork, in millimetres. */
export function centredAt(zone: SpaceZone, [x, y]: Point, xf: Transform): Transform {
  const bounds = zoneBounds(zone);
  return wholeTransform((x - bounds.x) * UNITS_PER_MM, (y - bounds.y) * UNITS_PER_MM, xf[2], xf[3], xf[4]);
}

/** Between two transforms, turned the shorter way round; `share` 0 is the first, 1 the second. */
export function between(from: Transform, to: Transform, share: number): Transform {
  const at = (index: 0 | 1 | 2 | 3): number => from[index] + (to[index] - from[index]) * share;
  const turn = ((((to[4] - from[4]) % 3600) + 5400) % 3600) - 1800;
  return wholeTransform(at(0), at(1), at(2), at(3), from[4] + turn * share);
}

/** A zone of the space by its id. */
export function zoneOf(zones: readonly SpaceZone[], element: Pick<DesignElement, 'zone'>): SpaceZone | undefined {
  return zones.find(({ id }) => id === element.zone);
}
