import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../seeded-random.ts';
import { anyProfile } from '../../testing/any-ballots.ts';
import { strictChoices } from '../methods/first-choices.ts';
import { irv } from '../methods/irv.ts';
import { SCOTTISH, stvGregory } from '../methods/stv-gregory.ts';
import { pairsOf } from '../pairs.ts';
import { places, type RankedProfile } from '../profile.ts';
import { strictBallots } from '../strict-ballots.ts';
import { compactOf, strictOfCompact } from './compact-ballots.ts';
import { compactPairs } from './compact-pairs.ts';
import { countAbove } from './pair-kernel.ts';
import { vectorPapers } from './vector-papers.ts';

const irvRules = {
  ...({ stop: 'majority', ties: 'tie-order' } as const),
  ...{ batch: false, excludedFirst: [] as string[] },
};

test('a million ballots in bytes have the pairs that ballots in lists have, with ties and without', () => {
  fc.assert(
    fc.property(anyProfile(), fc.constantFrom('below', 'ignored'), (profile, unranked) => {
      const compact = compactOf(profile);
      expect(compactPairs(compact, unranked)).toEqual(pairsOf(profile, unranked));
      expect(compactPairs(compact, unranked, 'plain')).toEqual(pairsOf(profile, unranked));
    }),
  );
});

describe('the vector kernel finds what the plain loop finds', () => {
  // Around the numbers at which it takes another vector, and with more equal ballots than a byte or a short number counts.
  test.each([
    [1, 3],
    [16, 2_000],
    [17, 2_000],
    [50, 70_000],
    [250, 300],
  ])('%i entries, %i ballots', (size, ballots) => {
    const compact = compactOf(randomProfile(size, ballots));
    expect(countAbove(size, compact.bytes)).not.toBeNull();
    for (const unranked of ['below', 'ignored'] as const)
      expect(compactPairs(compact, unranked)).toEqual(compactPairs(compact, unranked, 'plain'));
  });

  test('70,000 times the same ballot', () => {
    const compact = compactOf({ entries: ['A', 'B', 'C'], groups: [{ count: 70_000, ranks: [[2], [0]] }] });
    expect(compactPairs(compact, 'below')).toEqual([
      [0, 70_000, 0],
      [0, 0, 0],
      [70_000, 70_000, 0],
    ]);
  });
});

test('papers are passed on alike from bytes and from lists', () => {
  fc.assert(
    fc.property(anyProfile({ ties: false, entries: 5 }), ({ entries, groups }) => {
      const [fromLists, fromBytes] = [
        strictBallots(entries, groups, 'skip'),
        strictOfCompact(compactOf({ entries, groups })),
      ];
      const order = places(entries);
      expect(irv(strictChoices(fromBytes), irvRules, order)).toEqual(irv(strictChoices(fromLists), irvRules, order));
      expect(stvGregory(fromBytes, 2, SCOTTISH, order)).toEqual(stvGregory(fromLists, 2, SCOTTISH, order));
    }),
  );
});

test.each([
  [17, 300, 17],
  [50, 400, 50],
  [250, 40, 250],
])('papers longer than a vector: %i entries, %i ballots', (size, ballots, longest) => {
  const { entries, groups } = randomProfile(size, ballots, longest);
  const [fromLists, fromBytes] = [
    strictBallots(entries, groups, 'skip'),
    strictOfCompact(compactOf({ entries, groups })),
  ];
  expect(vectorPapers(fromBytes)).not.toBeNull();
  expect(vectorPapers(fromLists)).toBeNull();
  const order = places(entries);
  expect(irv(strictChoices(fromBytes), irvRules, order)).toEqual(irv(strictChoices(fromLists), irvRules, order));
  expect(stvGregory(fromBytes, 5, SCOTTISH, order)).toEqual(stvGregory(fromLists, 5, SCOTTISH, order));
});

test('more entries than a byte names, and ties where papers are passed on, are refused', () => {
  expect(() => compactOf({ entries: Array.from({ length: 251 }, String), groups: [] })).toThrow(RangeError);
  expect(() => strictOfCompact(compactOf({ entries: ['A', 'B'], groups: [{ count: 1, ranks: [[0, 1]] }] }))).toThrow(
    RangeError,
  );
});

function randomProfile(size: number, ballots: number, longest = 12): RankedProfile {
  const random = seededRandom(`${String(size)} of ${String(ballots)}`);
  const entries = Array.from({ length: size }, (_, index) => `entry ${String(index)}`);
  const groups = Array.from({ length: ballots }, () => {
    const left = places(entries);
    const length = 1 + Math.floor(random() * Math.min(size, longest));
    const ranks = Array.from({ length }, () => left.splice(Math.floor(random() * left.length), 1));
    return { count: 1, ranks };
  });
  return { entries, groups };
}
