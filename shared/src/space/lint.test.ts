import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyRuleSpace, everyDesign } from '../testing/any-rules.ts';
import { many, mix, number, one, rule, ruleSpace } from '../testing/make-rules.ts';
import { makeSpace } from '../testing/make-space.ts';
import { choiceParameters } from './defaults.ts';
import { findingText } from './finding-text.ts';
import { type Finding, lintSpace } from './lint.ts';
import { holds, type Params } from './condition.ts';
import type { Condition, Space, SpaceRule } from './schema.ts';

const body = one('body', ['hatch', 'cabrio', 'van']);
const roof = one('roof', ['steel', 'glass', 'fabric']);
const engine = one('engine', { petrol: 0, electric: 9000 });
const extras = many('extras', { rack: 240, hook: 410 });

const isBody = (id: string): Condition => ['is', 'body', id];
const isRoof = (id: string): Condition => ['is', 'roof', id];

describe('findings', () => {
  test('a space whose rules leave every choice open has none', () => {
    expect(lintSpace(makeSpace())).toEqual([]);
    expect(lintSpace(ruleSpace([body, roof, extras]))).toEqual([]);
  });

  test('no design: the rules that contradict each other, and nothing else', () => {
    const rules = [
      rule('closed', ['not', isRoof('fabric')]),
      rule('open', isBody('cabrio')),
      rule('cheap', ['le', [[1, 'price']], 90_000]),
      rule('cabrio-roof', isRoof('fabric'), isBody('cabrio')),
    ];
    expect(lintSpace(ruleSpace([body, roof], rules))).toEqual([
      { code: 'no_design', about: 'lamp', rules: ['closed', 'open', 'cabrio-roof'] },
    ]);
  });

  test('no design because of what the cheapest costs', () => {
    const rules = [rule('current', ['is', 'engine', 'electric']), rule('cheap', ['le', [[1, 'price']], 8999])];
    expect(lintSpace(ruleSpace([body, engine], rules))).toEqual([
      { code: 'no_design', about: 'lamp', rules: ['current', 'cheap'] },
    ]);
  });

  test('no design because of bounds alone names no rule', () => {
    const thirds = mix('flavour', 100, 5, { salt: [5, 30], lime: [5, 30], chili: [5, 30] });
    const [finding, ...others] = lintSpace(ruleSpace([body, thirds], [rule('any', isBody('van'))]));
    expect([finding?.code, finding?.rules, others]).toEqual(['no_design', [], []]);
  });

  test('an option that a rule forbids directly', () => {
    const found = lintSpace(ruleSpace([body, roof], [rule('no-van', ['not', isBody('van')])]));
    expect(found).toEqual([{ code: 'impossible_option', about: 'body.van', rules: ['no-van'] }]);
  });

  test('an option that only a chain of rules forbids names the whole chain and nothing else', () => {
    const rules = [
      rule('van-steel', isRoof('steel'), isBody('van')),
      rule('other', ['not', isRoof('glass')], ['has', 'extras', 'rack']),
      rule('steel-rack', ['has', 'extras', 'rack'], isRoof('steel')),
      rule('rack-hatch', ['is', 'body', 'hatch'], ['has', 'extras', 'rack']),
    ];
    expect(lintSpace(ruleSpace([body, roof, extras], rules))).toEqual([
      { code: 'impossible_option', about: 'body.van', rules: ['van-steel', 'steel-rack', 'rack-hatch'] },
    ]);
  });

  test('an option of several that every design has, and one that none has', () => {
    const rules = [
      rule('rack', ['has', 'extras', 'rack']),
      rule('either', ['count', 'extras', ['rack', 'hook'], 0, 1]),
    ];
    expect(lintSpace(ruleSpace([body, extras], rules))).toEqual([
      { code: 'forced_option', about: 'extras.rack', rules: ['rack'] },
      { code: 'impossible_option', about: 'extras.hook', rules: ['rack', 'either'] },
    ]);
  });

  test('the only option that is left is forced; the only one that there is, is not', () => {
    const rules = [rule('no-hatch', ['not', isBody('hatch')]), rule('no-van', ['not', isBody('van')])];
    expect(lintSpace(ruleSpace([body, one('seat', ['plain'])], rules))).toEqual([
      { code: 'impossible_option', about: 'body.hatch', rules: ['no-hatch'] },
      { code: 'impossible_option', about: 'body.van', rules: ['no-van'] },
      { code: 'forced_option', about: 'body.cabrio', rules: ['no-hatch', 'no-van'] },
    ]);
  });

  test('an option that is dearer than a limit allows', () => {
    const rules = [rule('cheap', ['le', [[1, 'price']], 9100]), rule('hook', ['has', 'extras', 'hook'])];
    expect(lintSpace(ruleSpace([engine, extras], rules))).toEqual([
      { code: 'impossible_option', about: 'engine.electric', rules: ['cheap', 'hook'] },
      { code: 'forced_option', about: 'engine.petrol', rules: ['cheap', 'hook'] },
      { code: 'forced_option', about: 'extras.hook', rules: ['hook'] },
    ]);
  });

  test('numbers that no design can have, above and below each with its own rules', () => {
    const rules = [
      rule('not-wide', [
        'le',
        [
          [1, 'chest'],
          [-1, 'waist'],
        ],
        10,
      ]),
      rule('slim', ['le', [[1, 'waist']], 100]),
      rule('not-small', ['not', ['le', [[1, 'chest']], 91]]),
    ];
    expect(lintSpace(ruleSpace([number('chest', 90, 114, 2), number('waist', 80, 110, 10)], rules))).toEqual([
      { code: 'impossible_value', about: 'chest', values: [90], rules: ['not-small'] },
      { code: 'impossible_value', about: 'chest', values: [112, 114], rules: ['not-wide', 'slim'] },
      { code: 'impossible_value', about: 'waist', values: [80], rules: ['not-wide', 'not-small'] },
      { code: 'impossible_value', about: 'waist', values: [110], rules: ['slim'] },
    ]);
  });

  test('an item that no mix can have, and one that every mix has', () => {
    const flavour = mix('flavour', 100, 10, { salt: [10, 100], lime: [10, 80], peanut: [10, 50] });
    const rules = [
      rule('little-salt', ['le', [[1, 'flavour.salt']], 90]),
      rule('no-nuts', ['not', ['has', 'flavour', 'peanut']]),
    ];
    expect(lintSpace(ruleSpace([flavour], rules))).toEqual([
      { code: 'forced_option', about: 'flavour.salt', rules: ['no-nuts'] },
      { code: 'forced_option', about: 'flavour.lime', rules: ['little-salt', 'no-nuts'] },
      { code: 'impossible_option', about: 'flavour.peanut', rules: ['no-nuts'] },
    ]);
  });

  test('a rule that rules nothing out', () => {
    const rules = [
      rule('either', ['or', isBody('van'), ['not', isBody('van')]]),
      rule('all', ['in', 'body', ['hatch', 'cabrio', 'van']]),
      rule('few', ['count', 'extras', ['rack', 'hook'], 0, 2]),
      rule('cheap', ['le', [[1, 'price']], 1_000_000]),
      rule('never', isRoof('glass'), ['and', isBody('van'), isBody('hatch')]),
    ];
    expect(lintSpace(ruleSpace([body, roof, extras], rules))).toEqual(
      rules.map(({ id }) => ({ code: 'always_true', about: id, rules: [] })),
    );
  });

  test('a rule that others imply, with those that do', () => {
    const rules = [
      rule('van-steel', isRoof('steel'), isBody('van')),
      rule('steel-rack', ['has', 'extras', 'rack'], isRoof('steel')),
      rule('van-rack', ['has', 'extras', 'rack'], isBody('van')),
    ];
    expect(lintSpace(ruleSpace([body, roof, extras], rules))).toEqual([
      { code: 'implied_rule', about: 'van-rack', rules: ['van-steel', 'steel-rack'] },
    ]);
  });

  test('of two equal rules each follows from the other', () => {
    const rules = [
      rule('a', isRoof('steel'), isBody('van')),
      rule('b', ['or', ['not', isBody('van')], isRoof('steel')]),
    ];
    expect(lintSpace(ruleSpace([body, roof], rules))).toEqual([
      { code: 'implied_rule', about: 'a', rules: ['b'] },
      { code: 'implied_rule', about: 'b', rules: ['a'] },
    ]);
  });

  test('a looser limit on the same cost follows from the tighter one', () => {
    const prices = Object.fromEntries(
      Array.from({ length: 9 }, (_, index) => [`p${index}`, 1001 * index + index ** 3]),
    );
    const parameters = Array.from({ length: 9 }, (_, index) => one(`c${index}`, prices));
    const limit = (most: number): Condition => ['le', [[1, 'price']], most];
    expect(lintSpace(ruleSpace(parameters, [rule('loose', limit(50_000)), rule('tight', limit(40_000))]))).toEqual([
      { code: 'implied_rule', about: 'loose', rules: ['tight'] },
    ]);
  });

  test('a limit that no design keeps, with the rules that make it so', () => {
    const rules = [
      rule('business', ['le', [[1, 'price']], 8000], isBody('van')),
      rule('current', ['is', 'engine', 'electric']),
      rule('rack', ['has', 'extras', 'rack'], isBody('hatch')),
    ];
    const found = lintSpace(ruleSpace([body, engine, extras], rules));
    expect(found).toContainEqual({ code: 'unreachable_limit', about: 'business', rules: ['current'] });
    expect(found).toContainEqual({ code: 'impossible_option', about: 'body.van', rules: ['business', 'current'] });
    expect(found.filter(({ about }) => about === 'rack')).toEqual([]);
  });

  test('a limit under the base price is out of reach whatever the rules say', () => {
    const space = ruleSpace([body, engine], [rule('business', ['le', [[1, 'price']], 4000], isBody('van'))], {
      basePriceCents: 5000,
    });
    expect(lintSpace(space)).toContainEqual({ code: 'unreachable_limit', about: 'business', rules: [] });
  });

  test('a rule about placed elements is never called needless: it is the elements that give way', () => {
    const prints = {
      kind: 'place',
      id: 'prints',
      label: { en: 'Prints' },
      section: 'all',
      zones: ['toe', 'heel'],
      maxElements: 4,
    } as const;
    const rules = [
      rule('two-prints', ['le', [[1, 'prints']], 2]),
      rule('bare-toe', ['not', ['has', 'prints', 'toe']], isBody('van')),
    ];
    const place = { ...prints, zones: [...prints.zones] };
    expect(lintSpace(ruleSpace([body, place], rules))).toEqual([]);
  });
});

