import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { DomainError } from 'shared/errors.ts';
import type { Artwork } from 'shared/scene/artwork.ts';
import { parseArtwork } from 'shared/scene/parse-artwork.ts';
import { assertSpace } from 'shared/space/assert-space.ts';
import { LanguageError } from 'shared/space/language/language-error.ts';
import { parseSpaceText, type SpaceText } from 'shared/space/language/parse-space.ts';
import type { PublishedSpace } from 'shared/space/published-space.ts';
import type { Space } from 'shared/space/schema.ts';

/**
 * Reads a product from a folder: `space.txt` (what may vary, in the brand's language), `drawing.json` (how it is drawn),
 * `artwork.svg`, and `stickers/<id>.svg` for every sticker of the space.
 * @returns checked, ready for `publishSpace`
 * @throws DomainError `space_invalid` or `artwork_invalid`, naming file and place
 */
export async function importProduct(folder: string): Promise<PublishedSpace> {
  const drawing = parseDrawing(await readFile(join(folder, 'drawing.json'), 'utf8'));
  const space: Space = { ...drawing, ...parseRules(await readFile(join(folder, 'space.txt'), 'utf8')) };
  const artwork = await readArtwork(join(folder, 'artwork.svg'));
  const stickers: Record<string, Artwork> = {};
  for (const file of await stickerFiles(join(folder, 'stickers'))) {
    stickers[basename(file, '.svg')] = await readArtwork(file);
  }
  const published = { space, artwork, stickers };
  assertSpace(published);
  return published;
}

/** `assertSpace` checks the form before anything relies on it. */
function parseDrawing(text: string): Omit<Space, keyof SpaceText> {
  try {
    return JSON.parse(text) as Omit<Space, keyof SpaceText>;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new DomainError('space_invalid', `drawing.json: ${message}`, { place: 'drawing.json', message });
  }
}

function parseRules(text: string): SpaceText {
  try {
    return parseSpaceText(text).space;
  } catch (error) {
    if (!(error instanceof LanguageError)) throw error;
    const place = `space.txt:${error.line}:${error.column}`;
    throw new DomainError('space_invalid', `${place}: ${error.message}`, { place, message: error.message });
  }
}

async function readArtwork(file: string): Promise<Artwork> {
  const svg = await readFile(file, 'utf8');
  try {
    return parseArtwork(svg);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    throw new DomainError(error.code, `${basename(file)}: ${error.message}`, {
      ...error.details,
      file: basename(file),
    });
  }
}

/** Sorted: the same folder gives the same product on every file system. A product may have no stickers. */
async function stickerFiles(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return names
    .filter((name) => name.endsWith('.svg'))
    .sort()
    .map((name) => join(folder, name));
}
