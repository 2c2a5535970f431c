import { expect, test } from 'vitest';
import { layoutText, missingCharacters } from 'shared/scene/glyphs.ts';
import { glyphTable } from './fonts.ts';

const VALUES: Readonly<Record<string, number>> = { M: 2, L: 2, Q: 4, C: 6, Z: 0 };
const FONTS = ['anton', 'caveat', 'fredoka', 'outfit', 'playfair-display'];

test.each(FONTS)('every outline of %s is made of whole commands', async (id) => {
  const { glyphs } = await glyphTable(id);
  for (const { d } of Object.values(glyphs)) {
    for (const [, command = '', list = ''] of d.matchAll(/([A-Z])([^A-Z]*)/g)) {
      expect(list.split(' ').filter((part) => part !== '')).toHaveLength(VALUES[command] ?? -1);
    }
  }
});

test.each(FONTS)('%s can write what people in three languages write', async (id) => {
  const table = await glyphTable(id);
  expect(missingCharacters(table, 'Grüße aus Köln, crème brûlée & één ijsje – 12,50 €')).toEqual([]);
  expect(layoutText(table, 'AV').width).toBeGreaterThan(0);
});

test('a font that does not ship with the studio is refused by name', () => {
  expect(() => glyphTable('comic')).toThrow('There is no font "comic"');
  expect(() => glyphTable('__proto__')).toThrow('There is no font');
});
