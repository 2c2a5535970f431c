import type { Point } from 'shared/design/geometry.ts';

export type Box = readonly [x: number, y: number, width: number, height: number];
/** Screen = millimetres × scale + (x, y), in pixels of the stage. */
export interface Placement {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}
/** Pixels of the stage that panels cover, at each side. */
export interface Insets {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

const LEAST_ZOOM = 0.5;
const MOST_ZOOM = 16;
const KEPT_IN_SIGHT = 80; // pixels of the product that stay reachable, however far it is moved

/** Where on the stage the product is: fitted into what the panels leave free until somebody zooms or moves it. */
export class Viewport {
  #width = $state(0);
  #height = $state(0);
  #insets = $state.raw<Insets>({ top: 0, right: 0, bottom: 0, left: 0 });
  #box = $state.raw<Box>([0, 0, 1, 1]);
  #own = $state.raw<Placement | null>(null);

  readonly fitted = $derived(fit(this.#box, this.#width, this.#height, this.#insets));
  readonly placement = $derived(this.#own ?? this.fitted);
  /** 1: the whole product fits. */
  readonly zoom = $derived(this.placement.scale / this.fitted.scale);

  get isFitted(): boolean {
    return this.#own === null;
  }
  get width(): number {
    return this.#width;
  }
  get height(): number {
    return this.#height;
  }
  get insets(): Insets {
    return this.#insets;
  }

  /** The part of the artwork to show, in millimetres; another one is shown whole again. */
  show(box: Box): void {
    if (box.every((value, index) => value === this.#box[index])) return;
    this.#box = box;
    this.#own = null;
  }

  resize(width: number, height: number, insets: Insets): void {
    const before = this.centre();
    const own = this.#own;
    this.#width = width;
    this.#height = height;
    this.#insets = insets;
    // What was in the middle stays there when a panel opens or a phone is turned.
    const after = this.centre();
    if (own) this.#own = { ...own, x: own.x + after[0] - before[0], y: own.y + after[1] - before[1] };
  }

  /** The middle of what the panels leave free. */
  centre(): Point {
    const { top, right, bottom, left } = this.#insets;
    return [(left + this.#width - right) / 2, (top + this.#height - bottom) / 2];
  }

  fit(): void {
    this.#own = null;
  }

  /** Zooms around a point of the stage, which stays where it is. */
  zoomBy(factor: number, around: Point = this.centre()): void {
    const { scale, x, y } = this.placement;
    const next = Math.min(Math.max(scale * factor, this.fitted.scale * LEAST_ZOOM), this.fitted.scale * MOST_ZOOM);
    const ratio = next / scale;
    this.#move({ scale: next, x: around[0] - (around[0] - x) * ratio, y: around[1] - (around[1] - y) * ratio });
  }

  panBy(dx: number, dy: number): void {
    const { scale, x, y } = this.placement;
    this.#move({ scale, x: x + dx, y: y + dy });
  }

  /** Brings a box of the artwork into sight, as large as is sensible. */
  zoomTo(box: Box): void {
    const wanted = fit(box, this.#width, this.#height, this.#insets);
    const scale = Math.min(wanted.scale * 0.6, this.fitted.scale * MOST_ZOOM);
    const [cx, cy] = this.centre();
    this.#move({ scale, x: cx - (box[0] + box[2] / 2) * scale, y: cy - (box[1] + box[3] / 2) * scale });
  }

  toScreen([x, y]: Point): Point {
    const at = this.placement;
    return [x * at.scale + at.x, y * at.scale + at.y];
  }

  /** Millimetres of the artwork under a point of the stage. */
  toArtwork([x, y]: Point): Point {
    const at = this.placement;
    return [(x - at.x) / at.scale, (y - at.y) / at.scale];
  }

  #move({ scale, x, y }: Placement): void {
    const [boxX, boxY, width, height] = this.#box;
    const keep = (at: number, start: number, length: number, from: number, to: number): number =>
      Math.min(Math.max(at, from + KEPT_IN_SIGHT - (start + length) * scale), to - KEPT_IN_SIGHT - start * scale);
    const { top, right, bottom, left } = this.#insets;
    this.#own = {
      scale,
      x: keep(x, boxX, width, left, this.#width - right),
      y: keep(y, boxY, height, top, this.#height - bottom),
    };
  }
}

function fit(box: Box, width: number, height: number, { top, right, bottom, left }: Insets): Placement {
  const freeWidth = Math.max(1, width - left - right);
  const freeHeight = Math.max(1, height - top - bottom);
  const scale = Math.min(freeWidth / box[2], freeHeight / box[3]);
  return {
    scale,
    x: left + (freeWidth - box[2] * scale) / 2 - box[0] * scale,
    y: top + (freeHeight - box[3] * scale) / 2 - box[1] * scale,
  };
}