describe('rules that are hard to look through', () => {
  test('needs in a circle are no contradiction, and none of them is needless', () => {
    const ids = ['a', 'b', 'c', 'd'];
    const circle = ids.map((id, at) => rule(id, ['has', 'extras', ids[(at + 1) % 4] ?? ''], ['has', 'extras', id]));
    expect(lintSpace(ruleSpace([many('extras', ids)], circle))).toEqual([]);
  });

  test('a circle with an exclusion in it makes everything on the circle impossible', () => {
    const ids = ['a', 'b', 'c'];
    const circle = ids.map((id, at) => rule(id, ['has', 'extras', ids[(at + 1) % 3] ?? ''], ['has', 'extras', id]));
    const found = lintSpace(
      ruleSpace([many('extras', ids)], [...circle, rule('not', ['count', 'extras', ['a', 'c'], 0, 1])]),
    );
    expect(found.filter(({ code }) => code === 'impossible_option').map(({ about }) => about)).toEqual(
      ids.map((id) => `extras.${id}`),
    );
  });

  test('200 rules over 60 parameters and one of 2,000 options are looked through', () => {
    const colours = Array.from({ length: 2000 }, (_, index) => `c${index}`);
    const parameters = [
      one('colour', colours),
      ...Array.from({ length: 60 }, (_, index) => one(`p${index}`, ['x', 'y', 'z'])),
    ];
    const rules = Array.from({ length: 200 }, (_, index) =>
      rule(
        `r${index}`,
        ['not', ['is', `p${(7 * index) % 60}`, 'y']],
        ['and', ['in', 'colour', colours.slice(index * 10, index * 10 + 10)], ['is', `p${(11 * index + 1) % 60}`, 'z']],
      ),
    );
    const found = lintSpace(ruleSpace(parameters, [...rules, rule('drab', ['not', ['is', 'colour', 'c1234']])]));
    expect(found).toEqual([{ code: 'impossible_option', about: 'colour.c1234', rules: ['drab'] }]);
  });

  test('1,500 impossible options of one parameter are each named with their rule', () => {
    const colours = Array.from({ length: 2000 }, (_, index) => `c${index}`);
    const rules = [
      rule('sold-out', ['in', 'colour', colours.slice(0, 500)]),
      rule('cheap', ['le', [[1, 'price']], 100_000]),
    ];
    const prices = Object.fromEntries(colours.map((id, index) => [id, 37 * index]));
    const found = lintSpace(ruleSpace([one('colour', prices), engine], rules));
    expect(found.filter(({ code }) => code === 'impossible_option')).toHaveLength(1500);
    expect(found.every(({ rules: named, code }) => code === 'always_true' || named.join() === 'sold-out')).toBe(true);
  });
});

