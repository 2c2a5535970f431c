import type { RoundResult } from 'shared/voting/api.ts';
import { expect, test } from 'vitest';
import { compare, tiedGroups, winReason } from './result-reading.ts';

const makeResult = (titles: readonly string[], pairs: number[][], result: Partial<RoundResult> = {}): RoundResult => ({
  roundId: 'r',
  campaignSlug: 'summer',
  campaignTitle: { en: 'Summer' },
  brandName: 'Brand',
  accent: '#aa0000',
  method: 'schulze',
  closedAt: '2026-11-20T09:00:00Z',
  ballotCount: 10,
  rulesHash: '0'.repeat(64),
  tieRule: { seed: 'seed', commitment: '0'.repeat(64) },
  entries: titles.map((title, index) => ({
    id: title,
    number: index + 1,
    title,
    picture: '',
    rank: index + 1,
    place: index + 1,
    crew: [],
  })),
  pairs,
  paths: pairs,
  decided: false,
  ...result,
});

test('who wins every comparison won because of it, and the closest one is named', () => {
  const result = makeResult(
    ['a', 'b', 'c'],
    [
      [0, 8, 6],
      [2, 0, 5],
      [3, 4, 0],
    ],
  );
  expect(winReason(result)).toMatchObject({ kind: 'beats_all', closest: { title: 'c' }, above: 6, below: 3 });
});

test('in a circle the strongest chains decide, and the lost comparison is named', () => {
  const result = makeResult(
    ['a', 'b', 'c'],
    [
      [0, 7, 4],
      [3, 0, 8],
      [6, 2, 0],
    ],
  );
  expect(winReason(result)).toMatchObject({ kind: 'paths', lostTo: [{ title: 'c' }] });
});

test('a shared first rank is said before anything else', () => {
  const result = makeResult(
    ['a', 'b'],
    [
      [0, 5],
      [5, 0],
    ],
  );
  const tied = { ...result, entries: result.entries.map((entry) => ({ ...entry, rank: 1 })) };
  expect(winReason(tied)).toMatchObject({ kind: 'tie', with: [{ title: 'b' }] });
  expect(tiedGroups(tied).map((group) => group.map((entry) => entry.title))).toEqual([['a', 'b']]);
  expect(tiedGroups(result)).toEqual([]);
});

test('without ballots or without others there is nothing to compare', () => {
  expect(
    winReason(
      makeResult(
        ['a', 'b'],
        [
          [0, 0],
          [0, 0],
        ],
        { ballotCount: 0 },
      ),
    ).kind,
  ).toBe('no_ballots');
  expect(winReason(makeResult(['a'], [[0]])).kind).toBe('only');
});

test('a comparison counts those who prefer neither', () => {
  const result = makeResult(
    ['a', 'b'],
    [
      [0, 6],
      [2, 0],
    ],
  );
  expect(compare(result, 0, 1)).toEqual({ above: 6, below: 2, equal: 2, outcome: 'won', share: 0.75 });
  expect(compare(result, 1, 0).outcome).toBe('lost');
});
