import type { Artwork } from '../scene/artwork.ts';
import type { Space } from './schema.ts';

/** A space with the drawings that it names, frozen: everything that is needed to draw and to check a design of it. */
export interface PublishedSpace {
  readonly space: Space;
  readonly artwork: Artwork;
  readonly stickers: Readonly<Record<string, Artwork>>;
}
