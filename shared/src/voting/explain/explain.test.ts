import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyProfile, ballotsOf } from '../../testing/any-ballots.ts';
import { sha256Hex } from '../../sha256.ts';
import { countOf } from '../count.ts';
import type { CountRules } from '../count-rules.ts';
import { Fraction } from '../fraction.ts';
import { strictChoices } from '../methods/first-choices.ts';
import { irv } from '../methods/irv.ts';
import { schulze } from '../methods/schulze.ts';
import { SCOTTISH, stvGregory } from '../methods/stv-gregory.ts';
import { pairsOf } from '../pairs.ts';
import { ballotCount, places, type RankedProfile } from '../profile.ts';
import { strictBallots } from '../strict-ballots.ts';
import { juryResult } from './jury-weight.ts';
import { approvalMargin, marginOf } from './margin.ts';
import { protectBallots } from './protected-ballots.ts';
import { rankIntervals } from './rank-intervals.ts';
import { sankeyOfRunoff, sankeyOfTransfers } from './sankey.ts';
import { tieSeed } from './tie-seed.ts';
import { whyByRunoff, whyBySchulze } from './why.ts';

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value)) as unknown;
const rules = {
  schulze: { method: 'schulze', strength: 'winning', unranked: 'below' },
  irv: { method: 'irv', stop: 'majority', batch: false, ties: 'tie-order', tiedRanks: 'skip', excludedFirst: [] },
} satisfies Record<string, CountRules>;
const tennessee = ballotsOf('MNCK', '42 MNCK', '26 NCKM', '15 CKNM', '17 KCNM');
const runoff = ({ entries, groups }: RankedProfile) =>
  irv(strictChoices(strictBallots(entries, groups, 'skip')), rules.irv, places(entries));

