import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyCondition, anyRuleSpace, everyWish } from '../../testing/any-rules.ts';
import { many, mix, number, one, rule, ruleSpace } from '../../testing/make-rules.ts';
import { choiceParameters } from '../defaults.ts';
import type { Condition, Space, SpaceRule } from '../schema.ts';
import { compileModel } from './compile.ts';
import { designCounts } from './design-counts.ts';
import { encodeSpace } from './encode.ts';
import { Engine } from './engine.ts';
import type { Wish } from './evidence.ts';

function engineFor(space: Space, isCompiled = true, mostDefinitions = 300): Engine {
  const rules = encodeSpace(space, mostDefinitions);
  return new Engine(rules, isCompiled ? compileModel(rules.model) : null);
}

/** Everything that an engine says about every way to choose one thing. */
function answers(engine: Engine, space: Space, picks: readonly Wish[]) {
  const domains = engine.domains(picks);
  return {
    isConsistent: engine.isConsistent(picks),
    count: engine.count(picks),
    possible: everyWish(space).map(({ key, value }) => domains.isPossible(key, value)),
  };
}

const anyPicks = (space: Space) =>
  fc.uniqueArray(fc.constantFrom(...everyWish(space)), { maxLength: 3, selector: ({ key }) => key });

describe('one rule, said in several ways', () => {
  const a = one('a', ['x', 'y', 'z']);
  const b = one('b', ['p', 'q', 'r', 's']);
  const others = [many('m', ['u', 'v']), number('n', 1, 6, 1), mix('w', 6, 2, { s: [2, 6], t: [2, 4] })];
  const more = ['x', 'y', 'z'].flatMap((id): Condition[] => [
    ['is', 'a', id],
    ['not', ['is', 'a', id]],
  ]);
  const anyRule = fc.tuple(
    fc.constantFrom(...more),
    fc.constantFrom<Condition>(
      ['has', 'm', 'u'],
      [
        'le',
        [
          [1, 'n'],
          [1, 'w.t'],
        ],
        5,
      ],
      ['is', 'b', 'q'],
    ),
  );
  const anySpace = fc
    .array(anyRule, { maxLength: 3 })
    .map((pairs) => pairs.map(([when, then], index) => rule(`r${index}`, then, when)));

  /** An option of `a` needs one of some options of `b`. */
  const ways = (option: string, needed: readonly string[]): SpaceRule[][] => {
    const excluded = b.options.map(({ id }) => id).filter((id) => !needed.includes(id));
    const rest = a.options.map(({ id }) => id).filter((id) => id !== option);
    return [
      [rule('needs', ['in', 'b', needed], ['is', 'a', option])],
      [rule('needs', ['or', ['not', ['is', 'a', option]], ...needed.map((id): Condition => ['is', 'b', id])])],
      excluded.map((id) => rule(`excludes-${id}`, ['not', ['and', ['is', 'a', option], ['is', 'b', id]]])),
      [
        rule('table', [
          'table',
          ['a', 'b'],
          [
            [option, needed],
            [rest, '*'],
          ],
        ]),
      ],
      [rule('back', ['in', 'a', rest], ['not', ['in', 'b', needed]])],
      [rule('sum', ['le', [[1, `a.${option}`], ...excluded.map((id) => [1, `b.${id}`] as const)], 1])],
      [
        rule('among', [
          'among',
          [
            ['is', 'a', option],
            ['in', 'b', excluded],
          ],
          0,
          1,
        ]),
      ],
    ];
  };

  test('has the same designs in every one of them', () => {
    const anyCase = fc.record({
      rules: anySpace,
      option: fc.constantFrom('x', 'y', 'z'),
      needed: fc.subarray(['p', 'q', 'r', 's'], { minLength: 1, maxLength: 3 }),
      isCompiled: fc.boolean(),
      picks: anyPicks(ruleSpace([a, b, ...others])),
    });
    fc.assert(
      fc.property(anyCase, ({ rules, option, needed, isCompiled, picks }) => {
        const [first, ...rest] = ways(option, needed).map((way) => {
          const space = ruleSpace([a, b, ...others], [...rules, ...way]);
          return answers(engineFor(space, isCompiled), space, picks);
        });
        for (const other of rest) expect(other).toEqual(first);
      }),
      { numRuns: 60 },
    );
  });
});

