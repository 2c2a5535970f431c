import { expect, test } from 'vitest';
import { makeSpace } from '../testing/make-space.ts';
import type { SpaceRule } from './schema.ts';
import { marketsOf, spaceIn } from './validity.ts';

const then = ['and'] as const;
const because = { en: 'Because.' };
const space = makeSpace({
  rules: [
    { id: 'always', then, because },
    { id: 'winter', then, because, from: '2026-12-01', until: '2027-02-28' },
    { id: 'dutch', then, because, markets: ['NL', 'BE'] },
    { id: 'old', then, because, until: '2026-11-30', markets: ['DE'] },
  ] as SpaceRule[],
});
const idsIn = (context: Parameters<typeof spaceIn>[1]): string[] => spaceIn(space, context).rules.map(({ id }) => id);

test('a rule holds on its first day, on its last one and between, in its own markets', () => {
  expect(idsIn({ market: 'NL', date: '2026-11-30' })).toEqual(['always', 'dutch']);
  expect(idsIn({ market: 'NL', date: '2026-12-01' })).toEqual(['always', 'winter', 'dutch']);
  expect(idsIn({ market: 'DE', date: '2026-11-30' })).toEqual(['always', 'old']);
  expect(idsIn({ market: 'FR', date: '2027-02-28' })).toEqual(['always', 'winter']);
  expect(idsIn({ market: 'FR', date: '2027-03-01' })).toEqual(['always']);
});

test('what is not known leaves no rule out', () => {
  expect(idsIn({ market: 'NL' })).toEqual(['always', 'winter', 'dutch']);
  expect(idsIn({ date: '2027-01-01' })).toEqual(['always', 'winter', 'dutch']);
  expect(spaceIn(space, {})).toBe(space);
});

test('the markets are those that rules name, each once', () => {
  expect(marketsOf(space)).toEqual(['BE', 'DE', 'NL']);
});
