import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyRuleSpace, everyDesign, everyWish, hasWish } from '../../testing/any-rules.ts';
import { enginesOf, one, rule, ruleSpace } from '../../testing/make-rules.ts';
import { compileModel } from './compile.ts';
import { encodeSpace } from './encode.ts';
import { Engine } from './engine.ts';
import { mostPopular, type Chosen } from './popularity.ts';
import type { Wish } from './evidence.ts';

const counts = (times: Readonly<Record<string, Readonly<Record<string, number>>>>): Chosen =>
  new Map(Object.entries(times).map(([key, of]) => [key, new Map(Object.entries(of))]));

test('it is the likeliest whole, not the likeliest option after the likeliest option', () => {
  const space = ruleSpace(
    [one('body', ['hatch', 'cabrio']), one('roof', ['steel', 'glass', 'soft']), one('rack', ['none', 'bars'])],
    [
      rule('soft', ['is', 'roof', 'soft'], ['is', 'body', 'cabrio']),
      rule('bars', ['is', 'rack', 'none'], ['is', 'body', 'cabrio']),
    ],
  );
  // Most take a cabrio, but next to nobody a soft roof and no rack, which come with it.
  const chosen = counts({
    body: { cabrio: 55, hatch: 45 },
    roof: { steel: 90, glass: 9, soft: 1 },
    rack: { bars: 95, none: 5 },
  });
  const found = mostPopular(enginesOf(space).compiled, space, [], chosen);
  expect(found).toEqual({ body: 'hatch', roof: 'steel', rack: 'bars' });
});

test('what nobody has chosen yet is as by default', () => {
  const space = ruleSpace([one('body', ['hatch', 'cabrio']), one('roof', ['steel', 'glass'])], []);
  expect(mostPopular(enginesOf(space).compiled, space, [], counts({}))).toEqual({ body: 'hatch', roof: 'steel' });
});

const anyCase = anyRuleSpace.chain((space) => {
  const wishes = everyWish(space).filter(({ value }) => typeof value === 'string' || typeof value === 'boolean');
  return fc.record({
    space: fc.constant(space),
    picks: fc.uniqueArray(fc.constantFrom(...everyWish(space)), { maxLength: 2, selector: ({ key }) => key }),
    times: fc.array(fc.nat(40), { minLength: wishes.length, maxLength: wishes.length }),
    wishes: fc.constant(wishes),
    mostDefinitions: fc.constantFrom(0, 300),
  });
});

test('no design with the picks is likelier', () => {
  fc.assert(
    fc.property(anyCase, ({ space, picks, times, wishes, mostDefinitions }) => {
      const rules = encodeSpace(space, mostDefinitions);
      fc.pre(rules.limits.length < 2); // several limits may have to be given up on
      const engine = new Engine(rules, compileModel(rules.model));
      const timesOf = (wish: Wish): number => 1 + (times[wishes.findIndex((one) => one === wish)] ?? 0);
      const chosen = new Map(
        [...Map.groupBy(wishes, ({ key }) => key)].map(([key, of]) => [
          key,
          new Map(of.map((wish) => [String(wish.value), timesOf(wish) - 1])),
        ]),
      );
      const bits = (params: Parameters<typeof hasWish>[0]): number =>
        [...Map.groupBy(wishes, ({ key }) => key).values()].reduce((sum, of) => {
          const all = of.reduce((total, wish) => total + timesOf(wish), 0);
          const own = of.find((wish) => hasWish(params, wish));
          return own ? sum + Math.log2(all / timesOf(own)) : sum;
        }, 0);
      const left = everyDesign(space).filter((params) => picks.every((pick) => hasWish(params, pick)));
      const found = mostPopular(engine, space, picks, chosen);
      if (left.length === 0) expect(found).toBe(null);
      if (left.length === 0) return;
      expect(left).toContainEqual(found);
      expect(bits(found ?? {})).toBeLessThan(Math.min(...left.map(bits)) + 1e-4);
    }),
    { numRuns: 150 },
  );
});