const anyCase = anyRuleSpace.chain((space) => {
  return fc.record({ space: fc.constant(space), picks: anyPicks(space), mostDefinitions: fc.constantFrom(0, 300) });
});

describe('for random rules', () => {
  test('the order of parameters, options and rules means nothing', () => {
    fc.assert(
      fc.property(anyCase, ({ space, picks }) => {
        const parameters = space.parameters
          .toReversed()
          .map((parameter) =>
            'options' in parameter ? { ...parameter, options: parameter.options.toReversed() } : parameter,
          ) as Space['parameters'];
        const turned = { ...space, parameters, rules: space.rules.toReversed() };
        const [before, after] = [engineFor(space), engineFor(turned)];
        expect(after.count(picks)).toBe(before.count(picks));
        for (const { key, value } of everyWish(space))
          expect(after.domains(picks).isPossible(key, value)).toBe(before.domains(picks).isPossible(key, value));
      }),
      { numRuns: 60 },
    );
  });

  test('one rule more never raises the count nor makes anything possible', () => {
    const known = (space: Space, condition: Condition): boolean =>
      [...JSON.stringify(condition).matchAll(/"([abmnkw])(?:\.[a-z])?"/g)].every(([, id]) =>
        space.parameters.some((one) => one.id === id),
      );
    fc.assert(
      fc.property(anyCase, anyCondition, ({ space, picks, mostDefinitions }, then) => {
        fc.pre(known(space, then));
        const stricter = { ...space, rules: [...space.rules, rule('more', then)] };
        const before = answers(engineFor(space, true, mostDefinitions), space, picks);
        const after = answers(engineFor(stricter, true, mostDefinitions), space, picks);
        expect((after.count ?? 0n) <= (before.count ?? 0n)).toBe(true);
        for (const [at, isPossible] of after.possible.entries()) if (isPossible) expect(before.possible[at]).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  test('one pick more never raises the count nor makes anything else possible', () => {
    fc.assert(
      fc.property(anyCase, fc.nat(), fc.boolean(), ({ space, picks, mostDefinitions }, at, isCompiled) => {
        const wishes = everyWish(space).filter(({ key }) => !picks.some((one) => one.key === key));
        fc.pre(wishes.length > 0);
        const added = wishes[at % wishes.length] as Wish;
        const engine = engineFor(space, isCompiled, isCompiled ? mostDefinitions : 300);
        const [before, after] = [answers(engine, space, picks), answers(engine, space, [...picks, added])];
        if (before.count !== null && after.count !== null) expect(after.count <= before.count).toBe(true);
        for (const [index, wish] of everyWish(space).entries())
          if (after.possible[index] && wish.key !== added.key) expect(before.possible[index]).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  test('the counts of the values of each choice add up to the count of all', () => {
    fc.assert(
      fc.property(anyRuleSpace, (space) => {
        const engine = engineFor(space);
        const counts = designCounts(engine, []);
        fc.pre(counts !== null);
        const total = engine.count([]);
        for (const parameter of choiceParameters(space)) {
          const sum = (values: readonly (bigint | null | undefined)[]): bigint =>
            values.reduce<bigint>((a, b) => a + (b ?? 0n), 0n);
          if (parameter.kind === 'mix') {
            for (const { id } of parameter.items) {
              const amounts = [0, 2, 4, 6].map((amount) => counts?.ofItem(parameter.id, id, amount));
              expect(sum(amounts)).toBe(total);
            }
            continue;
          }
          const byKey = Map.groupBy(everyWish({ ...space, parameters: [parameter] }), ({ key }) => key);
          for (const [key, wishes] of byKey) expect(sum(wishes.map(({ value }) => counts?.of(key, value)))).toBe(total);
        }
      }),
      { numRuns: 100 },
    );
  });
});
