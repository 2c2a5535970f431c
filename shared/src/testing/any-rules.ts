import fc from 'fast-check';
import type { ParameterValue } from '../design/design.ts';
import { optionKey } from '../design/doc-keys.ts';
import { sameValue } from '../same-value.ts';
import type { Params } from '../space/condition.ts';
import { choiceParameters } from '../space/defaults.ts';
import { valueProblem, valuesOf } from '../space/parameter-value.ts';
import type { ChoiceParameter, Condition, Space } from '../space/schema.ts';
import type { Wish } from '../space/engine/evidence.ts';
import { brokenRules } from '../space/violations.ts';
import { makeSpace } from './make-space.ts';

const text = (en: string) => ({ en });
const head = (id: string) => ({ id, label: text(id), section: 'all' });
const option = (id: string, priceCents: number) => ({ id, label: text(id), priceCents });

/** A space of few choices of every kind, small enough to try out every design of it. */
const PARAMETERS: readonly ChoiceParameter[] = [
  { kind: 'one', ...head('a'), options: [option('x', 0), option('y', 30), option('z', -20)], default: 'x' },
  { kind: 'colour', ...head('b'), options: [option('x', 10), option('y', 0)], default: 'x' },
  { kind: 'many', ...head('m'), options: [option('p', 5), option('q', 7)], default: [] },
  { kind: 'number', ...head('n'), min: 2, max: 8, step: 2, unit: text('cm'), default: 4, centsPerUnit: 3 },
  { kind: 'number', ...head('k'), min: -1, max: 2, step: 1, unit: text('cm'), default: 0 },
  {
    kind: 'mix',
    ...head('w'),
    total: 6,
    step: 2,
    maxItems: 2,
    unit: text('g'),
    items: [
      { ...option('s', 4), min: 2, max: 6 },
      { ...option('t', 0), min: 2, max: 4, centsPerUnit: 2 },
      { ...option('u', 9), min: 2, max: 4 },
    ],
    default: { s: 6 },
  },
];

const TERMS = ['n', 'k', 'w.s', 'w.t', 'w.u', 'a.x', 'a.y', 'b.y', 'm.p', 'price'];
const OPTIONS = { a: ['x', 'y', 'z'], b: ['x', 'y'], m: ['p', 'q'] } as const;

const anyAtom: fc.Arbitrary<Condition> = fc.oneof(
  fc.constantFrom(...OPTIONS.a).map((id): Condition => ['is', 'a', id]),
  fc.constantFrom(...OPTIONS.b).map((id): Condition => ['is', 'b', id]),
  fc.subarray([...OPTIONS.a], { minLength: 1 }).map((ids): Condition => ['in', 'a', ids]),
  fc.constantFrom(...OPTIONS.m).map((id): Condition => ['has', 'm', id]),
  fc.constantFrom('s', 't', 'u').map((id): Condition => ['has', 'w', id]),
  fc
    .tuple(
      fc.uniqueArray(fc.tuple(fc.integer({ min: -3, max: 3 }), fc.constantFrom(...TERMS)), {
        minLength: 1,
        maxLength: 3,
        selector: ([, term]) => term,
      }),
      fc.integer({ min: -20, max: 60 }),
    )
    .map(([terms, limit]): Condition => ['le', terms, limit]),
  fc
    .tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 2 }))
    .map(([a, b]): Condition => ['count', 'm', ['p', 'q'], a, b]),
  fc.integer({ min: 1, max: 2 }).map((most): Condition => ['different', ['a', 'b'], 0, most]),
  fc
    .array(fc.tuple(fc.constantFrom('x', 'y', '*'), fc.constantFrom(2, 4, 6, '*')), { minLength: 1, maxLength: 3 })
    .map((rows): Condition => ['table', ['b', 'n'], rows]),
);

