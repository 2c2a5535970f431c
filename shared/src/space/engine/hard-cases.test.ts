import { describe, expect, test } from 'vitest';
import { enginesOf, many, number, one, pick, rule, ruleSpace } from '../../testing/make-rules.ts';
import { defaultParams } from '../defaults.ts';
import type { Condition, Space } from '../schema.ts';
import { compileModel } from './compile.ts';
import { encodeSpace } from './encode.ts';
import { Engine } from './engine.ts';
import { Explainer } from './explanation.ts';
import { BUDGET } from './pick.ts';
import { resolve } from './resolution.ts';
import { smallestRepairs } from './conflict.ts';
import { designCounts } from './design-counts.ts';
import type { Wish } from './evidence.ts';

const has = (option: string): Condition => ['has', 'extras', option];
const take = (option: string, value = true): Wish => ({ key: `extras/${option}`, value });
const needs = (a: string, b: string) => rule(`${a}-needs-${b}`, has(b), has(a));
const excludes = (a: string, b: string) => rule(`${a}-or-${b}`, ['count', 'extras', [a, b], 0, 1]);

function engineOf(space: Space): Engine {
  return enginesOf(space).compiled;
}

describe('how many designs there are', () => {
  test('none: nothing is possible, and the rules are the reason', () => {
    const space = ruleSpace(
      [one('body', ['hatch', 'cabrio'])],
      [rule('a', ['is', 'body', 'hatch']), rule('b', ['is', 'body', 'cabrio'])],
    );
    for (const engine of Object.values(enginesOf(space))) {
      expect(engine.isConsistent([])).toBe(false);
      expect(engine.domains([]).isPossible('body', 'hatch')).toBe(false);
      expect(new Explainer(engine).explain([], [])?.rules.map(({ id }) => id)).toEqual(['a', 'b']);
    }
    expect(engineOf(space).count([])).toBe(0n);
  });

  test('exactly one: it follows without anybody having picked anything', () => {
    const rules = [
      rule('open', ['is', 'body', 'cabrio']),
      needs('rack', 'hook'),
      rule('rack', has('rack'), ['is', 'body', 'cabrio']),
    ];
    const space = ruleSpace([one('body', ['hatch', 'cabrio']), many('extras', ['rack', 'hook'])], rules);
    const engine = engineOf(space);
    expect(engine.count([])).toBe(1n);
    expect(resolve(engine, space, [], defaultParams(space)).params).toEqual({
      body: 'cabrio',
      extras: ['rack', 'hook'],
    });
  });
});

describe('what follows from picks', () => {
  const space = ruleSpace(
    [many('extras', ['a', 'b', 'c', 'd'])],
    [needs('a', 'b'), needs('b', 'c'), excludes('c', 'd')],
  );

  test('an option that nobody picked is forced as long as its cause is there, and free again after', () => {
    for (const engine of Object.values(enginesOf(space))) {
      expect(engine.domains([take('a')]).isPossible('extras/c', false)).toBe(false);
      expect(resolve(engine, space, [pick('extras/a', true)], defaultParams(space)).params).toEqual({
        extras: ['a', 'b', 'c'],
      });
      expect(engine.domains([]).isPossible('extras/c', false)).toBe(true);
      expect(resolve(engine, space, [], defaultParams(space)).params).toEqual({ extras: [] });
    }
  });

  test('an option is blocked through a chain of rules, all of which are named', () => {
    for (const engine of Object.values(enginesOf(space))) {
      expect(engine.domains([take('a')]).isPossible('extras/d', true)).toBe(false);
      expect(new Explainer(engine).explain([take('a')], [take('d')])).toEqual({ picks: [0], rules: space.rules });
    }
  });

  test('an option is blocked by three picks together but by no two of them', () => {
    const limited = ruleSpace(
      [many('extras', ['a', 'b', 'c', 'd'])],
      [rule('three', ['count', 'extras', ['a', 'b', 'c', 'd'], 0, 3])],
    );
    const picks = [take('a'), take('b'), take('c')];
    for (const engine of Object.values(enginesOf(limited))) {
      expect(engine.domains(picks).isPossible('extras/d', true)).toBe(false);
      for (const left of picks)
        expect(engine.domains(picks.filter((one) => one !== left)).isPossible('extras/d', true)).toBe(true);
      expect(new Explainer(engine).explain(picks, [take('d')])?.picks).toEqual([0, 1, 2]);
    }
  });

  test('picks taken back in any order leave what never having made them leaves', () => {
    const engine = enginesOf(space).searching;
    const never = engine.domains([take('b')]);
    for (const order of [
      ['a', 'd', 'c'],
      ['d', 'c', 'a'],
      ['c', 'a', 'd'],
    ]) {
      let picks = [take('b'), ...order.map((option) => take(option, option !== 'd'))];
      for (const option of order) {
        engine.domains(picks);
        picks = picks.filter(({ key }) => key !== `extras/${option}`);
      }
      expect(engine.domains(picks).leaves).toEqual(never.leaves);
      expect(engine.isConsistent(picks)).toBe(true);
    }
  });
});

