import type { Params } from 'shared/space/condition.ts';
import { defaultParams } from 'shared/space/defaults.ts';
import { sceneOf } from 'shared/scene/scene.ts';
import type { PublishedSpace } from 'shared/space/published-space.ts';
import type { ManyParameter, OneParameter } from 'shared/space/schema.ts';
import { paintNode } from '../canvas/paint-node.ts';
import type { Box } from '../canvas/viewport.svelte.ts';
import { withChoice } from './changes.ts';
import { changedNodes, framed, largestPart } from './changed-area.ts';

/** Where on the product an option can be seen. */
export interface Frame {
  readonly view: string;
  /** Millimetres of the artwork. */
  readonly box: Box;
}

const MASK_WIDTH = 180; // pixels: a mirror of a car is still several of them
export const FRAME_ASPECT = 1.6;

/**
 * Finds where the options of a product show, by drawing what changes with them: the studio knows neither wheels nor
 * roofs, and yet shows a picture of each. What changes nothing that can be seen has no frame.
 */
export class OptionFrames {
  readonly #published: PublishedSpace;
  readonly #found = new Map<string, Frame | null>();

  constructor(published: PublishedSpace) {
    this.#published = published;
  }

  /** One frame for all options of a `one` or `colour`, so that they can be compared; one for each of a `many`. */
  frameOf(parameter: OneParameter | ManyParameter, optionId: string): Frame | null {
    const key = parameter.kind === 'many' ? `${parameter.id}/${optionId}` : parameter.id;
    const known = this.#found.get(key);
    if (known !== undefined) return known;
    const frame = this.#find(parameter, optionId);
    this.#found.set(key, frame);
    return frame;
  }

  #find(parameter: OneParameter | ManyParameter, optionId: string): Frame | null {
    const { space } = this.#published;
    const base = defaultParams(space);
    const without: Params = parameter.kind === 'many' ? { ...base, [parameter.id]: [] } : base;
    const options = parameter.kind === 'many' ? [optionId] : parameter.options.map(({ id }) => id);
    const settings = options.map((id) => withChoice(space, without, parameter.id, id));
    for (const view of space.views) {
      const box = this.#areaOf(view.id, without, settings);
      if (box) return { view: view.id, box: framed(box, FRAME_ASPECT, view.box) };
    }
    return null;
  }

  #areaOf(view: string, without: Params, settings: readonly Params[]): Box | null {
    const nodesOf = (params: Params) => sceneOf(this.#published, { params, elements: {}, story: '' }, view, {});
    const { nodes, box } = nodesOf(without);
    const changed = settings.flatMap((params) => changedNodes(nodes, nodesOf(params).nodes));
    if (changed.length === 0) return null;
    const width = MASK_WIDTH;
    const height = Math.max(1, Math.round((width * box[3]) / box[2]));
    const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
    if (!context) return null;
    const scale = width / box[2];
    context.setTransform(scale, 0, 0, scale, -box[0] * scale, -box[1] * scale);
    for (const node of changed) paintNode(context, node);
    const pixels = context.getImageData(0, 0, width, height).data;
    const on = Uint8Array.from({ length: width * height }, (_, index) => ((pixels[index * 4 + 3] ?? 0) > 40 ? 1 : 0));
    const part = largestPart({ width, height, on });
    return part && [part[0] / scale + box[0], part[1] / scale + box[1], part[2] / scale, part[3] / scale];
  }
}