/** Whether some design of the space has an option of a choice, or does not have it. */
function seen(space: Space): (about: string, isIn: boolean) => boolean {
  const all = everyDesign(space);
  const has = (params: Params, about: string): boolean => {
    const [id = '', option = ''] = about.split('.');
    const value = params[id];
    if (Array.isArray(value)) return (value as string[]).includes(option);
    return typeof value === 'object' ? option in value : value === option;
  };
  return (about, isIn) => all.some((params) => has(params, about) === isIn);
}

function optionsOf(space: Space): string[] {
  return choiceParameters(space).flatMap((parameter) => {
    const options = 'options' in parameter ? parameter.options : 'items' in parameter ? parameter.items : [];
    return options.map(({ id }) => `${parameter.id}.${id}`);
  });
}

/** Whether sums over options are written as clauses, or are limits. */
const anyLimit = fc.constantFrom(0, 300);

describe('for random rules', () => {
  test('impossible and forced is exactly what trying out every design shows', () => {
    fc.assert(
      fc.property(anyRuleSpace, anyLimit, (space, mostDefinitions) => {
        const found = lintSpace(space, mostDefinitions);
        const all = everyDesign(space);
        const about = (code: Finding['code']): string[] =>
          found.filter((one) => one.code === code).map((one) => one.about);
        expect(about('no_design')).toEqual(all.length === 0 ? [space.id] : []);
        if (all.length === 0) return;
        const isSeen = seen(space);
        expect(about('impossible_option').sort()).toEqual(
          optionsOf(space)
            .filter((id) => !isSeen(id, true))
            .sort(),
        );
        expect(about('forced_option').sort()).toEqual(
          optionsOf(space)
            .filter((id) => !isSeen(id, false))
            .sort(),
        );
        for (const parameter of choiceParameters(space)) {
          if (parameter.kind !== 'number') continue;
          const impossible = found
            .flatMap((one) => (one.about === parameter.id ? (one.values ?? []) : []))
            .sort((a, b) => a - b);
          const values = new Set(all.map((params) => params[parameter.id]));
          for (let value = parameter.min; value <= parameter.max; value += parameter.step)
            expect(impossible.includes(value)).toBe(!values.has(value));
        }
      }),
      { numRuns: 200 },
    );
  });

  test('the rules named are enough, and none of them could be left out', () => {
    fc.assert(
      fc.property(anyRuleSpace, anyLimit, (space, mostDefinitions) => {
        for (const { code, about, rules, values } of lintSpace(space, mostDefinitions)) {
          const isWithout = (kept: readonly SpaceRule[]): boolean => {
            const reduced = { ...space, rules: [...kept] };
            if (code === 'no_design') return everyDesign(reduced).length === 0;
            if (values) return !everyDesign(reduced).some((params) => params[about] === values[0]);
            return !seen(reduced)(about, code === 'impossible_option');
          };
          if (code === 'always_true' || code === 'implied_rule' || code === 'unreachable_limit') continue;
          const named = space.rules.filter(({ id }) => rules.includes(id));
          expect(isWithout(named)).toBe(true);
          for (const left of named) expect(isWithout(named.filter((one) => one !== left))).toBe(false);
        }
      }),
      { numRuns: 100 },
    );
  });

  test('a limit called unreachable is kept by no design, and the rules named are why', () => {
    fc.assert(
      fc.property(anyRuleSpace, anyLimit, (space, mostDefinitions) => {
        const found = lintSpace(space, mostDefinitions).filter(({ code }) => code === 'unreachable_limit');
        for (const { about, rules } of found) {
          const limit = space.rules.find(({ id }) => id === about)?.then;
          const named = space.rules.filter(({ id }) => rules.includes(id));
          const limits = limit?.[0] === 'and' ? (limit.slice(1) as Condition[]) : limit ? [limit] : [];
          const designs = everyDesign({ ...space, rules: named });
          expect(limits.some((one) => !designs.some((params) => holds(space, params, one)))).toBe(true);
        }
      }),
      { numRuns: 200 },
    );
  });

  test('of very many rules, those that are there twice', () => {
    const rules = Array.from({ length: 2001 }, (_, at) =>
      rule(`r${String(at)}`, at % 2 ? ['not', isRoof('glass')] : ['not', isRoof('steel')], isBody('van')),
    );
    const found = lintSpace(ruleSpace([body, roof], rules));
    expect(found.filter(({ code }) => code === 'implied_rule')).toHaveLength(1999);
    expect(found).toContainEqual({ code: 'implied_rule', about: 'r2000', rules: ['r0'] });
  });

  test('leaving out a needless rule leaves the same designs', () => {
    fc.assert(
      fc.property(anyRuleSpace, anyLimit, (space, mostDefinitions) => {
        for (const { code, about, rules } of lintSpace(space, mostDefinitions)) {
          if (code !== 'always_true' && code !== 'implied_rule') continue;
          const implying = space.rules.filter(({ id }) => rules.includes(id));
          const implied = space.rules.filter(({ id }) => id === about);
          const without = everyDesign({ ...space, rules: implying });
          expect(everyDesign({ ...space, rules: [...implying, ...implied] })).toEqual(without);
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe('as text', () => {
  const space = ruleSpace([body, engine, number('chest', 840, 1300, 5, { decimals: 1 })]);
  test.each<[Finding, string]>([
    [{ code: 'no_design', about: 'lamp', rules: ['a', 'b'] }, 'No design of “Lamp” keeps rules a and b.'],
    [{ code: 'no_design', about: 'lamp', rules: [] }, 'No design of “Lamp” keeps the bounds of its parameters.'],
    [
      { code: 'impossible_option', about: 'body.van', rules: ['a'] },
      'No design can have Body: Van (body.van), because of rule a.',
    ],
    [
      { code: 'impossible_value', about: 'chest', values: [840, 845, 850, 900], rules: ['a'] },
      'No design can have 84 to 85, 90 cm for Chest (chest), because of rule a.',
    ],
    [
      { code: 'forced_option', about: 'body.van', rules: ['a', 'b', 'c'] },
      'Every design has Body: Van (body.van), because of rules a, b and c.',
    ],
    [{ code: 'unreachable_limit', about: 'business', rules: [] }, 'No design keeps the limit of rule business.'],
    [{ code: 'always_true', about: 'a', rules: [] }, 'Rule a rules nothing out.'],
    [{ code: 'implied_rule', about: 'a', rules: ['b'] }, 'Rule a already follows from rule b.'],
  ])('%j', (finding, line) => {
    expect(findingText(finding, space)).toBe(line);
  });
});
