import { describe, expect, test } from 'vitest';
import { enginesOf, mix, number, one, rule, ruleSpace } from '../../testing/make-rules.ts';
import { violations } from '../violations.ts';
import { repair } from '../repair.ts';
import type { Condition, Space } from '../schema.ts';
import type { Engine } from './engine.ts';
import { Explainer } from './explanation.ts';

const engines = (space: Space): [string, Engine][] => Object.entries(enginesOf(space));
const least = (term: string, amount: number): Condition => ['not', ['le', [[1, term]], amount - 1]];
const most = (term: string, amount: number): Condition => ['le', [[1, term]], amount];
const exactly = (term: string, amount: number): Condition => ['and', least(term, amount), most(term, amount)];
const same = (a: string, b: string): Condition => [
  'and',
  [
    'le',
    [
      [1, a],
      [-1, b],
    ],
    0,
  ],
  [
    'le',
    [
      [1, b],
      [-1, a],
    ],
    0,
  ],
];

describe('mixes', () => {
  test('a third of each does not exist with steps of five, and rules that ask for it leave no design', () => {
    const flavour = mix('flavour', 100, 5, { salt: [5, 60], lime: [5, 60], chili: [5, 60] });
    const space = ruleSpace(
      [flavour],
      [rule('thirds', ['and', same('flavour.salt', 'flavour.lime'), same('flavour.lime', 'flavour.chili')])],
    );
    for (const [, engine] of engines(space)) {
      expect(engine.isConsistent([])).toBe(false);
      expect(engine.domains([]).valuesOf('flavour', 'salt')).toEqual([]);
      expect(() => engine.isConsistent([{ key: 'flavour', value: { salt: 33, lime: 33, chili: 33 } }])).toThrow(
        expect.objectContaining({ code: 'pick_invalid' }),
      );
    }
    expect(enginesOf(space).compiled.count([])).toBe(0n);
    // With a total that three steps do divide there is exactly one.
    const divisible = ruleSpace([{ ...flavour, total: 90 }], space.rules);
    expect(enginesOf(divisible).compiled.count([])).toBe(1n);
    expect(enginesOf(divisible).searching.domains([]).valuesOf('flavour', 'chili')).toEqual([30]);
  });

  test('a total that only four items reach takes four, and cannot be had with three', () => {
    const items = { a: [10, 30], b: [10, 30], c: [10, 30], d: [10, 30], e: [10, 30] } as const;
    const four = enginesOf(ruleSpace([mix('m', 100, 10, items, 4)])).compiled;
    // Four of five items, each 10 to 30 less than 30: 5 · (ways to lack 20 in steps of 10 over four items).
    expect(four.count([])).toBe(5n * 10n);
    expect(four.domains([]).valuesOf('m', 'a')).toEqual([0, 10, 20, 30]);
    for (const [, engine] of engines(ruleSpace([mix('m', 100, 10, items, 3)])))
      expect(engine.isConsistent([])).toBe(false);
  });

  test('least amounts that together are over the total exclude each other', () => {
    const space = ruleSpace(
      [mix('m', 100, 5, { a: [60, 100], b: [60, 100], c: [5, 100] })],
      [rule('ab', ['has', 'm', 'a'], ['has', 'm', 'b'])],
    );
    for (const [, engine] of engines(space)) {
      expect(engine.domains([]).valuesOf('m', 'b')).toEqual([0]);
      expect(
        new Explainer(engine).explain([], [{ key: 'm', value: { b: 60, c: 40 } }])?.rules.map(({ id }) => id),
      ).toEqual(['ab']);
    }
  });

  test('with three of four items fixed the fourth has exactly one amount', () => {
    const flavour = mix('m', 100, 5, { a: [5, 60], b: [5, 60], c: [5, 60], d: [5, 60] });
    const fixed = (amount: number) => [
      rule('a', exactly('m.a', 20)),
      rule('b', exactly('m.b', 20)),
      rule('c', exactly('m.c', amount)),
    ];
    for (const [, engine] of engines(ruleSpace([flavour], fixed(30))))
      expect(engine.domains([]).valuesOf('m', 'd')).toEqual([30]);
    // 60 would be needed; a little more and it is over what the fourth may have.
    for (const [, engine] of engines(
      ruleSpace([flavour], [...fixed(0).slice(0, 2), rule('none', ['not', ['has', 'm', 'c']])]),
    ))
      expect(engine.domains([]).valuesOf('m', 'd')).toEqual([60]);
    for (const [, engine] of engines(
      ruleSpace(
        [flavour],
        [
          rule('a', exactly('m.a', 20)),
          rule('no-b', ['not', ['has', 'm', 'b']]),
          rule('no-c', ['not', ['has', 'm', 'c']]),
        ],
      ),
    ))
      expect(engine.isConsistent([])).toBe(false);
  });

  test('a design that is off the brand’s new step is moved onto it, with the total kept', () => {
    const items = { a: [5, 100], b: [5, 100] } as const;
    const coarse = ruleSpace([mix('m', 100, 10, items)]);
    const design = { params: { m: { a: 35, b: 65 } }, elements: {}, story: '' };
    expect(violations(ruleSpace([mix('m', 100, 5, items)]), design)).toEqual([]);
    expect(violations(coarse, design)).toEqual([{ code: 'out_of_range', path: 'params.m' }]);
    const { design: repaired, adjustments } = repair(coarse, design);
    expect(violations(coarse, repaired)).toEqual([]);
    expect(Object.values(repaired.params['m'] as object).reduce((a: number, b: number) => a + b, 0)).toBe(100);
    expect(adjustments).toHaveLength(1);
  });

  test('how much of an item there is decides about options, and the reverse', () => {
    const space = ruleSpace(
      [mix('m', 100, 10, { salt: [10, 100], chili: [10, 60] }), one('label', ['mild', 'hot'])],
      [
        rule('hot', ['is', 'label', 'hot'], least('m.chili', 30)),
        rule('mild', least('m.chili', 20), ['is', 'label', 'hot']),
      ],
    );
    for (const [, engine] of engines(space)) {
      expect(engine.domains([{ key: 'label', value: 'hot' }]).valuesOf('m', 'chili')).toEqual([20, 30, 40, 50, 60]);
      expect(engine.domains([{ key: 'label', value: 'mild' }]).valuesOf('m', 'chili')).toEqual([0, 10, 20]);
      expect(engine.domains([{ key: 'm', value: { salt: 60, chili: 40 } }]).isPossible('label', 'mild')).toBe(false);
    }
  });
});

