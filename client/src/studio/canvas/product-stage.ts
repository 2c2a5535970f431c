import { Konva } from 'konva/lib/Global';
import { Stage } from 'konva/lib/Stage';
import type { SceneNode } from 'shared/scene/scene.ts';
import { makeDefaultPolicy } from '../default-policy.ts';
import { SceneLayer } from './scene-layer.ts';
import { splitScene } from './split-scene.ts';
import type { Box, Placement } from './viewport.svelte.ts';

const MOST_PIXEL_RATIO = 2; // above it, a phone pays four times the memory for what no eye sees
const SLOW_MS = 28; // between two frames: what takes longer to draw is not drawn anew in every frame of a zoom
const REST_MS = 90; // a pause in which a picture that is moved is drawn sharp …
const LONGEST_MS = 400; // … and the longest time that what it does not cover stays empty

/** The product on screen: three canvases (what lies under the element in hand, the element, what lies over it). */
export class ProductStage {
  readonly #stage: Stage;
  readonly #layers: readonly [under: SceneLayer, active: SceneLayer, over: SceneLayer];
  #clip: Box | null = null;
  /** Where the canvases have drawn the product. */
  #drawn: Placement = { scale: 1, x: 0, y: 0 };
  #wanted: Placement = this.#drawn;
  #frameMs = 0;
  #isMeasuring = false;
  #movingSince = 0;
  #redraw: ReturnType<typeof setTimeout> | null = null;

  constructor(container: HTMLDivElement) {
    Konva.pixelRatio = Math.min(window.devicePixelRatio || 1, MOST_PIXEL_RATIO);
    makeDefaultPolicy();
    // Pointers are ours (gestures/): Konva would measure a hit graph for what a rectangle test answers.
    this.#stage = new Stage({ container, width: 1, height: 1, listening: false });
    this.#layers = [new SceneLayer(), new SceneLayer(), new SceneLayer()];
    this.#stage.add(...(this.#layers.map(({ layer }) => layer) as [SceneLayer['layer']]));
    this.#stage.content.style.transformOrigin = '0 0';
  }

  /** @param activeIds the elements that are being changed right now */
  show(nodes: readonly SceneNode[], activeIds: ReadonlySet<string>): void {
    const { under, active, over } = splitScene(nodes, activeIds);
    this.#layers[0].show(under);
    this.#layers[1].show(active);
    this.#layers[2].show(over);
  }

  /** Moves the product. What takes long to draw is moved as a picture first, and drawn sharp a moment later. */
  place(placement: Placement): void {
    this.#wanted = placement;
    if (this.#frameMs < SLOW_MS) return this.#draw((layer) => layer.batchDraw());
    const ratio = placement.scale / this.#drawn.scale;
    const [x, y] = [placement.x - this.#drawn.x * ratio, placement.y - this.#drawn.y * ratio];
    this.#stage.content.style.transform = `translate(${x}px, ${y}px) scale(${ratio})`;
    const now = performance.now();
    if (this.#redraw) clearTimeout(this.#redraw);
    else this.#movingSince = now;
    const wait = Math.max(0, Math.min(REST_MS, this.#movingSince + LONGEST_MS - now));
    this.#redraw = setTimeout(() => this.#draw((layer) => layer.draw()), wait);
  }

  /** Nothing outside of a view's box is shown: the views of a product lie on one sheet. */
  clip(box: Box): void {
    if (this.#clip?.every((value, index) => value === box[index])) return;
    this.#clip = box;
    for (const { layer } of this.#layers) {
      layer.clip({ x: box[0], y: box[1], width: box[2], height: box[3] });
      layer.batchDraw();
    }
  }

  /** In device-independent pixels. */
  resize(width: number, height: number): void {
    if (width > 0 && height > 0) this.#stage.size({ width, height });
  }

  destroy(): void {
    if (this.#redraw) clearTimeout(this.#redraw);
    this.#stage.destroy();
  }

  #draw(how: (layer: SceneLayer['layer']) => void): void {
    if (this.#redraw) clearTimeout(this.#redraw);
    this.#redraw = null;
    this.#drawn = this.#wanted;
    const { scale, x, y } = this.#drawn;
    for (const { layer } of this.#layers) {
      if (layer.scaleX() === scale && layer.x() === x && layer.y() === y) continue;
      layer.setAttrs({ scaleX: scale, scaleY: scale, x, y });
      how(layer);
    }
    this.#stage.content.style.transform = '';
    this.#measure();
  }

  /** How long the browser takes to show what has just been drawn: most of it is painting, after our own code is done. */
  #measure(): void {
    if (this.#isMeasuring) return;
    this.#isMeasuring = true;
    requestAnimationFrame((drawn) =>
      requestAnimationFrame((shown) => {
        this.#isMeasuring = false;
        this.#frameMs = shown - drawn;
      }),
    );
  }
}