describe('the ways out of conflicts', () => {
  test('two conflicts that share no pick take one pick of each', () => {
    const space = ruleSpace(
      [many('extras', ['a', 'b', 'c', 'd', 'w'])],
      [
        rule('ab', ['count', 'extras', ['a', 'b'], 0, 1], has('w')),
        rule('cd', ['count', 'extras', ['c', 'd'], 0, 1], has('w')),
      ],
    );
    const picks = ['a', 'b', 'c', 'd'].map((option) => take(option));
    const fixes = new Explainer(engineOf(space)).fixes(picks, [take('w')], 9);
    expect(fixes).toEqual([
      [0, 2],
      [0, 3],
      [1, 2],
      [1, 3],
    ]);
  });

  test('overlapping conflicts have the fixes that the literature gives', () => {
    // O'Sullivan et al. 2007: the fixes are {1,2}, {1,3}, {2,5}, {3,5} and {2,3,4}; the conflicts are what hits them all.
    const conflicts = [
      [1, 2, 3],
      [1, 3, 5],
      [1, 2, 5],
      [2, 3],
      [1, 4, 5],
    ];
    const check = (kept: readonly number[]) =>
      conflicts.find((set) => set.every((item) => kept.includes(item))) ?? null;
    const fixes = smallestRepairs([1, 2, 3, 4, 5], check, { most: 9 }).map((fix) => fix.join());
    expect(fixes).toEqual(['1,2', '1,3', '2,5', '3,5', '2,3,4']);
  });

  test('the smallest fix may be an old pick; of equally small ones the first given comes first', () => {
    const space = ruleSpace(
      [many('extras', ['a', 'b', 'c', 'd', 'w'])],
      [
        rule('ab', ['count', 'extras', ['a', 'b'], 0, 1], has('w')),
        rule('ac', ['count', 'extras', ['a', 'c'], 0, 1], has('w')),
      ],
    );
    const explainer = new Explainer(engineOf(space));
    expect(explainer.fixes([take('c'), take('b'), take('a')], [take('w')])).toEqual([[2], [0, 1]]);
    const equal = explainer.fixes([take('b'), take('a')], [take('w')]);
    expect(equal).toEqual([[0], [1]]);
    expect(explainer.fixes([take('b'), take('a')], [take('w')])).toEqual(equal);
  });
});

