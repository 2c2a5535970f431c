import type { DesignElement } from 'shared/design/design.ts';
import { UNITS_PER_MM } from 'shared/design/geometry.ts';
import type { SpaceZone } from 'shared/space/schema.ts';
import { sameValue } from 'shared/same-value.ts';
import type { LiveChange } from '../elements/live-change.svelte.ts';
import { asFarAsLegal, type HandleSide, pulled } from '../elements/reshape.ts';
import { keepsProportions } from '../stage/handles.ts';
import type { Gesture, PointerAt } from './gesture.ts';

/** Pulls a handle: the opposite one stays, or with Alt the middle. Shift keeps the proportions of what may be stretched. */
export function scaleGesture(
  live: LiveChange,
  zone: SpaceZone,
  id: string,
  element: DesignElement,
  side: HandleSide,
  start: PointerAt,
): Gesture {
  return {
    move(at) {
      const wanted = pulled(
        element.xf,
        side,
        (at.artwork[0] - start.artwork[0]) * UNITS_PER_MM,
        (at.artwork[1] - start.artwork[1]) * UNITS_PER_MM,
        { keepsProportions: keepsProportions(element.kind) || at.shift, aroundMiddle: at.alt },
      );
      const xf = asFarAsLegal(zone, element.kind, element.xf, wanted);
      live.show(new Map([[id, { zone: zone.id, xf }]]), sameValue(xf, wanted) ? null : zone.id);
    },
    end: () => live.drop(),
    cancel: () => live.cancel(),
  };
}
