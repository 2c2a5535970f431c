import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyProfile } from '../../testing/any-ballots.ts';
import { countOf } from '../count.ts';
import type { CountRules } from '../count-rules.ts';
import { pairsOf } from '../pairs.ts';
import { places, type RankedGroup, type RankedProfile } from '../profile.ts';

const irvRules = {
  ...({ method: 'irv', stop: 'majority', ties: 'tie-order' } as const),
  ...{ batch: false, excludedFirst: [] as string[] },
};
const METHODS: readonly CountRules[] = [
  { method: 'schulze', strength: 'winning', unranked: 'below' },
  { method: 'schulze', strength: 'margins', unranked: 'ignored' },
  { method: 'schulze', strength: 'ratio', unranked: 'below' },
  { method: 'ranked-pairs', strength: 'winning', unranked: 'below' },
  { method: 'ranked-pairs', strength: 'margins', unranked: 'below' },
  { ...irvRules, tiedRanks: 'share' },
  { ...irvRules, tiedRanks: 'skip', ties: 'earlier-round', batch: true },
  { method: 'stv-scotland', tiedRanks: 'skip' },
  { method: 'stv-wigm-prf', tiedRanks: 'exhaust' },
  { method: 'stv-meek-prf', tiedRanks: 'skip' },
  { method: 'stv-gregory', quota: 'droop' },
  { method: 'coombs' },
  { method: 'borda' },
  { method: 'kemeny', unranked: 'below' },
  { method: 'minimax', variant: 'margins', unranked: 'below' },
];

/** The result as it is published. */
function count(rules: CountRules, profile: RankedProfile, seats = 1, order = places(profile.entries)): unknown {
  return JSON.parse(JSON.stringify(countOf(rules, { kind: 'ranked', profile }, seats, order)));
}

function winners(rules: CountRules, profile: RankedProfile): readonly string[] {
  return (count(rules, profile) as { winners: readonly string[] }).winners;
}

/** Runs a property a few times; the methods are many and the entries few. */
function always(profile: fc.Arbitrary<RankedProfile>, holds: (profile: RankedProfile) => void): void {
  fc.assert(fc.property(profile, holds), { numRuns: 60 });
}

describe.each(METHODS.map((rules) => [JSON.stringify(rules), rules] as const))('%s', (_, rules) => {
  const seats = rules.method.startsWith('stv') ? 2 : 1;

  test('the order of the ballots, and how equal ones are bundled, changes nothing', () => {
    always(anyProfile(), ({ entries, groups }) => {
      const single = groups.toReversed().flatMap(({ count, ranks }) =>
        Array.from({ length: count }, (): RankedGroup => ({
          count: 1,
          ranks: ranks.map((rank) => rank.toReversed()),
        })),
      );
      expect(count(rules, { entries, groups: single }, seats)).toEqual(count(rules, { entries, groups }, seats));
    });
  });

  test('another order of the slate changes nothing but the order of names', () => {
    always(anyProfile(), ({ entries, groups }) => {
      const last = entries.length - 1;
      const turned = {
        entries: entries.toReversed(),
        groups: groups.map(({ count, ranks }) => ({
          count,
          ranks: ranks.map((rank) => rank.map((index) => last - index)),
        })),
      };
      const pick = (result: unknown) => {
        const { winners: won, ranking } = result as { winners: string[]; ranking?: unknown };
        return { won: won.toSorted(), ranking };
      };
      const order = places(entries);
      expect(pick(count(rules, turned, seats, order.toReversed()))).toEqual(
        pick(count(rules, { entries, groups }, seats, order)),
      );
    });
  });

  test('new names give the same result in new names', () => {
    always(anyProfile(), ({ entries, groups }) => {
      // The same order of names, so that tied ones stand in the same order.
      const renamed = entries.map((name) => `${name}-new`);
      const text = JSON.stringify(count(rules, { entries: renamed, groups }, seats)).replaceAll('-new', '');
      expect(JSON.parse(text)).toEqual(count(rules, { entries, groups }, seats));
    });
  });
});

const CONDORCET = METHODS.filter(({ method }) => ['schulze', 'ranked-pairs', 'kemeny', 'minimax'].includes(method));
test.each(CONDORCET.map((rules) => [JSON.stringify(rules), rules] as const))(
  '%s elects whoever beats everybody',
  (_, rules) => {
    const unranked = 'unranked' in rules ? rules.unranked : 'below';
    always(anyProfile(), (profile) => {
      const best = (count({ method: 'condorcet', unranked } as CountRules, profile) as { winners: string[] }).winners;
      if (best.length > 0) expect(winners(rules, profile)).toEqual(best);
    });
  },
);

