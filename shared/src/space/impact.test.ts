import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Design } from '../design/design.ts';
import { anyDesign } from '../testing/any-design.ts';
import { anyRuleSpace, everyDesign } from '../testing/any-rules.ts';
import { many, mix, number, one, rule, ruleSpace } from '../testing/make-rules.ts';
import { makeDesign, makeSpace } from '../testing/make-space.ts';
import type { Params } from './condition.ts';
import { defaultParams } from './defaults.ts';
import { impactOf } from './impact.ts';
import { repair } from './repair.ts';
import type { Adjustment } from './violation.ts';
import { brokenRules, violations } from './violations.ts';

const parameters = [one('body', ['hatch', 'cabrio']), many('extras', ['glass', 'rack']), number('wheel', 15, 18)];
const before = ruleSpace(parameters);
const designed = (id: string, params: Params): { readonly id: string; readonly design: Design } => {
  return { id, design: { params: { ...defaultParams(before), ...params }, elements: {}, story: '' } };
};

describe('a new version of the rules', () => {
  const next = ruleSpace(parameters, [
    rule('fabric', ['not', ['has', 'extras', 'glass']], ['is', 'body', 'cabrio']),
    rule('small-wheels', ['le', [[1, 'wheel']], 17]),
  ]);

  test('breaks only designs that break one of its rules; each is told by which, and what its repair changes', () => {
    const plain = designed('plain', {});
    const cabrio = designed('cabrio', { body: 'cabrio', extras: ['rack'] });
    const open = designed('open', { body: 'cabrio', extras: ['glass', 'rack'] });
    const wide = designed('wide', { wheel: 18 });
    const found = impactOf(next, [plain, open, cabrio, wide]);
    expect(found.map(({ id }) => id)).toEqual(['open', 'wide']);
    const [first, second] = found;
    expect(first?.violations).toEqual([
      { code: 'rule', path: 'params', rule: 'fabric', because: { en: 'because of fabric' } },
    ]);
    expect(first?.repaired.params).toEqual({ body: 'cabrio', extras: ['rack'], wheel: 15 });
    expect(first?.adjustments).toEqual([
      { violation: first?.violations[0], path: 'params.extras', from: ['rack', 'glass'], to: ['rack'] },
    ]);
    expect(second?.violations.map(({ rule: id }) => id)).toEqual(['small-wheels']);
    expect(second?.adjustments.map(({ path, from }) => ({ path, from }))).toEqual([{ path: 'params.wheel', from: 18 }]);
    expect(brokenRules(next, second?.repaired.params ?? {})).toEqual([]);
  });

  test('that says the same in other words touches nothing', () => {
    const reworded = ruleSpace(parameters, [
      rule('other-id', ['or', ['is', 'body', 'hatch'], ['not', ['has', 'extras', 'glass']]]),
    ]);
    const designs = everyDesign(ruleSpace(parameters, next.rules.slice(0, 1))).map((params) =>
      designed(JSON.stringify(params), params),
    );
    expect(impactOf(reworded, designs)).toEqual([]);
  });

  test('that takes an option away gives its designs the default; a coarser step gives them the nearest value', () => {
    const narrower = ruleSpace([
      one('body', ['hatch', 'van']),
      parameters[1] ?? many('extras', []),
      number('wheel', 15, 18, 3),
    ]);
    const [impact] = impactOf(narrower, [designed('open', { body: 'cabrio', wheel: 17 })]);
    expect(impact?.violations.map(({ code, path }) => [code, path])).toEqual([
      ['unknown_option', 'params.body'],
      ['out_of_range', 'params.wheel'],
    ]);
    expect(impact?.repaired.params).toEqual({ body: 'hatch', extras: [], wheel: 18 });
  });

  test('that changes a mix keeps its total', () => {
    const flavour = (step: number) => mix('m', 100, step, { a: [5, 100], b: [5, 100] });
    const [impact] = impactOf(ruleSpace([flavour(20)]), [
      { id: 1, design: makeDesign({ params: { m: { a: 35, b: 65 } } }) },
    ]);
    const amounts = Object.values(impact?.repaired.params['m'] as Readonly<Record<string, number>>);
    expect(amounts.reduce((a, b) => a + b, 0)).toBe(100);
    expect(amounts.every((amount) => amount % 20 === 0)).toBe(true);
  });

  test('that closes a zone hides what was placed there, and keeps it', () => {
    const space = makeSpace();
    const xf: Design['elements'][string]['xf'] = [3_500, 3_500, 1_000, 1_000, 0];
    const sticker = { kind: 'sticker', zone: 'body', z: 'a0', xf, fill: 'black', asset: 'star' } as const;
    const { design } = repair(space, makeDesign({ elements: { e1: sticker } }));
    const zones = space.zones.map((zone) =>
      zone.id === 'body' ? { ...zone, when: ['is', 'bulb', 'hot'] as const } : zone,
    );
    const [impact] = impactOf({ ...space, zones }, [{ id: 'lamp', design }]);
    expect(impact?.violations.map(({ code }) => code)).toEqual(['zone_closed']);
    expect(impact?.repaired.elements['e1']).toEqual({ ...design.elements['e1'], hidden: true });
    expect(design.elements['e1']?.hidden).toBeUndefined();
  });

  test('that leaves no design but the default’s neighbours still repairs each design to one of them', () => {
    const colours = Array.from({ length: 40 }, (_, index) => `c${index}`);
    const space = ruleSpace(
      [one('a', colours), one('b', colours)],
      [rule('same', ['or', ...colours.map((id) => ['and', ['is', 'a', id], ['is', 'b', id]] as const)])],
    );
    const designs = colours.map((id, index) => ({
      id,
      design: makeDesign({ params: { a: id, b: colours[(index * 7) % 40] ?? '' } }),
    }));
    const found = impactOf(space, designs);
    expect(found.map(({ id }) => id)).toEqual(colours.filter((_, index) => (index * 7) % 40 !== index));
    for (const { id, repaired } of found) expect(repaired.params).toEqual({ a: id, b: id });
  });
});