describe('sizes', () => {
  test('without rules every choice is a factor of the count', () => {
    const space = ruleSpace([
      one('body', ['a', 'b', 'c']),
      many('extras', ['a', 'b', 'c', 'd']),
      number('length', 1, 10),
    ]);
    for (const engine of Object.values(enginesOf(space))) expect(engine.domains([]).isPossible('length', 7)).toBe(true);
    expect(engineOf(space).count([])).toBe(3n * 16n * 10n);
  });

  test('a parameter with one value changes nothing', () => {
    const space = ruleSpace(
      [one('only', ['this']), one('body', ['a', 'b']), number('fixed', 7, 7)],
      [rule('b', ['is', 'body', 'b'], ['is', 'only', 'this'])],
    );
    expect(engineOf(space).count([])).toBe(1n);
    expect(engineOf(space).domains([]).valuesOf('fixed')).toEqual([7]);
  });

  test('a parameter with 2,000 values', () => {
    const colours = Array.from({ length: 2000 }, (_, index) => `c${index}`);
    const rules = [rule('few', ['in', 'colour', colours.slice(0, 40)], ['is', 'body', 'van'])];
    const engine = engineOf(ruleSpace([one('colour', colours), one('body', ['hatch', 'van'])], rules));
    expect(engine.count([])).toBe(2040n);
    expect(engine.count([{ key: 'body', value: 'van' }])).toBe(40n);
    expect(engine.domains([{ key: 'body', value: 'van' }]).isPossible('colour', 'c40')).toBe(false);
  });

  test('at most 7 of 60 is compiled and counted exactly', () => {
    const ids = Array.from({ length: 60 }, (_, index) => `o${index}`);
    const engine = engineOf(ruleSpace([many('extras', ids)], [rule('seven', ['count', 'extras', ids, 0, 7])]));
    const choose = (n: bigint, k: bigint): bigint => (k === 0n ? 1n : (choose(n - 1n, k - 1n) * n) / k);
    const upTo = (n: bigint, k: number): bigint =>
      Array.from({ length: k + 1 }, (_, size) => choose(n, BigInt(size))).reduce((a, b) => a + b);
    expect(engine.count([])).toBe(upTo(60n, 7));
    expect(engine.count(ids.slice(0, 5).map((id) => take(id)))).toBe(upTo(55n, 2));
    expect(engine.domains(ids.slice(0, 7).map((id) => take(id))).isPossible('extras/o59', true)).toBe(false);
  });

  test('a circle of needs stands or falls as one', () => {
    const ids = ['a', 'b', 'c'];
    const space = ruleSpace([many('extras', [...ids, 'd'])], [needs('a', 'b'), needs('b', 'c'), needs('c', 'a')]);
    expect(engineOf(space).count([])).toBe(4n);
    for (const engine of Object.values(enginesOf(space)))
      expect(engine.domains([take('c')]).isPossible('extras/b', false)).toBe(false);
  });

  test('rules that are repeated or always true change nothing', () => {
    const extras = many('extras', ['a', 'b', 'c']);
    const rules = [needs('a', 'b'), excludes('b', 'c')];
    const more = [
      ...rules,
      ...rules,
      rule('always', ['or', has('a'), ['not', has('a')]]),
      rule('few', ['count', 'extras', ['a', 'b'], 0, 2]),
    ];
    const [plain, repeated] = [engineOf(ruleSpace([extras], rules)), engineOf(ruleSpace([extras], more))];
    expect(repeated.count([])).toBe(plain.count([]));
    for (const option of ['a', 'b', 'c'])
      expect(repeated.domains([take('a')]).isPossible(`extras/${option}`, true)).toBe(
        plain.domains([take('a')]).isPossible(`extras/${option}`, true),
      );
  });
});

