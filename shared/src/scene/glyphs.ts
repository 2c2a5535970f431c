/**
 * The outlines of a font for the characters that people may write, made from the font file once. Text is drawn as
 * outlines everywhere, so that the studio, the gallery and the files for production cannot differ.
 */
export interface GlyphTable {
  readonly id: string;
  readonly label: string;
  readonly unitsPerEm: number;
  /** Height above and (negative) depth below the base line that capitals and descenders need, in font units. */
  readonly ascender: number;
  readonly descender: number;
  /** Per character: advance width in font units, and the path with y downwards and the base line at 0. */
  readonly glyphs: Readonly<Record<string, { readonly advance: number; readonly d: string }>>;
  /** Extra advance between two characters, keyed by both. */
  readonly kerning: Readonly<Record<string, number>>;
}
export type GlyphTables = Readonly<Record<string, GlyphTable>>;

export interface PlacedGlyph {
  readonly d: string;
  /** Of its origin on the base line, in font units. */
  readonly x: number;
}

/** The glyphs of one line of text; characters that the font does not have are left out. */
export function layoutText(
  table: GlyphTable,
  text: string,
): { readonly glyphs: readonly PlacedGlyph[]; readonly width: number } {
  const glyphs: PlacedGlyph[] = [];
  let x = 0;
  let previous = '';
  for (const character of text) {
    const glyph = table.glyphs[character];
    if (!glyph) continue;
    x += table.kerning[previous + character] ?? 0;
    if (glyph.d !== '') glyphs.push({ d: glyph.d, x });
    x += glyph.advance;
    previous = character;
  }
  return { glyphs, width: x };
}

/** Width of a line of text divided by its height; at least a sliver, so that a box around it has a size. */
export function textAspect(table: GlyphTable, text: string): number {
  return Math.max(0.1, layoutText(table, text).width / (table.ascender - table.descender));
}

/** The characters of `text` that the font cannot draw, each once. */
export function missingCharacters(table: GlyphTable, text: string): string[] {
  return [...new Set(text)].filter((character) => !Object.hasOwn(table.glyphs, character));
}
