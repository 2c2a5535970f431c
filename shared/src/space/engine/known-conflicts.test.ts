import { expect, test } from 'vitest';
import type { Wish } from './evidence.ts';
import { KnownConflicts } from './known-conflicts.ts';

const cabrio = { key: 'body', value: 'cabrio' };
const glass = { key: 'extras/glass', value: true };
const rack = { key: 'extras/rack', value: true };
const tea: Wish = { key: 'leaves', value: { black: 40, green: 60 } };

test('a conflict is known from each of its choices, once all the others are kept', () => {
  const conflicts = new KnownConflicts();
  conflicts.add([cabrio, glass, tea], []);
  expect(conflicts.between([cabrio], glass)).toBeNull();
  expect(conflicts.between([tea, rack, cabrio], glass)).not.toBeNull();
  expect(conflicts.between([glass, tea], cabrio)).not.toBeNull();
  expect(conflicts.between([glass, cabrio], { ...tea, value: { green: 60, black: 40 } })).not.toBeNull();
  expect(conflicts.between([glass, cabrio], { ...tea, value: { black: 60, green: 40 } })).toBeNull();
});

test('of choices that do not go together the first ones are promising', () => {
  const conflicts = new KnownConflicts();
  conflicts.add([cabrio, glass], []);
  expect(conflicts.promising([], [cabrio, rack, glass])).toEqual([cabrio, rack]);
  expect(conflicts.promising([glass], [rack, cabrio])).toEqual([rack]);
  expect(conflicts.promising([rack], [{ ...glass, isNot: true }, cabrio])).toHaveLength(2);
});

test('so much is known of a choice, and no more', () => {
  const conflicts = new KnownConflicts();
  for (let index = 0; index < 100; index += 1) conflicts.add([glass, { key: 'wheel', value: index }], []);
  expect(conflicts.between([glass], { key: 'wheel', value: 3 })).not.toBeNull();
  expect(conflicts.promising([glass], [{ key: 'wheel', value: 99 }])).toEqual([]);
  expect(conflicts.between([{ key: 'wheel', value: 99 }], glass)).toBeNull();
});