describe('counts beyond what a floating point number holds', () => {
  const ids = Array.from({ length: 400 }, (_, index) => `o${index}`);
  const colours = Array.from({ length: 1000 }, (_, index) => `c${index}`);
  const parameters = [many('extras', ids), ...Array.from({ length: 70 }, (_, index) => one(`p${index}`, colours))];
  const rules = [needs('o0', 'o1'), excludes('o2', 'o3')];

  test('are exact', () => {
    const engine = engineOf(ruleSpace(parameters, rules));
    const total = 9n * 2n ** 396n * 1000n ** 70n;
    expect(total > 10n ** 308n).toBe(true);
    expect(engine.count([])).toBe(total);
    const counts = designCounts(engine, []);
    expect(counts?.of('p3', 'c7')).toBe(total / 1000n);
    expect(counts?.of('extras/o0', true)).toBe(total / 3n);
  });

  test('do not change when parameters and rules are put in another order or get other names', () => {
    const turned = parameters
      .toReversed()
      .map((parameter) => ({ ...parameter, options: parameter.options.toReversed() }));
    const space = ruleSpace(parameters, rules);
    const renamed = JSON.parse(
      JSON.stringify(space).replaceAll('"o', '"z').replaceAll('"zptions', '"options').replaceAll('"zne"', '"one"'),
    ) as Space;
    const count = engineOf(space).count([]);
    expect(engineOf(ruleSpace(turned, rules.toReversed())).count([])).toBe(count);
    expect(engineOf(renamed).count([])).toBe(count);
  });
});

describe('when rules are too hard to be compiled', () => {
  const ids = Array.from({ length: 30 }, (_, index) => `o${index}`);
  const rules = ids
    .slice(0, 29)
    .map((id, at) => rule(`r${at}`, ['or', ['not', has(id)], has(ids[at + 1] ?? ''), has(ids[(at * 7) % 30] ?? '')]));
  const space = ruleSpace([many('extras', ids)], rules);

  test('the compiler gives up within its budget', () => {
    const { model } = encodeSpace(space);
    expect(compileModel(model, { maxEdges: 5 })).toBeNull();
    expect(compileModel(model, { maxSteps: 5 })).toBeNull();
  });

  test('searching finds the same possible, without a count', () => {
    const { compiled, searching } = enginesOf(space);
    for (const picks of [
      [],
      [take('o3')],
      [take('o3'), take('o20', false)],
      [take('o0'), take('o29', false), take('o28', false)],
    ]) {
      expect(searching.isConsistent(picks)).toBe(compiled.isConsistent(picks));
      for (const id of ids)
        for (const value of [true, false])
          expect(searching.domains(picks).isPossible(`extras/${id}`, value)).toBe(
            compiled.domains(picks).isPossible(`extras/${id}`, value),
          );
    }
    expect(searching.count([])).toBeNull();
    expect(compiled.count([])).toBeGreaterThan(0n);
  });
});

describe('money', () => {
  const parameters = [
    one('engine', { petrol: 0, hybrid: 1200, electric: 8900 }),
    many('extras', { rack: 240, coupon: -500 }),
  ];
  const budget = (value: number): Wish => ({ key: BUDGET, value });

  test('a budget may be spent to the last cent', () => {
    for (const engine of Object.values(
      enginesOf(ruleSpace(parameters, [rule('full', ['not', has('coupon')])], { basePriceCents: 10_000 })),
    )) {
      expect(engine.domains([budget(11_440)]).isPossible('engine', 'hybrid')).toBe(true);
      expect(engine.isConsistent([{ key: 'engine', value: 'hybrid' }, take('rack'), budget(11_440)])).toBe(true);
      expect(engine.isConsistent([{ key: 'engine', value: 'hybrid' }, take('rack'), budget(11_439)])).toBe(false);
    }
  });

  test('a discount makes room for what would be over the budget without it', () => {
    const engine = engineOf(ruleSpace(parameters, [], { basePriceCents: 1000 }));
    const picks = [{ key: 'engine', value: 'hybrid' }, budget(1700)];
    expect(engine.domains(picks).isPossible('extras/coupon', false)).toBe(false);
    expect(engine.domains(picks).isPossible('extras/rack', true)).toBe(false);
    expect(engine.domains([picks[0] as Wish, budget(1940)]).isPossible('extras/rack', true)).toBe(true);
    expect(engine.count(picks)).toBe(1n);
  });

  test('lines that depend on several choices count only where they apply', () => {
    const line = {
      id: 'set',
      label: { en: 'Set' },
      when: ['and', ['is', 'engine', 'hybrid'], has('rack')] as Condition,
      cents: -1000,
    };
    const engine = engineOf(ruleSpace(parameters, [rule('full', ['not', has('coupon')])], { priceLines: [line] }));
    expect(engine.isConsistent([{ key: 'engine', value: 'hybrid' }, budget(440)])).toBe(true);
    expect(engine.domains([{ key: 'engine', value: 'hybrid' }, budget(440)]).isPossible('extras/rack', false)).toBe(
      false,
    );
    expect(engine.isConsistent([{ key: 'engine', value: 'hybrid' }, budget(439)])).toBe(false);
  });

  test('a budget under the base price leaves nothing, and is named as the reason', () => {
    const space = ruleSpace(parameters, [], { basePriceCents: 5000 });
    for (const engine of Object.values(enginesOf(space))) {
      expect(engine.isConsistent([budget(4499)])).toBe(false);
      expect(engine.domains([budget(4499)]).isPossible('engine', 'petrol')).toBe(false);
      expect(new Explainer(engine).explain([budget(4499)], [])).toEqual({ picks: [0], rules: [] });
    }
  });
});

