import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sameValue } from '../../same-value.ts';
import { anyRuleSpace, everyDesign, everyWish, hasWish } from '../../testing/any-rules.ts';
import { many, number, ruleSpace } from '../../testing/make-rules.ts';
import { defaultParams } from '../defaults.ts';
import { choicesPriceCents } from '../price.ts';
import type { Space } from '../schema.ts';
import { choiceParameters } from '../defaults.ts';
import { brokenRules } from '../violations.ts';
import { complete, leastPriceCents, sample } from './choosing.ts';
import { compileModel } from './compile.ts';
import { wishesOf } from './completion.ts';
import { designCounts } from './design-counts.ts';
import { encodeSpace } from './encode.ts';
import { Engine } from './engine.ts';
import { Explainer } from './explanation.ts';
import { BUDGET, inPriority, type Pick } from './pick.ts';
import { resolve } from './resolution.ts';

function engineFor(space: Space, isCompiled: boolean, mostDefinitions?: number): Engine {
  const rules = encodeSpace(space, mostDefinitions);
  return new Engine(rules, isCompiled ? compileModel(rules.model) : null);
}

const anyCase = anyRuleSpace.chain((space) => {
  const wishes = everyWish(space);
  return fc.record({
    space: fc.constant(space),
    isCompiled: fc.boolean(),
    picks: fc.uniqueArray(fc.constantFrom(...wishes), { maxLength: 5, selector: ({ key }) => key }),
    wanted: fc.constantFrom(...wishes),
  });
});

const anyBudget = fc.option(fc.integer({ min: 0, max: 60 }), { freq: 2 });
/** With few definitions sums over options become limits. */
const anyDefinitions = fc.constantFrom(0, 3, 300);

