import { describe, expect, test } from 'vitest';
import { enginesOf, many, number, one, rule, ruleSpace } from '../../testing/make-rules.ts';
import type { Space } from '../schema.ts';
import type { Engine } from './engine.ts';
import { designCounts } from './design-counts.ts';
import { estimate } from './estimate.ts';
import { BUDGET } from './pick.ts';

const engineOf = (space: Space): Engine => enginesOf(space).compiled;

/** Thirty choices of three prices each: 3^30 designs, far more than could be searched through. */
const CHOICES = 30;
const PRICES = [0, 25, 70];
const ids = Array.from({ length: CHOICES }, (_, at) => `p${String(at)}`);
const priced = ids.map((id) => one(id, Object.fromEntries(PRICES.map((cents, at) => [`o${String(at)}`, cents]))));

/** How many ways there are to choose so often, by what they cost: calculated without the engine. */
function waysByCents(choices: number): Map<number, bigint> {
  let ways = new Map([[0, 1n]]);
  for (let left = choices; left > 0; left -= 1) {
    const next = new Map<number, bigint>();
    for (const [cents, count] of ways)
      for (const more of PRICES) next.set(cents + more, (next.get(cents + more) ?? 0n) + count);
    ways = next;
  }
  return ways;
}

const within = (choices: number, most: number): bigint =>
  [...waysByCents(choices)].reduce((sum, [cents, count]) => (cents <= most ? sum + count : sum), 0n);

describe('under one limit on costs', () => {
  const limited = ruleSpace(priced, [rule('limit', ['le', [[1, 'price']], 800])]);

  test('designs are counted exactly, and so are those with each option', () => {
    const engine = engineOf(limited);
    expect(estimate(engine, [])).toEqual({ kind: 'exact', count: within(CHOICES, 800) });
    const counts = designCounts(engine, []);
    for (const [at, cents] of PRICES.entries())
      expect(counts?.of('p7', `o${String(at)}`)).toBe(within(CHOICES - 1, 800 - cents));
  });

  test('a budget counts like a limit, with a picked option taken back for its own alternatives', () => {
    const engine = engineOf(ruleSpace(priced, []));
    const picks = [
      { key: BUDGET, value: 500 },
      { key: 'p0', value: 'o2' },
    ];
    expect(engine.count(picks)).toBe(within(CHOICES - 1, 430));
    expect(designCounts(engine, picks)?.of('p0', 'o1')).toBe(within(CHOICES - 1, 475));
    expect(designCounts(engine, picks)?.of('p1', 'o1')).toBe(within(CHOICES - 2, 405));
  });

  test('switches and numbers without a price are counted beside it; a number with a price is not counted by value', () => {
    const extras = many('extras', { rack: 40 });
    const engine = engineOf(
      ruleSpace([...priced, extras, number('size', 1, 5), number('width', 1, 3, 1, { centsPerUnit: 5 })], []),
    );
    const picks = [{ key: BUDGET, value: 500 }];
    const widths = [5, 10, 15];
    const all = (left: number): bigint => widths.reduce((sum, cents) => sum + within(CHOICES, left - cents), 0n);
    const counts = designCounts(engine, picks);
    expect(engine.count(picks)).toBe(5n * (all(500) + all(460)));
    expect(counts?.of('extras/rack', true)).toBe(5n * all(460));
    expect(counts?.of('size', 4)).toBe(all(500) + all(460));
    expect(counts?.of('width', 2)).toBe(null);
  });
});

test('prices that are too fine to be told apart are estimated', () => {
  const primes = [999_983, 999_979, 999_961, 999_959, 999_953, 999_931, 999_917, 999_907];
  const fine = ids.map((id, at) =>
    one(id, {
      none: 0,
      a: 7919 * (primes[at % primes.length] ?? 1),
      b: 104_729 * (primes[(at + 3) % primes.length] ?? 1),
    }),
  );
  const engine = engineOf(ruleSpace(fine, []));
  const picks = [{ key: BUDGET, value: 1.2e12 }];
  expect(estimate(engine, picks).kind).toBe('about');
  expect(designCounts(engine, picks)).toBe(null);
});
