import type { Viewport } from '../canvas/viewport.svelte.ts';
import type { Gesture, PointerAt } from './gesture.ts';

/** Moves the product under the pointer. */
export function panGesture(viewport: Viewport, start: PointerAt): Gesture {
  let last = start.screen;
  return {
    move({ screen }) {
      viewport.panBy(screen[0] - last[0], screen[1] - last[1]);
      last = screen;
    },
    end: () => undefined,
    cancel: () => undefined,
  };
}
