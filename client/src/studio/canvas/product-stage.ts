import Konva from 'konva/lib/Core';
import { Stage } from 'konva/lib/Stage';
import type { SceneNode } from 'shared/scene/scene.ts';
import { SceneLayer } from './scene-layer.ts';
import { splitScene } from './split-scene.ts';
import type { Box, Placement } from './viewport.svelte.ts';

const MOST_PIXEL_RATIO = 2; // above it, a phone pays four times the memory for what no eye sees

/** The product on screen: three canvases (what lies under the element in hand, the element, what lies over it). */
export class ProductStage {
  readonly #stage: Stage;
  readonly #under: SceneLayer;
  readonly #active: SceneLayer;
  readonly #over: SceneLayer;

  constructor(container: HTMLDivElement) {
    Konva.pixelRatio = Math.min(window.devicePixelRatio || 1, MOST_PIXEL_RATIO);
    // Pointers are ours (gestures/): Konva would measure a hit graph for what a rectangle test answers.
    this.#stage = new Stage({ container, width: 1, height: 1, listening: false });
    this.#under = new SceneLayer();
    this.#active = new SceneLayer();
    this.#over = new SceneLayer();
    this.#stage.add(this.#under.layer, this.#active.layer, this.#over.layer);
  }

  /** @param activeIds the elements that are being changed right now */
  show(nodes: readonly SceneNode[], activeIds: ReadonlySet<string>): void {
    const { under, active, over } = splitScene(nodes, activeIds);
    this.#under.show(under);
    this.#active.show(active);
    this.#over.show(over);
  }

  place({ scale, x, y }: Placement): void {
    for (const layer of [this.#under, this.#active, this.#over]) layer.place(scale, x, y);
  }

  /** Nothing outside of a view's box is shown: the views of a product lie on one sheet. */
  clip(box: Box): void {
    for (const { layer } of [this.#under, this.#active, this.#over]) {
      layer.clip({ x: box[0], y: box[1], width: box[2], height: box[3] });
      layer.batchDraw();
    }
  }

  /** In device-independent pixels. */
  resize(width: number, height: number): void {
    if (width > 0 && height > 0) this.#stage.size({ width, height });
  }

  destroy(): void {
    this.#stage.destroy();
  }
}
