import type { Point } from 'shared/design/geometry.ts';
import type { Viewport } from '../canvas/viewport.svelte.ts';

/** Two fingers: apart and together zooms, side by side moves the product. */
export class PinchGesture {
  readonly #viewport: Viewport;
  #before: readonly [Point, Point];

  constructor(viewport: Viewport, fingers: readonly [Point, Point]) {
    this.#viewport = viewport;
    this.#before = fingers;
  }

  move(fingers: readonly [Point, Point]): void {
    const before = measure(this.#before);
    const now = measure(fingers);
    this.#viewport.panBy(now.middle[0] - before.middle[0], now.middle[1] - before.middle[1]);
    if (before.distance > 0) this.#viewport.zoomBy(now.distance / before.distance, now.middle);
    this.#before = fingers;
  }
}

function measure([a, b]: readonly [Point, Point]): { readonly middle: Point; readonly distance: number } {
  return { middle: [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2], distance: Math.hypot(a[0] - b[0], a[1] - b[1]) };
}
