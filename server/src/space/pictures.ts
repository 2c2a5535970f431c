import { canonicalJson } from 'shared/canonical-json.ts';
import type { Design } from 'shared/design/design.ts';
import { sha256Hex } from 'shared/sha256.ts';
import type { PublishedSpace } from 'shared/space/published-space.ts';
import Type from 'typebox';
import { renderPng } from '../scene/render-picture.ts';
import { Kept } from './kept.ts';

/** Of the picture that an entry keeps, and of any other unless somebody asks for another width. */
export const PICTURE_WIDTH_PX = 960;
/** Few steps, so that few pictures are made and kept. */
const WIDTHS_PX = [240, 480, PICTURE_WIDTH_PX, 1600];
const MOST_KEPT_BYTES = 64 * 1024 * 1024;

export const PictureQuery = Type.Object({ w: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000 })) });

/** The smallest width on offer that is not smaller than what is asked for, else the greatest. */
export function pictureWidth(wantedPx = PICTURE_WIDTH_PX): number {
  return WIDTHS_PX.find((width) => width >= wantedPx) ?? Math.max(...WIDTHS_PX);
}

const kept = new Kept<Uint8Array>(MOST_KEPT_BYTES, (picture) => picture.byteLength);

/**
 * The picture of a design in the first view, as a PNG on no ground. Kept by what is on it: an unchanged design is drawn
 * once per width.
 * @param spaceHash of `published`
 */
export function pictureOf(
  published: PublishedSpace,
  spaceHash: string,
  design: Design,
  widthPx: number,
): Promise<Uint8Array> {
  const { params, elements } = design;
  const key = sha256Hex(`${spaceHash} ${widthPx} ${canonicalJson({ params, elements })}`);
  return kept.get(key, () => renderPng(published, design, { widthPx }));
}
