import type { DesignElement } from 'shared/design/design.ts';
import { elementCentre } from 'shared/design/geometry.ts';
import type { SpaceZone } from 'shared/space/schema.ts';
import { sameValue } from 'shared/same-value.ts';
import type { LiveChange } from '../elements/live-change.svelte.ts';
import { asFarAsLegal, rotated } from '../elements/reshape.ts';
import { nearestRotation } from '../elements/zone-bounds.ts';
import type { Gesture, PointerAt } from './gesture.ts';

const SNAP = 150; // tenths of a degree, with Shift
const UPRIGHT = 20; // tenths of a degree within which an element comes to rest straight by itself

/** Turns an element around its middle. */
export function rotateGesture(
  live: LiveChange,
  zone: SpaceZone,
  id: string,
  element: DesignElement,
  start: PointerAt,
): Gesture {
  const centre = elementCentre(zone, element.xf);
  const angleOf = ({ artwork }: PointerAt): number =>
    (Math.atan2(artwork[1] - centre[1], artwork[0] - centre[0]) / (2 * Math.PI)) * 3600;
  const from = angleOf(start);
  return {
    move(at) {
      const free = element.xf[4] + angleOf(at) - from;
      const turned = zone.angles ? nearestRotation(zone, (free + 2 * 3600) % 3600) : snapped(free, at.shift);
      const wanted = rotated(element.xf, turned - element.xf[4]);
      const xf = asFarAsLegal(zone, element.kind, element.xf, wanted);
      live.show(new Map([[id, { zone: zone.id, xf }]]), sameValue(xf, wanted) ? null : zone.id);
    },
    end: () => live.drop(),
    cancel: () => live.cancel(),
  };
}

function snapped(rotation: number, coarse: boolean): number {
  if (coarse) return Math.round(rotation / SNAP) * SNAP;
  const quarter = Math.round(rotation / 900) * 900;
  return Math.abs(rotation - quarter) <= UPRIGHT ? quarter : rotation;
}
