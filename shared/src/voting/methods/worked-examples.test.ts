import { describe, expect, test } from 'vitest';
import { ballotsOf } from '../../testing/any-ballots.ts';
import { Fraction } from '../fraction.ts';
import { places } from '../profile.ts';
import { strictBallots } from '../strict-ballots.ts';
import { readMarks, type ValidityRules } from '../validity.ts';
import { approval, greedyBudget } from './approval.ts';
import { bradleyTerry } from './bradley-terry.ts';
import { bestCommittees } from './committees.ts';
import { sharedChoices, strictChoices } from './first-choices.ts';
import { irv, type IrvRules } from './irv.ts';
import { kemeny } from './kemeny.ts';
import { borda } from './positional.ts';
import { equalShares, seqPhragmen } from './proportional.ts';
import { rankedPairs } from './ranked-pairs.ts';
import { schulze } from './schulze.ts';
import { score, star } from './score.ts';
import { SCOTTISH, stvGregory, WIGM_PRF } from './stv-gregory.ts';
import { stvMeek } from './stv-meek.ts';
import { wilson } from './wilson.ts';

/** What a reader of the published result sees: fractions as numbers or texts. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value)) as unknown;
const order = (text: string): number[] => places([...text]);

// 42 % of Tennessee live in Memphis, far from the others.
const tennessee = ballotsOf('MNCK', '42 MNCK', '26 NCKM', '15 CKNM', '17 KCNM');
const irvRules: IrvRules = { stop: 'majority', batch: false, ties: 'tie-order', excludedFirst: [] };

describe('duels', () => {
  const winners = (strength: 'winning' | 'margins' | 'ratio') => {
    const lines = [
      '6 ABCD',
      '8 (AB)',
      '8 (AC)',
      '18 (AC)D',
      '8 (ACD)',
      '40 B',
      '4 CBD',
      '9 CDA',
      '8 (CD)',
      '14 DAB',
      '11 DBC',
      '4 DCA',
    ];
    return schulze(ballotsOf('ABCD', ...lines), strength, 'below').winners;
  };

  test("the same ballots have three winners by three strengths of a win: Schulze's example 10", () => {
    expect([winners('winning'), winners('margins'), winners('ratio')]).toEqual([['D'], ['A'], ['B']]);
  });

  test('a ballot that ignores whom it does not list cannot put anybody below', () => {
    const ballots = ballotsOf('AB', '2 A', '1 BA');
    expect(schulze(ballots, 'winning', 'below').winners).toEqual(['A']);
    expect(schulze(ballots, 'winning', 'ignored').winners).toEqual(['B']);
  });

  test('ranked pairs locks the strong wins and says which one would have closed the circle', () => {
    // A beats B 6:3, B beats C 7:2, C beats A 5:4.
    const result = rankedPairs(ballotsOf('ABC', '4 ABC', '3 BCA', '2 CAB'), 'winning', 'below', order('ABC'));
    expect(result.pairs).toEqual([
      { winner: 'B', loser: 'C', for: 7, against: 2, locked: true, tied: false },
      { winner: 'A', loser: 'B', for: 6, against: 3, locked: true, tied: false },
      { winner: 'C', loser: 'A', for: 5, against: 4, locked: false, tied: false },
    ]);
    expect(result.ranking).toEqual([['A'], ['B'], ['C']]);
  });

  test('in a perfect circle of ranked pairs the tie order decides, and the pairs say so', () => {
    const circle = ballotsOf('ABC', '1 ABC', '1 BCA', '1 CAB');
    // B's win is locked first, then A's over B; then C's would close the circle.
    expect(rankedPairs(circle, 'winning', 'below', [1, 0, 2]).winners).toEqual(['A']);
    expect(rankedPairs(circle, 'winning', 'below', [2, 0, 1]).winners).toEqual(['C']);
    expect(rankedPairs(circle, 'winning', 'below', [2, 0, 1]).pairs.every(({ tied }) => tied)).toBe(true);
  });

  test('Kemeny finds the ranking that agrees with most', () => {
    expect(kemeny(tennessee, 'below', order('MNCK'))).toEqual({
      winners: ['N'],
      ranking: [['N'], ['C'], ['K'], ['M']],
      score: 393,
    });
  });

  test('Borda shares the points of places that entries share', () => {
    expect(plain(borda(ballotsOf('ABC', '1 (AB)C', '2 C')).scores)).toEqual({ A: '5/2', B: '5/2', C: 4 });
  });
});

describe('instant runoff', () => {
  test('every round says who had how many, who left, and where the ballots went', () => {
    const result = plain(
      irv(strictChoices(strictBallots(tennessee.entries, tennessee.groups, 'skip')), irvRules, order('MNCK')),
    );
    expect(result).toMatchObject({
      winners: ['K'],
      rounds: [
        { M: 42, N: 26, C: 15, K: 17 },
        { M: 42, N: 26, K: 32 },
        { M: 42, K: 58 },
      ],
      eliminations: [['C'], ['N'], []],
      transfers: [
        { from: ['C'], to: { K: 15 }, exhausted: 0 },
        { from: ['N'], to: { K: 26 }, exhausted: 0 },
      ],
    });
  });

  test('a rank that two share gives each a half, until one of them leaves', () => {
    const { entries, groups } = ballotsOf('ABC', '3 (AB)', '2 C', '1 BC');
    const result = plain(irv(sharedChoices({ entries, groups }, 'share'), irvRules, order('ABC')));
    expect(result).toMatchObject({
      rounds: [
        { A: '3/2', B: '5/2', C: 2 },
        { B: 4, C: 2 },
      ],
      winners: ['B'],
    });
  });

  test('of equals the last in the tie order leaves, or the one that was behind before', () => {
    const { entries, groups } = ballotsOf('ABCD', '4 A', '3 B', '2 C', '1 DC');
    const count = (ties: IrvRules['ties'], by: number[]) =>
      irv(strictChoices(strictBallots(entries, groups, 'skip')), { ...irvRules, ties }, by);
    expect(count('earlier-round', [2, 1, 0, 3]).ties).toMatchObject([
      { tied: ['B', 'C'], chosen: 'C', by: 'earlier stage' },
    ]);
    expect(count('tie-order', [2, 1, 0, 3]).ties).toMatchObject([{ tied: ['B', 'C'], chosen: 'B', by: 'tie order' }]);
  });

  test('sure losers leave together', () => {
    const { entries, groups } = ballotsOf('ABCD', '9 A', '8 B', '3 CB', '2 DB');
    const result = irv(
      strictChoices(strictBallots(entries, groups, 'skip')),
      { ...irvRules, batch: true },
      order('ABCD'),
    );
    expect(result).toMatchObject({ eliminations: [['C', 'D'], []], winners: ['B'], reasons: ['sure losers'] });
  });
});

describe('marks on a ballot', () => {
  const rules: ValidityRules = { overvote: 'skip', mostSkipped: 1, mostRanks: null, repeated: 'skip' };
  const ranksOf = (marks: number[][], given: Partial<ValidityRules> = {}) =>
    readMarks([{ count: 2, marks }], { ...rules, ...given });

  test('one skipped rank is passed over, two end the ballot', () => {
    expect(ranksOf([[0], [], [1]])).toMatchObject({ groups: [{ ranks: [[0], [1]] }], report: { skipped: 2 } });
    expect(ranksOf([[0], [], [], [1]])).toMatchObject({ groups: [{ ranks: [[0]] }] });
    expect(ranksOf([[0], [], [], [1]], { mostSkipped: null })).toMatchObject({ groups: [{ ranks: [[0], [1]] }] });
  });

  test('an overvote ends the ballot, is passed over, or waits for who is left', () => {
    expect(ranksOf([[0], [1, 2], [3]], { overvote: 'exhaust' }).groups[0]?.ranks).toEqual([[0]]);
    expect(ranksOf([[0], [1, 2], [3]]).groups[0]?.ranks).toEqual([[0], [3]]);
    expect(ranksOf([[0], [1, 2], [3]], { overvote: 'exhaust-if-several-continue' }).groups[0]?.ranks).toEqual([
      [0],
      [1, 2],
      [3],
    ]);
    expect(ranksOf([[0], [1, 2], [3]]).report).toEqual({ overvoted: 2, skipped: 0, repeated: 0, unmarked: 0 });
  });

  test('an entry marked again is passed over or ends the ballot', () => {
    expect(ranksOf([[0], [0], [1]]).groups[0]?.ranks).toEqual([[0], [1]]);
    expect(ranksOf([[0], [0], [1]], { repeated: 'exhaust' }).groups[0]?.ranks).toEqual([[0]]);
  });
});

describe('transfers of votes', () => {
  const { entries, groups } = ballotsOf('CPH', '4 CP', '2 H');
  const ballots = strictBallots(entries, groups, 'skip');

  test('the three published quotas differ, and so does what is passed on', () => {
    const votesAfterSurplus = (result: ReturnType<typeof stvGregory>) =>
      result.stages.find(({ action }) => action === 'transfer')?.votes;
    const scottish = stvGregory(ballots, 2, SCOTTISH, order('CPH'));
    expect([scottish.quota, votesAfterSurplus(scottish)]).toEqual([
      '3.00000',
      { C: '3.00000', P: '1.00000', H: '2.00000' },
    ]);
    const wigm = stvGregory(ballots, 2, WIGM_PRF, order('CPH'));
    expect([wigm.quota, votesAfterSurplus(wigm)]).toEqual(['2.0001', { C: '2.0001', P: '1.9996', H: '2.0000' }]);
    expect(wigm.reasons.find(({ lost }) => lost)).toMatchObject({ about: ['C'], lost: '0.0003' });
    expect(stvMeek(ballots, 2, order('CPH')).stages[2]).toMatchObject({
      action: 'defeat',
      votes: { C: '2.000000004', P: '1.999999996', H: '2.000000000' },
      state: 'EDH',
    });
  });

  test('of equal votes the stage before decides, and then the lot', () => {
    const weak = ballotsOf('ABCDEF', '10 AC', '8 B', '6 C', '5 D', '3 ED', '3 FD');
    const count = (lots: number[]) => stvGregory(strictBallots(weak.entries, weak.groups, 'skip'), 4, SCOTTISH, lots);
    expect(count(order('ABCDEF')).ties).toEqual([
      { tied: ['B', 'C'], chosen: 'B', to: 'transfer first', by: 'earlier stage' },
      { tied: ['E', 'F'], chosen: 'E', to: 'be excluded', by: 'tie order' },
    ]);
    expect(count([5, 4, 3, 2, 1, 0]).ties[1]?.chosen).toBe('F');
  });
});

describe('approval and shortlists', () => {
  const groups = [
    { count: 3, approved: [0, 1] },
    { count: 3, approved: [0, 2] },
    { count: 2, approved: [0, 3] },
    { count: 1, approved: [1, 2, 5] },
    { count: 1, approved: [4] },
    { count: 1, approved: [5] },
    { count: 1, approved: [6] },
  ];
  // The running example of Lackner and Skowron's book.
  const profile = { entries: [...'abcdefgh'], groups };

  test('approval names every list that the ballots allow, and the tie order picks one', () => {
    expect(approval(profile, 4, order('abcdefgh'))).toMatchObject({
      winners: [...'abcd'],
      committees: [[...'abcd'], [...'abcf']],
    });
    expect(approval(profile, 4, order('abcdefgh').reverse()).winners).toEqual(['a', 'c', 'b', 'f']);
  });

  test('proportional rules, exactly', () => {
    expect(plain(bestCommittees(profile, 4, 'pav', order('abcdefgh')))).toEqual({
      winners: [...'abcf'],
      committees: [[...'abcf']],
      score: '83/6',
    });
    expect(
      plain(seqPhragmen(profile, { costs: profile.entries.map(() => 1), budget: 4 }, order('abcdefgh'))),
    ).toMatchObject({
      winners: [...'abcd'],
      maxLoad: '5/8',
    });
    const shares = plain(
      equalShares(profile, { costs: profile.entries.map(() => 1), budget: 4 }, 'none', order('abcdefgh')),
    );
    expect(shares).toMatchObject({ winners: ['a'], firstRho: '1/8', spent: 1 });
  });

  test('a group that is a third of the ballots gets a third of a budget; the greedy rule gives it nothing', () => {
    const city = {
      entries: ['a', 'b', 'c', 'd'],
      groups: [
        { count: 6, approved: [0, 1, 2] },
        { count: 3, approved: [3] },
      ],
    };
    const limits = { costs: [30, 30, 30, 30], budget: 90 };
    expect(equalShares(city, limits, 'none', order('abcd')).winners).toEqual(['a', 'b', 'd']);
    expect(seqPhragmen(city, limits, order('abcd')).winners).toEqual(['a', 'b', 'd']);
    expect(greedyBudget(city, limits, order('abcd')).winners).toEqual(['a', 'b', 'c']);
  });
});

describe('scores', () => {
  const scored = (...lines: [number, (number | null)[]][]) => ({
    entries: ['A', 'B', 'C'],
    groups: lines.map(([count, scores]) => ({
      count,
      scores: scores.map((one) => (one === null ? null : Fraction.of(one))),
    })),
  });

  test('what is not scored counts as the lowest, or not at all', () => {
    const ballots = scored([2, [5, null, 3]], [1, [2, 5, null]]);
    expect(plain(score(ballots, 1, Fraction.zero, 'lowest', [0, 1, 2]))).toMatchObject({
      winners: ['A'],
      scores: { A: 12, B: 5, C: 6 },
    });
    expect(plain(score(ballots, 1, Fraction.zero, 'ignored', [0, 1, 2]))).toMatchObject({
      winners: ['B'],
      averages: { A: 4, B: 5, C: 3 },
    });
  });

  test('STAR elects whom more ballots prefer among the two highest sums', () => {
    expect(plain(star(scored([3, [5, 4, 0]], [2, [0, 5, 1]]), Fraction.zero, [0, 1, 2]))).toMatchObject({
      finalists: ['B', 'A'],
      runoff: { A: 3, B: 2 },
      winners: ['A'],
      ties: [],
    });
  });

  test('a tie in the runoff goes to the higher sum, and of equal sums to the most top scores', () => {
    expect(star(scored([1, [5, 4, 0]], [1, [0, 5, 0]]), Fraction.zero, [0, 1, 2]).winners).toEqual(['B']);
    const level = star(scored([1, [5, 3, 0]], [1, [1, 3, 0]]), Fraction.zero, [1, 0, 2]);
    expect(level).toMatchObject({ winners: ['A'], ties: [{ to: 'win', by: 'most top scores' }] });
  });
});

describe('comparisons', () => {
  test('three wins to one are three to one, and who only won stays finite', () => {
    const battles = [
      { winner: 0, loser: 1, times: 3 },
      { winner: 1, loser: 0, times: 1 },
    ];
    const { logStrengths } = bradleyTerry(['A', 'B'], battles, { prior: 0, firstSlot: false, reference: 1 });
    expect(logStrengths['A']).toBeCloseTo(Math.log(3), 12);
    const only = bradleyTerry(['A', 'B'], [{ winner: 0, loser: 1, times: 3 }], {
      prior: 0.1,
      firstSlot: false,
      reference: null,
    });
    expect(Number.isFinite(only.logStrengths['A'])).toBe(true);
    expect(only.winners).toEqual(['A']);
  });

  test('an advantage of standing first is told apart from strength', () => {
    // Equal entries; whoever stands first wins two of three.
    const battles = [
      { winner: 0, loser: 1, times: 2, first: 'winner' as const },
      { winner: 1, loser: 0, times: 1, first: 'loser' as const },
      { winner: 1, loser: 0, times: 2, first: 'winner' as const },
      { winner: 0, loser: 1, times: 1, first: 'loser' as const },
    ];
    const found = bradleyTerry(['A', 'B'], battles, { prior: 0, firstSlot: true, reference: 0 });
    expect(found.homeAdvantage).toBeCloseTo(Math.log(2), 12);
    expect(found.ranking).toEqual([['A', 'B']]);
  });

  test("Wilson's interval of nothing out of twenty, and of nothing at all", () => {
    expect(wilson(0, 20, 1.959964)).toEqual({ x: 0, n: 20, lo: 0, hi: expect.closeTo(0.1611, 4) as number });
    expect(wilson(0, 0, 1.959964)).toEqual({ x: 0, n: 0, lo: 0, hi: 1 });
  });
});
