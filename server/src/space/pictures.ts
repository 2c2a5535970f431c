import { canonicalJson } from 'shared/canonical-json.ts';
import type { Design } from 'shared/design/design.ts';
import { sha256Hex } from 'shared/sha256.ts';
import type { PublishedSpace } from 'shared/space/published-space.ts';
import Type, { type Static } from 'typebox';
import { renderPng, renderWebp } from '../scene/render-picture.ts';
import { Kept } from './kept.ts';

/** Of the picture that an entry keeps, and of any other unless somebody asks for another width. */
export const PICTURE_WIDTH_PX = 960;
/** Few steps, so that few pictures are made and kept. */
const WIDTHS_PX = [240, 480, PICTURE_WIDTH_PX, 1600];
const MOST_KEPT_BYTES = 64 * 1024 * 1024;

export const PictureQuery = Type.Object({ w: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000 })) });

/** Pages show WebP, a quarter of the size; PNG is for what is shared or leaves the studio. */
export const PictureFormat = Type.Union([Type.Literal('png'), Type.Literal('webp')]);
export type PictureFormat = Static<typeof PictureFormat>;

/** The smallest width on offer that is not smaller than what is asked for, else the greatest. */
export function pictureWidth(wantedPx = PICTURE_WIDTH_PX): number {
  return WIDTHS_PX.find((width) => width >= wantedPx) ?? Math.max(...WIDTHS_PX);
}

const kept = new Kept<Uint8Array>(MOST_KEPT_BYTES, (picture) => picture.byteLength);

/**
 * The picture of a design in the first view, on no ground. Kept by what is on it: an unchanged design is drawn
 * once per width.
 * @param spaceHash of `published`
 */
export function pictureOf(
  published: PublishedSpace,
  spaceHash: string,
  design: Design,
  widthPx: number,
  format: PictureFormat,
): Promise<Uint8Array> {
  const { params, elements } = design;
  const key = sha256Hex(`${spaceHash} ${format} ${widthPx} ${canonicalJson({ params, elements })}`);
  return kept.get(key, () => (format === 'png' ? renderPng : renderWebp)(published, design, { widthPx }));
}