describe('clones', () => {
  // An entry E that every ballot has right behind A, as one more copy of it.
  const withClone = ({ entries, groups }: RankedProfile): RankedProfile => ({
    entries: [...entries, 'E'],
    groups: groups.map(({ count, ranks }) => ({
      count,
      ranks: ranks.flatMap((rank) => (rank.includes(0) ? [rank, [entries.length]] : [rank])),
    })),
  });
  const original = (names: readonly string[]): string[] =>
    [...new Set(names.map((name) => (name === 'E' ? 'A' : name)))].sort();
  const methods: readonly CountRules[] = [
    { method: 'schulze', strength: 'winning', unranked: 'below' },
    { ...irvRules, tiedRanks: 'skip' },
  ];

  test.each(methods.map((rules) => [rules.method, rules] as const))(
    '%s: a copy of an entry takes nothing from it and gives it nothing',
    (_, rules) => {
      always(anyProfile({ ties: false }), (profile) => {
        // Full ballots: one that lists nobody would tie the copies instead of ranking them side by side.
        const full = profile.groups.filter(({ ranks }) => ranks.length === profile.entries.length);
        const before = { entries: profile.entries, groups: full };
        const result = count(rules, before) as { ties?: readonly unknown[]; winners: string[] };
        const after = count(rules, withClone(before)) as { ties?: readonly unknown[]; winners: string[] };
        // What only a tie order decided may change with the order.
        if ((result.ties?.length ?? 0) > 0 || (after.ties?.length ?? 0) > 0) return;
        expect(original(after.winners)).toEqual(original(result.winners));
      });
    },
  );
});

test('Schulze and ranked pairs: raising the winner on a ballot does not cost the win', () => {
  fc.assert(
    fc.property(anyProfile({ ties: false }), fc.nat(), ({ entries, groups }, seed) => {
      for (const rules of METHODS.filter(({ method }) => method === 'schulze' || method === 'ranked-pairs').slice(
        0,
        4,
      )) {
        if ('unranked' in rules && rules.unranked === 'ignored') continue;
        const [winner, ...others] = winners(rules, { entries, groups });
        if (winner === undefined || others.length > 0 || groups.length === 0) continue;
        const index = entries.indexOf(winner);
        const raised = groups.with(seed % groups.length, raise(groups[seed % groups.length] as RankedGroup, index));
        expect(winners(rules, { entries, groups: raised })).toContain(winner);
      }
    }),
    { numRuns: 200 },
  );
});

/** The ballot with the entry one place higher; listed last where it was not listed. */
function raise({ count, ranks }: RankedGroup, index: number): RankedGroup {
  const at = ranks.findIndex((rank) => rank.includes(index));
  if (at < 0) return { count, ranks: [...ranks, [index]] };
  if (at === 0) return { count, ranks };
  return { count, ranks: [...ranks.slice(0, at - 1), [index], ranks[at - 1] as number[], ...ranks.slice(at + 1)] };
}

test('instant runoff may punish its winner for more support: why it is not promised', () => {
  const before: RankedProfile = {
    entries: [...'ABC'],
    groups: [
      { count: 39, ranks: [[0], [1], [2]] },
      { count: 35, ranks: [[1], [2], [0]] },
      { count: 26, ranks: [[2], [0], [1]] },
    ],
  };
  const after = {
    ...before,
    groups: [
      { count: 49, ranks: [[0], [1], [2]] },
      { count: 25, ranks: [[1], [2], [0]] },
      { count: 26, ranks: [[2], [0], [1]] },
    ],
  };
  const rules: CountRules = { ...irvRules, tiedRanks: 'skip' };
  expect([winners(rules, before), winners(rules, after)]).toEqual([['A'], ['C']]);
});

test('pairs: a ballot that lists two of three puts both above the third, or says nothing of it', () => {
  const profile: RankedProfile = { entries: [...'ABC'], groups: [{ count: 2, ranks: [[1], [0]] }] };
  expect(pairsOf(profile, 'below')).toEqual([
    [0, 0, 2],
    [2, 0, 2],
    [0, 0, 0],
  ]);
  expect(pairsOf(profile, 'ignored')).toEqual([
    [0, 0, 0],
    [2, 0, 0],
    [0, 0, 0],
  ]);
});