describe('an explanation', () => {
  test('names picks and rules that stand against what is wanted, and none that could be left out', () => {
    fc.assert(
      fc.property(anyCase, ({ space, isCompiled, picks, wanted }) => {
        const engine = engineFor(space, isCompiled);
        const others = picks.filter(({ key }) => key !== wanted.key);
        const found = new Explainer(engine).explain(others, [wanted]);
        const all = everyDesign(space);
        const goes = (kept: readonly number[], rules = space.rules): boolean =>
          everyDesign({ ...space, rules }).some(
            (params) => hasWish(params, wanted) && kept.every((index) => hasWish(params, others[index] ?? wanted)),
          );
        const isPossible = all.some((params) => [wanted, ...others].every((wish) => hasWish(params, wish)));
        expect(found === null).toBe(isPossible);
        if (!found) return;
        expect(goes(found.picks)).toBe(false);
        for (const dropped of found.picks) expect(goes(found.picks.filter((index) => index !== dropped))).toBe(true);
        if (engine.rules.limits.length > 0) return; // what costs decide is named by its limit alone
        expect(goes(found.picks, [...found.rules])).toBe(false);
        for (const dropped of found.rules)
          expect(
            goes(
              found.picks,
              found.rules.filter((rule) => rule !== dropped),
            ),
          ).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  test('comes with the smallest fixes, each of which helps and none of which gives up too much', () => {
    fc.assert(
      fc.property(anyCase, ({ space, isCompiled, picks, wanted }) => {
        const others = picks.filter(({ key }) => key !== wanted.key);
        const fixes = new Explainer(engineFor(space, isCompiled)).fixes(others, [wanted]);
        const all = everyDesign(space).filter((params) => hasWish(params, wanted));
        const helps = (dropped: readonly number[]): boolean =>
          all.some((params) => others.every((wish, index) => dropped.includes(index) || hasWish(params, wish)));
        const subsets = others.reduce<number[][]>(
          (sets, _, index) => sets.flatMap((set) => [set, [...set, index]]),
          [[]],
        );
        const helping = subsets.filter(helps);
        const minimal = helping.filter(
          (set) => !helping.some((other) => other.length < set.length && other.every((index) => set.includes(index))),
        );
        expect(fixes.length).toBe(Math.min(3, minimal.length));
        const smallest = Math.min(...minimal.map((set) => set.length));
        for (const fix of fixes) expect(minimal).toContainEqual([...fix].sort((a, b) => a - b));
        if (fixes[0]) expect(fixes[0].length).toBe(smallest);
      }),
      { numRuns: 150 },
    );
  });
});

const anyPicks = anyRuleSpace.chain((space) =>
  fc.record({
    space: fc.constant(space),
    picks: fc.array(
      fc.record({
        wish: fc.constantFrom(...everyWish(space)),
        clock: fc.integer({ min: 1, max: 9 }),
        actor: fc.integer({ min: 1, max: 3 }),
        isLocked: fc.boolean(),
        isProtected: fc.boolean(),
        votes: fc.integer({ min: 0, max: 2 }),
      }),
      { maxLength: 12 },
    ),
    seed: fc.integer(),
  }),
);

describe('what becomes of everybody’s picks', () => {
  test('is inside the space, has what is kept, and parks only what does not go with what was kept before it', () => {
    fc.assert(
      fc.property(anyPicks, ({ space, picks: given }) => {
        const picks = given.map(({ wish, ...rest }): Pick => ({ ...wish, ...rest }));
        const all = everyDesign(space);
        fc.pre(all.length > 0);
        const { params, kept, parked } = resolve(engineFor(space, true), space, picks, defaultParams(space));
        expect(brokenRules(space, params)).toEqual([]);
        expect(all.some((design) => sameValue(design, params))).toBe(true);
        for (const pick of kept) expect(hasWish(params, pick)).toBe(true);
        expect(kept.length + parked.length).toBe(picks.length);
        const order = inPriority(picks);
        for (const pick of parked) {
          const before = kept.filter((other) => order.indexOf(other) < order.indexOf(pick));
          expect(all.some((design) => [...before, pick].every((one) => hasWish(design, one)))).toBe(false);
        }
      }),
      { numRuns: 200 },
    );
  });

  test('is the same in every order, compiled or not, and does not change when it is done again', () => {
    fc.assert(
      fc.property(anyPicks, ({ space, picks: given, seed }) => {
        const picks = given.map(({ wish, ...rest }, index): Pick => ({ ...wish, ...rest, actor: index }));
        fc.pre(everyDesign(space).length > 0);
        const first = resolve(engineFor(space, true), space, picks, defaultParams(space));
        const shuffled = [...picks].sort((a, b) => Math.sin(seed + a.actor) - Math.sin(seed + b.actor));
        expect(resolve(engineFor(space, false), space, shuffled, defaultParams(space))).toEqual(first);
        expect(resolve(engineFor(space, true), space, first.kept, defaultParams(space)).params).toEqual(first.params);
      }),
      { numRuns: 200 },
    );
  });

  test('gives a parked pick back when what stood against it has gone', () => {
    fc.assert(
      fc.property(anyPicks, ({ space, picks: given }) => {
        const picks = given.map(({ wish, ...rest }): Pick => ({ ...wish, ...rest }));
        fc.pre(everyDesign(space).length > 0);
        const engine = engineFor(space, true);
        const { kept, parked } = resolve(engine, space, picks, defaultParams(space));
        const [pick] = parked;
        fc.pre(pick !== undefined && engine.isConsistent([pick]));
        const alone = resolve(
          engine,
          space,
          picks.filter((one) => !kept.includes(one)),
          defaultParams(space),
        );
        expect(alone.kept).toContain(pick);
      }),
      { numRuns: 100 },
    );
  });
});

describe('counts and completions', () => {
  test('per option say how many designs have it, and those of a parameter add up to all', () => {
    fc.assert(
      fc.property(anyCase, anyBudget, anyDefinitions, ({ space, picks }, budget, mostDefinitions) => {
        const engine = engineFor(space, true, mostDefinitions);
        const wishes = budget === null ? picks : [...picks, { key: BUDGET, value: budget }];
        const counts = designCounts(engine, wishes);
        fc.pre(counts !== null);
        const all = everyDesign(space).filter(
          (params) => budget === null || choicesPriceCents(space, params) <= budget,
        );
        for (const wish of everyWish(space)) {
          const others = picks.filter(({ key }) => key !== wish.key);
          const count = counts?.of(wish.key, wish.value) ?? null;
          if (count !== null)
            expect(count).toBe(
              BigInt(all.filter((params) => [wish, ...others].every((one) => hasWish(params, one))).length),
            );
        }
        for (const parameter of choiceParameters(space)) {
          if (parameter.kind !== 'one' || picks.some(({ key }) => key === parameter.id)) continue;
          const sum = parameter.options.reduce((total, { id }) => total + (counts?.of(parameter.id, id) ?? 0n), 0n);
          expect(sum).toBe(engine.count(wishes));
        }
      }),
      { numRuns: 150 },
    );
  });

  test('the cheapest completion costs as little as any design, and every completion has the picks', () => {
    fc.assert(
      fc.property(anyCase, ({ space, picks }) => {
        const engine = engineFor(space, true);
        const left = everyDesign(space).filter((params) => picks.every((pick) => hasWish(params, pick)));
        const ways = [
          { by: 'cheapest' },
          { by: 'popular', chosen: new Map([['a', new Map([['z', 5]])]]) },
          { by: 'nearest', like: left.at(-1) ?? defaultParams(space) },
          { by: 'seed', seed: 'x' },
        ] as const;
        const found = ways.map((how) => complete(engine, space, picks, how));
        if (left.length === 0) expect(found).toEqual([null, null, null, null]);
        if (left.length === 0) return;
        for (const params of found) expect(left).toContainEqual(params);
        const least = Math.min(...left.map((params) => choicesPriceCents(space, params)));
        expect(leastPriceCents(engine, picks)).toBe(least);
        expect(choicesPriceCents(space, found[0] ?? {})).toBe(least);
        expect(found[2]).toEqual(left.at(-1));
      }),
      { numRuns: 200 },
    );
  });

  test('samples are drawn evenly: of few designs each comes about as often', () => {
    const space = spaceOfFew();
    const all = everyDesign(space);
    const drawn = sample(engineFor(space, true), space, [], 'even', 200 * all.length);
    for (const design of all) {
      const times = drawn.filter((params) => sameValue(params, design)).length;
      // Five standard deviations of 200 around 200.
      expect(Math.abs(times - 200)).toBeLessThan(71);
    }
    expect(wishesOf(space, all[0] ?? {}).length).toBeGreaterThan(0);
  });
});

const isFew = (designs: number): boolean => designs > 5 && designs < 25;

function spaceOfFew(): Space {
  const [space] = fc
    .sample(anyRuleSpace, { seed: 7, numRuns: 1000 })
    .filter((one) => one.rules.length > 0 && isFew(everyDesign(one).length));
  if (!space) throw new Error('None of the samples is small enough.');
  return space;
}

test('a line of the price that hangs on a limit is paid by whoever is within the limit', () => {
  const weights = Array.from({ length: 6 }, (_, index) => [index + 1, `m.x${index}`] as const);
  const space = ruleSpace(
    [
      many(
        'm',
        Array.from({ length: 6 }, (_, index) => `x${index}`),
      ),
    ],
    [{ id: 'r', then: ['le', [[1, 'price']], 40], because: { en: 'r' } }],
    { basePriceCents: 10, priceLines: [{ id: 'l', label: { en: 'l' }, when: ['le', weights, 9], cents: 35 }] },
  );
  const all = everyDesign(space);
  for (const mostDefinitions of [0, 40]) {
    const rules = encodeSpace(space, mostDefinitions);
    for (const graph of [compileModel(rules.model), null]) {
      const engine = new Engine(rules, graph);
      for (const value of [true, false]) {
        for (const [, term] of weights) {
          const wish = { key: term.replace('.', '/'), value };
          expect(engine.isConsistent([wish])).toBe(all.some((params) => hasWish(params, wish)));
        }
      }
      if (graph) expect(engine.count([])).toBe(BigInt(all.length));
      if (graph)
        expect(leastPriceCents(engine, [])).toBe(Math.min(...all.map((params) => choicesPriceCents(space, params))));
    }
  }
});

test('compiled or not, within limits the same picks are kept', () => {
  fc.assert(
    fc.property(anyPicks, fc.integer({ min: 20, max: 60 }), ({ space: plain, picks: given }, most) => {
      const limit = { id: 'limit', then: ['le', [[1, 'price']], most], because: { en: 'limit' } } as const;
      const space = { ...plain, rules: [...plain.rules, limit] } as Space;
      const rules = encodeSpace(space, 0);
      const picks = given.map(({ wish, ...rest }, index): Pick => ({ ...wish, ...rest, actor: index }));
      fc.pre(everyDesign(space).length > 0);
      const like = everyDesign(space)[0] ?? {};
      const compiled = resolve(new Engine(rules, compileModel(rules.model)), space, picks, like);
      expect(resolve(new Engine(rules), space, picks, like)).toEqual(compiled);
    }),
    { numRuns: 150 },
  );
});

test('without a graph, two limits that meet in a number are looked into value by value', () => {
  const space = ruleSpace(
    [many('m', { p: 5 }), { ...number('n', 2, 8, 2), centsPerUnit: 3 }],
    [
      { id: 'price', then: ['le', [[1, 'price']], 22], because: { en: 'price' } },
      {
        id: 'least',
        then: [
          'le',
          [
            [-1, 'n'],
            [1, 'm.p'],
          ],
          -3,
        ],
        because: { en: 'least' },
      },
    ],
    { basePriceCents: 10 },
  );
  const engine = new Engine(encodeSpace(space, 0));
  expect(everyDesign(space).map(({ n }) => n)).toEqual([4]);
  expect(engine.isConsistent([{ key: 'n', value: 4 }])).toBe(true);
  expect(engine.isConsistent([{ key: 'n', value: 6 }])).toBe(false);
  expect(engine.isConsistent([])).toBe(true);
});
