import type { Design } from 'shared/design/design.ts';
import type { GlyphTable, GlyphTables } from 'shared/scene/glyphs.ts';
import type { Space } from 'shared/space/schema.ts';

/** The fonts that a design needs so far, each fetched once, when something is first written in it. */
export class FontShelf {
  /** Those that have arrived; texts in the others are left out until then. */
  tables = $state.raw<GlyphTables>({});
  readonly #asked: Record<string, Promise<GlyphTable>> = {};
  readonly #fetch: (id: string) => Promise<GlyphTable>;

  constructor(fetchFont: (id: string) => Promise<GlyphTable>) {
    this.#fetch = fetchFont;
  }

  /** @throws what fetching throws; asking again tries again */
  async load(id: string): Promise<GlyphTable> {
    const known = this.#asked[id];
    if (known) return known;
    const asked = this.#fetch(id);
    this.#asked[id] = asked;
    try {
      const table = await asked;
      this.tables = { ...this.tables, [id]: table };
      return table;
    } catch (error) {
      delete this.#asked[id];
      throw error;
    }
  }

  /** Asks for every font that the design is written in, and forgets about those that do not come. */
  want(space: Space, design: Design): void {
    for (const id of fontsOf(space, design)) void this.load(id).catch(() => undefined);
  }
}

/** The fonts of the product's own texts and of the elements. */
function fontsOf(space: Space, design: Design): string[] {
  const own = (space.texts ?? []).map(({ font }) => font);
  const placed = Object.values(design.elements).flatMap(({ font }) => (font === undefined ? [] : [font]));
  const wanted = [...own, ...placed].filter((id) => space.fonts.includes(id) || own.includes(id));
  return wanted.filter((id, index) => wanted.indexOf(id) === index);
}