describe('two limits at once', () => {
  // Every option keeps each limit with some others, but what is light is dear: nothing keeps both.
  const frame = one('frame', { steel: 100, carbon: 900 });
  const fork = one('fork', { steel2: 100, carbon2: 900 });
  const weight: Condition = [
    'le',
    [
      [9, 'frame.steel'],
      [2, 'frame.carbon'],
      [9, 'fork.steel2'],
      [2, 'fork.carbon2'],
    ],
    10,
  ];
  const price = (most: number): Condition => ['le', [[1, 'price']], most];
  const spaceOf = (most: number) =>
    ruleSpace([frame, fork, one('bell', { none: 0, brass: 30 })], [rule('light', weight), rule('cheap', price(most))]);

  test.each([0, 300])('no design keeps both though each option keeps each (with %i definitions)', (mostDefinitions) => {
    const single = [
      ruleSpace([frame, fork], [rule('light', weight)]),
      ruleSpace([frame, fork], [rule('cheap', price(1000))]),
    ];
    for (const space of single) {
      const domains = engineOf(space).domains([]);
      expect(domains.isPossible('frame', 'carbon')).toBe(true);
      expect(domains.isPossible('fork', 'carbon2')).toBe(true);
    }
    const rules = encodeSpace(spaceOf(1000), mostDefinitions);
    expect(rules.limits).toHaveLength(mostDefinitions === 0 ? 2 : 0);
    const engine = new Engine(rules, compileModel(rules.model));
    expect(engine.isConsistent([])).toBe(false);
    expect(engine.count([])).toBe(0n);
    const domains = engine.domains([]);
    expect(domains.isExact).toBe(true);
    for (const [key, value] of [
      ['frame', 'steel'],
      ['frame', 'carbon'],
      ['fork', 'steel2'],
      ['bell', 'none'],
    ] as const)
      expect(domains.isPossible(key, value)).toBe(false);
  });

  test.each([0, 300])(
    'a little more of one lets exactly what fits through (with %i definitions)',
    (mostDefinitions) => {
      const rules = encodeSpace(spaceOf(1829), mostDefinitions);
      const engine = new Engine(rules, compileModel(rules.model));
      expect(engine.count([])).toBe(1n);
      expect(engine.domains([]).isPossible('frame', 'steel')).toBe(false);
      expect(engine.domains([]).isPossible('bell', 'brass')).toBe(false);
      expect(engine.domains([]).isPossible('bell', 'none')).toBe(true);
    },
  );
});
