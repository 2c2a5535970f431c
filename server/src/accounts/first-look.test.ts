import { expect, test } from 'vitest';
import { colourFor, COLOURS } from './colours.ts';
import { firstNameOf } from './first-name.ts';

test.each([
  ['ada@example.org', 'Ada'],
  ['ada.lovelace@example.org', 'Ada Lovelace'],
  ['jan_de.wit+spam@example.org', 'Jan De Wit'],
  ['émile@example.org', 'Émile'],
  ['1234@example.org', '1234'],
  ['..@example.org', 'Somebody'],
  [`${'x'.repeat(80)}@example.org`, `X${'x'.repeat(59)}`],
])('%s is first called %s', (email, name) => {
  expect(firstNameOf(email)).toBe(name);
});

test('a person has one colour, and many persons have all of them', () => {
  const emails = Array.from({ length: 400 }, (_, i) => `person-${String(i)}@example.org`);
  expect(emails.map(colourFor)).toEqual(emails.map(colourFor));
  expect(new Set(emails.map(colourFor))).toEqual(new Set(COLOURS));
});

test('white letters can be read on every colour', () => {
  // Contrast ratio of WCAG 2: 4.5 is enough for text of any size.
  const channel = (hex: string): number => {
    const value = Number.parseInt(hex, 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  for (const colour of COLOURS) {
    const [r, g, b] = [colour.slice(1, 3), colour.slice(3, 5), colour.slice(5, 7)].map(channel);
    const luminance = 0.2126 * (r ?? 0) + 0.7152 * (g ?? 0) + 0.0722 * (b ?? 0);
    expect(1.05 / (luminance + 0.05), colour).toBeGreaterThanOrEqual(4.5);
  }
});
