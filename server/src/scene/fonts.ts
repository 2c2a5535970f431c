import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import opentype from 'opentype.js';
import { DomainError } from 'shared/errors.ts';
import type { GlyphTable, GlyphTables } from 'shared/scene/glyphs.ts';

interface FontFile {
  readonly label: string;
  readonly packageName: string;
  readonly weight: number;
}

/** The fonts that ship with the studio, all under the SIL Open Font License. */
const FONTS: Readonly<Record<string, FontFile>> = {
  anton: { label: 'Anton', packageName: 'anton', weight: 400 },
  caveat: { label: 'Caveat', packageName: 'caveat', weight: 700 },
  fredoka: { label: 'Fredoka', packageName: 'fredoka', weight: 600 },
  outfit: { label: 'Outfit', packageName: 'outfit', weight: 600 },
  'playfair-display': { label: 'Playfair Display', packageName: 'playfair-display', weight: 700 },
};
// Later files win nothing: a character is taken from the first that has it.
const SUBSETS = ['latin', 'latin-ext'] as const;
const CHARACTER_RANGES = [
  [0x20, 0x7e],
  [0xa1, 0x17f],
  [0x218, 0x21b],
  [0x2013, 0x2014],
  [0x2018, 0x2019],
  [0x201c, 0x201e],
  [0x2022, 0x2022],
  [0x2026, 0x2026],
  [0x20ac, 0x20ac],
] as const;
const KERNED = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz.,-’';

const tables = new Map<string, Promise<GlyphTable>>();

/**
 * The outlines of a font that ships with the studio; made once per process, about 50 ms.
 * @throws DomainError `font_not_found`
 */
export function glyphTable(id: string): Promise<GlyphTable> {
  if (!Object.hasOwn(FONTS, id)) {
    const known = Object.keys(FONTS);
    throw new DomainError('font_not_found', `There is no font "${id}"; there are ${known.join(', ')}.`, {
      font: id,
      known,
    });
  }
  const font = FONTS[id] as FontFile;
  const table = tables.get(id) ?? readTable(id, font);
  tables.set(id, table);
  return table;
}

/** The tables of several fonts, by id. */
export async function glyphTables(ids: readonly string[]): Promise<GlyphTables> {
  const entries = await Promise.all([...new Set(ids)].map(async (id) => [id, await glyphTable(id)] as const));
  return Object.fromEntries(entries);
}

async function readTable(id: string, { label, packageName, weight }: FontFile): Promise<GlyphTable> {
  const fonts = await Promise.all(
    SUBSETS.map(async (subset) => {
      const file = import.meta.resolve(
        `@fontsource/${packageName}/files/${packageName}-${subset}-${weight}-normal.woff`,
      );
      const bytes = await readFile(fileURLToPath(file));
      return opentype.parse(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
    }),
  );
  const main = fonts[0] as opentype.Font;
  return {
    id,
    label,
    unitsPerEm: main.unitsPerEm,
    ascender: main.ascender,
    descender: main.descender,
    glyphs: Object.fromEntries(characters().flatMap((character) => outline(fonts, main, character))),
    kerning: kerningOf(main),
  };
}

function characters(): string[] {
  return CHARACTER_RANGES.flatMap(([from, to]) =>
    Array.from({ length: to - from + 1 }, (_, index) => String.fromCodePoint(from + index)),
  );
}

function outline(
  fonts: readonly opentype.Font[],
  main: opentype.Font,
  character: string,
): [string, GlyphTable['glyphs'][string]][] {
  const font = fonts.find((candidate) => candidate.charToGlyphIndex(character) > 0);
  if (!font) return [];
  const glyph = font.charToGlyph(character);
  const factor = main.unitsPerEm / font.unitsPerEm;
  const d = pathText(glyph.getPath(0, 0, main.unitsPerEm).commands);
  return [[character, { advance: Math.round((glyph.advanceWidth ?? 0) * factor), d }]];
}

/** Whole font units, every number set apart: opentype.js leaves out the space before a value that rounds to -0. */
function pathText(commands: opentype.Path['commands']): string {
  const text = (...values: readonly number[]): string => values.map((value) => String(Math.round(value) + 0)).join(' ');
  return commands
    .map((command) => {
      switch (command.type) {
        case 'M':
        case 'L':
          return command.type + text(command.x, command.y);
        case 'Q':
          return `Q${text(command.x1, command.y1, command.x, command.y)}`;
        case 'C':
          return `C${text(command.x1, command.y1, command.x2, command.y2, command.x, command.y)}`;
        case 'Z':
          return 'Z';
      }
    })
    .join('');
}

function kerningOf(font: opentype.Font): GlyphTable['kerning'] {
  const glyphs = [...KERNED].map((character) => [character, font.charToGlyph(character)] as const);
  const pairs = glyphs.flatMap(([left, leftGlyph]) =>
    glyphs.flatMap(([right, rightGlyph]) => {
      const value = font.getKerningValue(leftGlyph, rightGlyph);
      return value === 0 ? [] : [[left + right, value] as const];
    }),
  );
  return Object.fromEntries(pairs);
}
