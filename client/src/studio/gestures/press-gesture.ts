import type { Gesture, PointerAt } from './gesture.ts';

const SLACK_MOUSE = 3; // pixels that a hand trembles
const SLACK_TOUCH = 8;

/** Waits until it is clear whether a press is a click or the beginning of a drag. */
export function pressGesture(start: PointerAt, onclick: () => void, ondrag: () => Gesture): Gesture {
  let drag: Gesture | null = null;
  return {
    move(at) {
      const far = Math.hypot(at.screen[0] - start.screen[0], at.screen[1] - start.screen[1]);
      if (!drag && far > (at.isTouch ? SLACK_TOUCH : SLACK_MOUSE)) drag = ondrag();
      drag?.move(at);
    },
    end(at) {
      if (drag) drag.end(at);
      else onclick();
    },
    cancel: () => drag?.cancel(),
  };
}
