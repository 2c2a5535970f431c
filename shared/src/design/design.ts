import type { ElementKind } from '../space/schema.ts';

/** A `one` or `text` parameter holds a string, a `number` an integer, a `many` option ids in order, a `mix` units per item. */
export type ParameterValue = string | number | readonly string[] | Readonly<Record<string, number>>;

/**
 * Centre x and y from the upper left corner of the zone's bounding box, width and height, all in tenths of a
 * millimetre, and a clockwise rotation in tenths of a degree (0 … 3599). All integers, one register: a merge of two
 * moves is one of them, never a mixture.
 */
export type Transform = readonly [x: number, y: number, width: number, height: number, rotation: number];

/** A sticker, text, stripe or shape that a person placed in a zone. */
export interface DesignElement {
  readonly kind: ElementKind;
  readonly zone: string;
  /** Fractional index: elements of a zone are drawn in the order of (z, id). */
  readonly z: string;
  readonly xf: Transform;
  /** An ink of the space. */
  readonly fill: string;
  /** The sticker's id, or the shape's (`SHAPES`). */
  readonly asset?: string;
  readonly text?: string;
  readonly font?: string;
  /** Taken off the product but kept: it can be put back. */
  readonly hidden?: boolean;
}

/** The content of one variant, complete: a value for every parameter of its space. */
export interface Design {
  readonly params: Readonly<Record<string, ParameterValue>>;
  readonly elements: Readonly<Record<string, DesignElement>>;
  readonly story: string;
}

export const TEXT_LIMIT = 60; // characters of a text element
export const STORY_LIMIT = 2_000; // characters of the story
export const SHAPES = ['circle', 'square', 'triangle', 'diamond', 'hexagon', 'ring'] as const;