describe('for random rules and designs', () => {
  const anyCase = anyRuleSpace
    .filter((space) => brokenRules(space, defaultParams(space)).length === 0)
    .chain((space) => fc.record({ space: fc.constant(space), designs: fc.array(anyDesign(space), { maxLength: 6 }) }));

  test('names exactly those outside, and every repair ends inside and stays', () => {
    fc.assert(
      fc.property(anyCase, ({ space, designs }) => {
        const found = impactOf(
          space,
          designs.map((design, id) => ({ id, design })),
        );
        const outside = [...designs.keys()].filter((id) => violations(space, designs[id] ?? makeDesign()).length > 0);
        expect(found.map(({ id }) => id)).toEqual(outside);
        for (const { repaired, adjustments, violations: reasons } of found) {
          expect(reasons.length).toBeGreaterThan(0);
          expect(adjustments.length).toBeGreaterThan(0);
          expect(violations(space, repaired)).toEqual([]);
          expect(impactOf(space, [{ id: 0, design: repaired }])).toEqual([]);
        }
      }),
      { numRuns: 150 },
    );
  });

  test('what is known from other designs changes no repair, only which of the broken rules is named', () => {
    const designs = anyRuleSpace
      .filter((space) => brokenRules(space, defaultParams(space)).length === 0)
      .chain((space) => fc.tuple(fc.constant(space), fc.array(anyDesign(space), { minLength: 8, maxLength: 20 })));
    fc.assert(
      fc.property(designs, ([space, drawn]) => {
        const found = impactOf(
          space,
          drawn.map((design, id) => ({ id, design })),
        );
        for (const { id, repaired, adjustments } of found) {
          const alone = repair(space, drawn[id] ?? makeDesign());
          expect(repaired).toEqual(alone.design);
          const unnamed = adjustments.map(({ path, from, to, violation: { code } }) => ({ path, from, to, code }));
          expect(unnamed).toEqual(
            alone.adjustments.map(({ path, from, to, violation: { code } }) => ({ path, from, to, code })),
          );
          const isNamed = ({ violation: { rule: named } }: Adjustment): boolean => named !== undefined;
          expect(adjustments.map(isNamed)).toEqual(alone.adjustments.map(isNamed));
        }
      }),
      { numRuns: 150 },
    );
  });

  test('a design that breaks rules only keeps whatever else it can: no other design keeps more of its first choices', () => {
    fc.assert(
      fc.property(anyRuleSpace, fc.nat(), (space, seed) => {
        fc.pre(brokenRules(space, defaultParams(space)).length === 0);
        const free = everyDesign({ ...space, rules: [] });
        const params = free[seed % free.length] ?? {};
        const [impact] = impactOf(space, [{ id: 0, design: makeDesign({ params }, space) }]);
        const repaired = impact?.repaired.params ?? params;
        const all = everyDesign(space);
        expect(all).toContainEqual(repaired);
        const [id = ''] = Object.keys(params);
        const isKept = (one: Params): boolean => JSON.stringify(one[id]) === JSON.stringify(params[id]);
        expect(isKept(repaired)).toBe(all.some(isKept));
      }),
      { numRuns: 150 },
    );
  });
});