describe('measures', () => {
  // Half centimetres, as whole numbers of a tenth.
  const chest = number('chest', 840, 1300, 5, { decimals: 1 });
  const waist = number('waist', 700, 1300, 5, { decimals: 1 });
  const hip = number('hip', 800, 1300, 5, { decimals: 1 });
  const fit = one('fit', ['regular', 'slim']);
  const atMostMore = (a: string, b: string, by: number): Condition => [
    'le',
    [
      [1, a],
      [-1, b],
    ],
    by,
  ];
  const space = ruleSpace(
    [chest, waist, hip, fit],
    [
      rule('chest-waist', atMostMore('chest', 'waist', 320)),
      rule('waist-hip', atMostMore('waist', 'hip', 60)),
      rule('slim', atMostMore('waist', 'chest', -80), ['is', 'fit', 'slim']),
    ],
  );

  test('a chain of differences tightens a third measure', () => {
    for (const [, engine] of engines(space)) {
      const domains = engine.domains([{ key: 'chest', value: 1300 }]);
      expect(domains.valuesOf('waist')[0]).toBe(980);
      expect(domains.valuesOf('hip')[0]).toBe(920);
      expect(new Explainer(engine).explain([{ key: 'chest', value: 1300 }], [{ key: 'hip', value: 915 }])).toEqual({
        picks: [0],
        rules: space.rules.slice(0, 2),
      });
    }
  });

  test('measures may come in any order', () => {
    const picks = [
      { key: 'chest', value: 1000 },
      { key: 'waist', value: 900 },
      { key: 'hip', value: 1000 },
    ];
    for (const [, engine] of engines(space)) {
      const expected = engine.domains(picks);
      for (const order of [
        [0, 2, 1],
        [1, 0, 2],
        [1, 2, 0],
        [2, 0, 1],
        [2, 1, 0],
      ]) {
        const domains = engine.domains(order.map((at) => picks[at] ?? { key: 'hip', value: 1000 }));
        for (const key of ['chest', 'waist', 'hip']) expect(domains.valuesOf(key)).toEqual(expected.valuesOf(key));
        expect(domains.isPossible('fit', 'slim')).toBe(true);
      }
    }
  });

  test.each([842, 841.5, 1305, 835, Number.NaN, Infinity])('%d is no measure of this shirt and is refused', (value) => {
    for (const [, engine] of engines(space))
      expect(() => engine.domains([{ key: 'chest', value }])).toThrow(
        expect.objectContaining({ code: 'pick_invalid' }),
      );
  });

  test('an option follows from measures, and measures from an option', () => {
    for (const [, engine] of engines(space)) {
      expect(
        engine
          .domains([
            { key: 'chest', value: 900 },
            { key: 'waist', value: 825 },
          ])
          .isPossible('fit', 'slim'),
      ).toBe(false);
      expect(engine.domains([{ key: 'fit', value: 'slim' }]).valuesOf('chest')[0]).toBe(840);
      expect(
        engine
          .domains([{ key: 'fit', value: 'slim' }])
          .valuesOf('waist')
          .at(-1),
      ).toBe(1220);
    }
  });

  test('the count is that of adding up all pairs', () => {
    const two = ruleSpace([chest, waist], space.rules.slice(0, 1));
    let pairs = 0n;
    for (let a = 840; a <= 1300; a += 5) for (let b = 700; b <= 1300; b += 5) if (a - b <= 320) pairs += 1n;
    expect(enginesOf(two).compiled.count([])).toBe(pairs);
  });
});