describe('margin', () => {
  test('two hundred ballots against a hundred: half the lead has to change', () => {
    expect(marginOf(rules.schulze, ballotsOf('AB', '200 A', '100 B'), [0, 1])).toEqual({
      atLeast: 50,
      atMost: 50,
      isExact: true,
      challenger: 'B',
    });
    expect(approvalMargin({ A: 574, B: 479, C: 227 })).toBe(48);
  });

  test('in a runoff the closest round counts, not the last one', () => {
    // 17 to 15 in the first round: with one ballot changed they are level.
    expect(marginOf(rules.irv, tennessee, [0, 1, 3, 2])).toMatchObject({ atLeast: 1 });
    expect(marginOf(rules.schulze, tennessee, places(tennessee.entries))).toMatchObject({
      atLeast: 8,
      atMost: 8,
      isExact: true,
    });
  });

  test('no change of fewer ballots than proven takes the win away, and the one that was found does', () => {
    fc.assert(
      fc.property(
        anyProfile({ entries: 3, ties: false, most: 4 }),
        fc.constantFrom(rules.schulze, rules.irv),
        (profile, method) => {
          const order = places(profile.entries);
          const winners = (groups: RankedProfile['groups']) =>
            countOf(method, { kind: 'ranked', profile: { entries: profile.entries, groups } }, 1, order).winners;
          const won = winners(profile.groups);
          if (won.length !== 1) return;
          const { atLeast, atMost } = marginOf(method, profile, order);
          if (atMost !== null) expect(atMost).toBeGreaterThanOrEqual(atLeast);
          if (atLeast < 2) return;
          // All changes of one ballot, tried.
          const rankings = [
            [],
            [0],
            [1],
            [2],
            [0, 1],
            [0, 2],
            [1, 0],
            [1, 2],
            [2, 0],
            [2, 1],
            [0, 1, 2],
            [0, 2, 1],
            [1, 0, 2],
            [1, 2, 0],
            [2, 0, 1],
            [2, 1, 0],
          ];
          for (const [at, group] of profile.groups.entries())
            for (const ranking of rankings) {
              const changed = profile.groups
                .with(at, { ...group, count: group.count - 1 })
                .filter(({ count }) => count > 0);
              expect(winners([...changed, { count: 1, ranks: ranking.map((index) => [index]) }])).toEqual(won);
            }
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('why', () => {
  test('a chain of strong wins beats a weak duel', () => {
    // A beats B 6:3, B beats C 7:2, C beats A 5:4.
    const circle = ballotsOf('ABC', '4 ABC', '3 BCA', '2 CAB');
    expect(whyBySchulze(circle, 'winning', 'below', 'A', 'C')).toEqual({
      duel: { for: 4, against: 5 },
      forth: [
        { winner: 'A', loser: 'B', for: 6, against: 3 },
        { winner: 'B', loser: 'C', for: 7, against: 2 },
      ],
      back: [{ winner: 'C', loser: 'A', for: 5, against: 4 }],
      weakestForth: { winner: 'A', loser: 'B', for: 6, against: 3 },
      weakestBack: { winner: 'C', loser: 'A', for: 5, against: 4 },
      above: 'first',
    });
  });

  test('what is said of two entries is what the count says', () => {
    fc.assert(
      fc.property(anyProfile(), (profile) => {
        const { strengths } = schulze(profile, 'winning', 'below');
        const why = whyBySchulze(profile, 'winning', 'below', 'A', 'B');
        expect([why.weakestForth?.for ?? 0, why.weakestBack?.for ?? 0]).toEqual(
          plain([strengths['A']?.['B'], strengths['B']?.['A']]),
        );
      }),
    );
  });

  test('in a runoff the last round of both tells who left', () => {
    expect(plain(whyByRunoff(runoff(tennessee), 'K', 'N'))).toEqual({ round: 2, votes: [32, 26], left: ['N'] });
  });
});

test('ranks that few ballots do not settle are a statistical tie, and the seed settles the intervals', () => {
  const close = ballotsOf('ABC', '51 ABC', '49 BAC');
  const of = (seed: string) =>
    rankIntervals(
      close.groups,
      (groups) => schulze({ entries: close.entries, groups }, 'winning', 'below').ranking,
      seed,
      200,
    );
  expect(of('seed').statisticalTies).toEqual([['A', 'B']]);
  expect(of('seed').entries).toEqual([
    { entry: 'A', rank: 1, from: 1, to: 2 },
    { entry: 'B', rank: 2, from: 1, to: 2 },
    { entry: 'C', rank: 3, from: 3, to: 3 },
  ]);
  expect(of('seed')).toEqual(of('seed'));
});

describe('jury and public', () => {
  const shares = (values: Record<string, [number, number]>) =>
    Object.fromEntries(Object.entries(values).map(([name, [above, below]]) => [name, Fraction.of(above, below)]));
  const open = shares({ A: [60, 100], B: [50, 100], C: [10, 100] });
  const jury = shares({ A: [2, 10], B: [4, 10], C: [9, 10] });

  test('the winner stays the same up to exactly the weight at which another one is level', () => {
    expect(plain(juryResult(jury, open, Fraction.of(3, 10)))).toMatchObject({
      winners: ['A'],
      scores: { A: '12/25', B: '47/100', C: '17/50' },
      sameWinners: { from: 0, to: '1/3' },
      ranges: [
        { from: 0, to: '1/3', winners: ['A'] },
        { from: '1/3', to: '4/9', winners: ['B'] },
        { from: '4/9', to: 1, winners: ['C'] },
      ],
    });
    expect(plain(juryResult(jury, open, Fraction.of(1, 3)))).toMatchObject({
      winners: ['A', 'B'],
      sameWinners: { from: '1/3', to: '1/3' },
    });
  });

  test('other entries and other weights are refused', () => {
    expect(() => juryResult(shares({ A: [1, 1] }), open, Fraction.zero)).toThrow(RangeError);
    expect(() => juryResult(jury, open, Fraction.of(3, 2))).toThrow(RangeError);
  });
});

test('the order of ties hangs on the secret and on the last checkpoint, and the arithmetic can be followed', () => {
  const commitment = sha256Hex('brand secret');
  const { seed, order, arithmetic } = tieSeed('brand secret', commitment, 'ab12', ['x', 'y', 'z']);
  expect(seed).toBe(sha256Hex('brand secret:ab12'));
  expect(arithmetic).toEqual([
    `sha256("brand secret") = ${commitment}, as the rules say`,
    `sha256("brand secret:ab12") = ${seed}, the seed`,
    ...order.map((entry) => `sha256("${seed}:${entry}") = ${sha256Hex(`${seed}:${entry}`)}`),
  ]);
  expect(tieSeed('brand secret', commitment, 'ab13', ['x', 'y', 'z']).seed).not.toBe(seed);
  expect(() => tieSeed('another', commitment, 'ab12', ['x'])).toThrow(RangeError);
});

describe('Sankey', () => {
  test('a runoff as what stays and what moves', () => {
    expect(plain(sankeyOfRunoff(runoff(tennessee)).links.filter(({ column }) => column === 0))).toEqual([
      { column: 0, from: ['M'], to: 'M', votes: 42 },
      { column: 0, from: ['N'], to: 'N', votes: 26 },
      { column: 0, from: ['K'], to: 'K', votes: 17 },
      { column: 0, from: ['C'], to: 'K', votes: 15 },
    ]);
  });

  test('what leaves a column arrives in the next, to the last vote', () => {
    fc.assert(
      fc.property(anyProfile({ ties: false }), (profile) => {
        const order = places(profile.entries);
        const { entries, groups } = profile;
        for (const { nodes, links } of [
          sankeyOfRunoff(runoff(profile)),
          sankeyOfTransfers(stvGregory(strictBallots(entries, groups, 'skip'), 2, SCOTTISH, order)),
        ]) {
          const last = Math.max(0, ...nodes.map(({ column }) => column));
          for (let column = 0; column <= last; column++) {
            const sum = (list: readonly { readonly column: number; readonly votes: Fraction }[]) =>
              Fraction.sum(list.filter((one) => one.column === column).map(({ votes }) => votes));
            expect(String(sum(nodes))).toBe(String(ballotCount(groups)));
            if (column < last) expect(String(sum(links))).toBe(String(ballotCount(groups)));
          }
        }
      }),
    );
  });
});

describe('published ballots', () => {
  test('a ranking that only one person has is cut where others no longer begin alike, and its rest is told in a sum', () => {
    const ballots = ballotsOf('ABCDE', '3 ABC', '1 ABDEC', '1 ABEDC', '1 ACEBD');
    const { groups, cut } = protectBallots(ballots, 'below', 3);
    expect(groups).toEqual([
      { count: 3, ranks: [[0], [1], [2]], isCut: false },
      { count: 1, ranks: [[0]], isCut: true },
      { count: 2, ranks: [[0], [1]], isCut: true },
    ]);
    expect(cut).toBe(3);
  });

  test('no published beginning is shared by too few, no sum is of too few, and the pairs are those of all ballots', () => {
    fc.assert(
      fc.property(
        anyProfile({ most: 30 }),
        fc.constantFrom('below', 'ignored'),
        fc.integer({ min: 2, max: 6 }),
        (profile, unranked, least) => {
          const { groups, cut, restOfPairs } = protectBallots(profile, unranked, least);
          expect(ballotCount(groups)).toBe(ballotCount(profile.groups));
          if (ballotCount(profile.groups) >= least) expect(cut === 0 || cut >= least).toBe(true);
          const told = pairsOf({ entries: profile.entries, groups }, unranked);
          expect(told.map((row, i) => row.map((votes, j) => votes + (restOfPairs[i]?.[j] ?? 0)))).toEqual(
            pairsOf(profile, unranked),
          );
          for (const { ranks } of groups) {
            const alike = profile.groups.filter((group) =>
              ranks.every((rank, at) => [...(group.ranks[at] ?? [])].sort().join() === [...rank].sort().join()),
            );
            if (ranks.length > 0) expect(ballotCount(alike)).toBeGreaterThanOrEqual(least);
          }
        },
      ),
    );
  });
});
