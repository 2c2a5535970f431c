import { expect, test } from 'vitest';
import { languageOf } from './language.ts';

test.each([
  [undefined, 'en'],
  ['', 'en'],
  ['fr, es', 'en'],
  ['de', 'de'],
  ['nl-BE,nl;q=0.9,en;q=0.8', 'nl'],
  ['fr;q=0.9, en;q=0.3, de-AT;q=0.7', 'de'],
  ['en;q=0, de;q=0.1', 'de'],
  ['de;q=nonsense', 'de'],
  ['deu', 'en'],
] as const)('%s reads as %s', (header, language) => {
  expect(languageOf(header)).toBe(language);
});
