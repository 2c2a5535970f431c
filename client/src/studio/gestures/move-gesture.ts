import type { Design } from 'shared/design/design.ts';
import { fitIntoZone, type Point, UNITS_PER_MM } from 'shared/design/geometry.ts';
import type { Space, SpaceZone } from 'shared/space/schema.ts';
import type { LiveChange } from '../elements/live-change.svelte.ts';
import { inZone, isLegal, type Placed, wholeTransform, zoneOf } from '../elements/placed.ts';
import { zoneRefusal } from '../elements/new-element.ts';
import { slide } from '../elements/slide.ts';
import { zoneAt } from '../stage/hit-test.ts';
import type { Gesture, PointerAt } from './gesture.ts';

export interface MoveOptions {
  readonly space: Space;
  readonly design: () => Design;
  readonly view: string;
  readonly live: LiveChange;
}

interface Held extends Placed {
  readonly id: string;
  readonly kind: Design['elements'][string]['kind'];
}

/**
 * Moves elements with the pointer. They stay inside their zone, sliding along its edge; a single one, or several of one
 * zone, change over to another zone when the pointer is there and it takes them.
 */
export function moveGesture(
  { space, design, view, live }: MoveOptions,
  ids: readonly string[],
  start: PointerAt,
): Gesture {
  const held: readonly Held[] = ids.flatMap((id) => {
    const element = design().elements[id];
    return element ? [{ id, kind: element.kind, zone: element.zone, xf: element.xf }] : [];
  });
  const oneZone = new Set(held.map(({ zone }) => zone)).size === 1;
  let zone = oneZone ? (held[0]?.zone ?? null) : null;
  let legal: Point = [0, 0];

  const zoneById = (id: string): SpaceZone | undefined => zoneOf(space.zones, { zone: id });
  const placedIn = (target: string | null, move: Point): Map<string, Placed> | null => {
    const placed = new Map<string, Placed>();
    for (const one of held) {
      const own = zoneById(one.zone);
      const to = target === null ? own : zoneById(target);
      if (!own || !to) return null;
      const [x, y, width, height, rotation] = inZone(own, to, one.xf);
      const xf = wholeTransform(x + move[0], y + move[1], width, height, rotation);
      if (!isLegal(to, one.kind, xf)) return null;
      placed.set(one.id, { zone: to.id, xf });
    }
    return placed;
  };
  /** The zone under the pointer, where everything held may go there. */
  const wantedZone = (at: PointerAt): string | null => {
    const under = oneZone ? zoneAt(space, design(), view, at.artwork) : null;
    const takes =
      under &&
      (under.id === held[0]?.zone || held.every(({ kind }) => zoneRefusal(space, design(), under, kind) === null));
    return takes ? under.id : zone;
  };

  return {
    move(at) {
      let wanted: Point = [
        Math.round((at.artwork[0] - start.artwork[0]) * UNITS_PER_MM),
        Math.round((at.artwork[1] - start.artwork[1]) * UNITS_PER_MM),
      ];
      if (at.shift) wanted = Math.abs(wanted[0]) > Math.abs(wanted[1]) ? [wanted[0], 0] : [0, wanted[1]];
      const target = wantedZone(at);
      if (target !== zone) {
        const entered = entryInto(space, held, target, wanted);
        if (entered && placedIn(target, entered)) {
          zone = target;
          legal = entered;
        }
      }
      legal = slide(legal, wanted, (move) => placedIn(zone, move) !== null);
      const stopped = legal[0] !== wanted[0] || legal[1] !== wanted[1];
      const placed = placedIn(zone, legal);
      if (placed) live.show(placed, stopped ? (zone ?? held[0]?.zone ?? null) : null);
    },
    end: () => live.drop(),
    cancel: () => live.cancel(),
  };
}

/** A move that brings the first of the elements into another zone as near to the pointer as it fits. */
function entryInto(space: Space, held: readonly Held[], target: string | null, wanted: Point): Point | null {
  const first = held[0];
  const own = first && zoneOf(space.zones, { zone: first.zone });
  const to = target === null ? undefined : zoneOf(space.zones, { zone: target });
  if (!first || !own || !to) return null;
  const [x, y, width, height, rotation] = inZone(own, to, first.xf);
  const fitted = fitIntoZone(to, first.kind, wholeTransform(x + wanted[0], y + wanted[1], width, height, rotation));
  return fitted && fitted[2] === width && fitted[3] === height ? [fitted[0] - x, fitted[1] - y] : null;
}
