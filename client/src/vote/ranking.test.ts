import fc from 'fast-check';
import { expect, test } from 'vitest';
import { moved, rankingOf, ranksOf, rowsOf, withoutRow, withTie } from './ranking.ts';

const ballot = [['a', 'b'], ['c'], ['d', 'e', 'f']];

test('a ballot and its rows say the same', () => {
  expect(rankingOf(rowsOf(ballot))).toEqual(ballot);
});

test('tied rows share a rank and the next is skipped', () => {
  expect(ranksOf(rowsOf(ballot))).toEqual([1, 1, 3, 4, 4, 4]);
});

test('dropped between two tied rows, a row ties with them', () => {
  expect(rankingOf(moved(rowsOf(ballot), 'c', 4))).toEqual([
    ['a', 'b'],
    ['d', 'e', 'c', 'f'],
  ]);
});

test('a tied row that is moved out stands alone, and the others stay together', () => {
  expect(rankingOf(moved(rowsOf(ballot), 'd', 0))).toEqual([['d'], ['a', 'b'], ['c'], ['e', 'f']]);
  expect(rankingOf(moved(rowsOf(ballot), 'f', 2))).toEqual([['a', 'b'], ['f'], ['c'], ['d', 'e']]);
});

test('taking away the first of a rank leaves the others of it together', () => {
  expect(rankingOf(withoutRow(rowsOf(ballot), 'd'))).toEqual([['a', 'b'], ['c'], ['e', 'f']]);
  expect(rankingOf(withoutRow(rowsOf(ballot), 'a'))).toEqual([['b'], ['c'], ['d', 'e', 'f']]);
});

test('the first row cannot be tied to anything', () => {
  expect(withTie(rowsOf(ballot), 'a', true)).toEqual(rowsOf(ballot));
  expect(rankingOf(withTie(rowsOf(ballot), 'c', true))).toEqual([
    ['a', 'b', 'c'],
    ['d', 'e', 'f'],
  ]);
  expect(rankingOf(withTie(rowsOf(ballot), 'e', false))).toEqual([['a', 'b'], ['c'], ['d'], ['e', 'f']]);
});

test('whatever is moved where, every entry is on the ballot once', () => {
  const steps = fc.array(
    fc.tuple(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g'), fc.integer({ min: -2, max: 9 }), fc.boolean()),
  );
  fc.assert(
    fc.property(steps, (moves) => {
      let rows = rowsOf(ballot);
      for (const [id, to, tied] of moves) rows = withTie(moved(rows, id, to), id, tied);
      expect(rows.map((row) => row.id).sort()).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
      expect(rows[0]?.tied).toBe(false);
      expect(rankingOf(rows).every((group) => group.length > 0)).toBe(true);
    }),
  );
});