export const anyCondition: fc.Arbitrary<Condition> = fc.letrec<{ any: Condition }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    { weight: 4, arbitrary: anyAtom },
    { weight: 1, arbitrary: fc.tuple(tie('any'), tie('any')).map(([a, b]): Condition => ['and', a, b]) },
    { weight: 1, arbitrary: fc.tuple(tie('any'), tie('any')).map(([a, b]): Condition => ['or', a, b]) },
    { weight: 1, arbitrary: tie('any').map((a): Condition => ['not', a]) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(
          fc.array(tie('any'), { minLength: 1, maxLength: 3 }),
          fc.integer({ min: 0, max: 2 }),
          fc.integer({ min: 0, max: 3 }),
        )
        .map(([parts, min, max]): Condition => ['among', parts, min, max]),
    },
  ),
})).any;

/** Small spaces with random rules and lines of the price; many of them without any design. */
export const anyRuleSpace: fc.Arbitrary<Space> = fc
  .tuple(
    fc.subarray([...PARAMETERS.keys()], { minLength: 3, maxLength: 6 }),
    fc.array(fc.tuple(fc.option(anyCondition), anyCondition), { maxLength: 4 }),
    fc.option(anyCondition),
  )
  .map(([chosen, rules, line]) => {
    const parameters = chosen.map((index) => PARAMETERS[index] as ChoiceParameter);
    const known = new Set(parameters.map(({ id }) => id));
    const fits = (condition: Condition | null): boolean =>
      condition === null ||
      [...JSON.stringify(condition).matchAll(/"([abmnkw])(?:\.[a-z])?"/g)].every(([, id]) => known.has(id as string));
    return makeSpace({
      basePriceCents: 10,
      elementPriceCents: {},
      parameters,
      priceLines:
        line && fits(line) && !JSON.stringify(line).includes('price')
          ? [{ id: 'line', label: text('line'), when: line, cents: -15 }]
          : [],
      rules: rules
        .filter(([when, then]) => fits(when) && fits(then))
        .map(([when, then], index) => ({ id: `r${index}`, ...(when && { when }), then, because: text(`r${index}`) })),
      layers: [],
      texts: [],
      zones: [],
      starters: [],
    });
  });

/** Every setting of a small space that breaks no rule. */
export function everyDesign(space: Space): Params[] {
  return choiceParameters(space)
    .reduce<Params[]>(
      (designs, parameter) =>
        designs.flatMap((design) => everyValue(parameter).map((value) => ({ ...design, [parameter.id]: value }))),
      [{}],
    )
    .filter((params) => brokenRules(space, params).length === 0);
}

/** Every legal value of a parameter. */
export function everyValue(parameter: ChoiceParameter): ParameterValue[] {
  switch (parameter.kind) {
    case 'one':
    case 'colour':
      return parameter.options.map(({ id }) => id);
    case 'many':
      return parameter.options.reduce<string[][]>((sets, { id }) => sets.flatMap((set) => [set, [...set, id]]), [[]]);
    case 'number':
      return valuesOf(parameter);
    case 'mix':
      return parameter.items
        .reduce<Record<string, number>[]>(
          (mixes, { id, max }) =>
            mixes.flatMap((mix) => [
              mix,
              ...valuesOf({ min: parameter.step, max, step: parameter.step }).map((amount) => ({
                ...mix,
                [id]: amount,
              })),
            ]),
          [{}],
        )
        .filter((mix) => valueProblem(parameter, mix) === null);
    case 'text':
      return [parameter.default];
  }
}

/** Every way to choose one thing in a small space. */
export function everyWish(space: Space): Wish[] {
  return choiceParameters(space).flatMap((parameter): Wish[] =>
    parameter.kind === 'many'
      ? parameter.options.flatMap(({ id }) =>
          [true, false].map((value) => ({ key: optionKey(parameter.id, id), value })),
        )
      : everyValue(parameter).map((value) => ({ key: parameter.id, value })),
  );
}

/** Whether a design has what somebody picked. */
export function hasWish(params: Params, { key, value }: Wish): boolean {
  const [id = '', option] = key.split('/');
  if (option !== undefined) return (params[id] as readonly string[]).includes(option) === value;
  return sameValue(params[id], value);
}
