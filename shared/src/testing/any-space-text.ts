import fc from 'fast-check';
import type { Params } from '../space/condition.ts';
import { PRICE } from '../space/price-term.ts';
import type { Condition, Parameter, SpaceOption, SpaceRule, TableCell } from '../space/schema.ts';
import type { SpaceText } from '../space/language/parse-space.ts';
import { derivedLabel } from '../space/language/words.ts';

/** Ordinary names, and names that are words of the language or of JavaScript. */
const NAMES =
  'body hatch cabrio salt chili-2 extras none toe a b- constructor not and or no is has in at of one many mix text ' +
  'number place colour section space rule allowed default help note step total blocked up per nl de en market when ' +
  'then needs only exactly between because from until always never most least letters characters to-string';
const anyName = fc.constantFrom(...NAMES.split(' '));

/** Characters that no text of a space may have. */
const INVISIBLE = /[\p{Cc}\p{Cs}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/gu;

const anyWords = fc.oneof(
  fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' }).map((text) => text.replaceAll(INVISIBLE, '·')),
  fc.constantFrom('"', '\\', '// no comment', 'a b', '\\n', '…', '🍟', '%', '\u{e9}'),
);

const anyText = fc.record({ en: anyWords, nl: anyWords, de: anyWords }, { requiredKeys: ['en'] });

function anyLabel(id: string) {
  return fc.oneof(fc.constant(derivedLabel(id)), anyText);
}

const anyCents = fc.oneof(fc.integer({ min: -999, max: 9_999 }), fc.constantFrom(0, 100, -500, 100_000_000));

function anyOption(id: string, hasColour: boolean): fc.Arbitrary<SpaceOption> {
  const colour = fc.constantFrom('#dfe8ee', '#000000', '#ABCDEF'.toLowerCase());
  return fc.record(
    { id: fc.constant(id), label: anyLabel(id), note: anyText, priceCents: anyCents, colour },
    { requiredKeys: ['id', 'label', ...(hasColour ? (['colour'] as const) : [])] },
  ) as fc.Arbitrary<SpaceOption>;
}

const anyNames = fc.uniqueArray(
  fc.oneof({ weight: 9, arbitrary: anyName }, { weight: 1, arbitrary: fc.constant('price') }),
  {
    minLength: 1,
    maxLength: 5,
  },
);
const anyUnit = fc.oneof(
  fc.constantFrom('%', 'cm', 'step', 'g/m²', 'IT').map((en) => ({ en })),
  anyText,
);

function withUnits<T extends { readonly label: object; readonly unit: { readonly en: string } }>(parameter: T): T {
  // Mostly the same word in all languages of the label, which is what a short unit says.
  const unit = Object.fromEntries(Object.keys(parameter.label).map((language) => [language, parameter.unit.en]));
  return parameter.unit.en.length % 2 === 0 ? parameter : { ...parameter, unit };
}

function anyParameter(id: string, section: string): fc.Arbitrary<Parameter> {
  const head = (kind: Parameter['kind']) => ({
    kind: fc.constant(kind),
    id: fc.constant(id),
    label: anyLabel(id),
    section: fc.constant(section),
  });
  const help = fc.option(anyText, { nil: undefined }).map((text) => (text ? { help: text } : {}));
  const options = (kind: 'one' | 'colour' | 'many') =>
    anyNames.chain((names) => {
      const list = fc.tuple(...names.map((name) => anyOption(name, kind === 'colour')));
      const chosen = kind === 'many' ? fc.subarray(names) : fc.constantFrom(...names);
      return fc.record({ ...head(kind), options: list, default: chosen });
    });
  const number = fc
    .tuple(
      fc.integer({ min: 0, max: 3 }),
      fc.integer({ min: -300, max: 300 }),
      fc.integer({ min: 1, max: 30 }),
      fc.nat(9),
      fc.nat(9),
    )
    .chain(([decimals, min, step, chosen, more]) =>
      fc.record(
        {
          ...head('number'),
          min: fc.constant(min),
          max: fc.constant(min + step * (chosen + more)),
          step: fc.constant(step),
          decimals: fc.constant(decimals),
          unit: anyUnit,
          default: fc.constant(min + step * chosen),
          centsPerUnit: fc.integer({ min: -99, max: 999 }),
        },
        {
          requiredKeys: [
            ...(['kind', 'id', 'label', 'section', 'min', 'max', 'step', 'unit', 'default'] as const),
            ...(decimals > 0 ? (['decimals'] as const) : []),
          ],
        },
      ),
    )
    .map((parameter) => withUnits(parameter))
    .map(({ decimals, ...rest }) => (decimals ? { ...rest, decimals } : rest));
  const mix = fc.tuple(anyNames, fc.integer({ min: 1, max: 5 })).chain(([names, step]) => {
    const total = step * 12;
    const bounds = { min: fc.integer({ min: 1, max: step }), max: fc.constantFrom(total, total + 1) };
    const items = names.map((name) =>
      fc
        .tuple(
          anyOption(name, false),
          fc.record({ ...bounds, centsPerUnit: anyCents }, { requiredKeys: ['min', 'max'] }),
        )
        .map(([option, rest]) => ({ ...option, ...rest })),
    );
    return fc
      .record({
        ...head('mix'),
        total: fc.constant(total),
        step: fc.constant(step),
        maxItems: fc.integer({ min: 2, max: 6 }),
        unit: anyUnit,
        items: fc.tuple(...items),
        default: fc.constant(
          names.length === 1
            ? { [names[0] as string]: total }
            : { [names[1] as string]: step * 5, [names[0] as string]: step * 7 },
        ),
      })
      .map((parameter) => withUnits(parameter));
  });
  const text = fc.record(
    {
      ...head('text'),
      maxLength: fc.integer({ min: 5, max: 200 }),
      minLength: fc.integer({ min: 0, max: 2 }),
      blockedWords: fc.array(
        anyWords.map((word) => `${word}x9`),
        { minLength: 1, maxLength: 3 },
      ),
      default: fc.constantFrom('Lux', 'a b', 'né"'),
    },
    { requiredKeys: ['kind', 'id', 'label', 'section', 'maxLength', 'default'] },
  );
  const place = fc.record({ ...head('place'), zones: anyNames, maxElements: fc.nat(200) });
  return fc
    .tuple(fc.oneof(options('one'), options('colour'), options('many'), number, mix, text, place), help)
    .map(([parameter, more]) => ({ ...parameter, ...more }) as unknown as Parameter);
}

export const anyParameters: fc.Arbitrary<Parameter[]> = fc
  .uniqueArray(anyName, { minLength: 1, maxLength: 6 })
  .chain((names) => fc.tuple(...names.map((name) => anyParameter(name, 'all'))));

/** Values for the parameters, legal or not. */
export function anyParams(parameters: readonly Parameter[]): fc.Arbitrary<Params> {
  const values = parameters.map((parameter): fc.Arbitrary<Params[string]> => {
    switch (parameter.kind) {
      case 'one':
      case 'colour':
        return fc.constantFrom(...parameter.options.map(({ id }) => id));
      case 'many':
        return fc.subarray(parameter.options.map(({ id }) => id));
      case 'number':
        return fc.integer({ min: parameter.min, max: parameter.max });
      case 'text':
        return fc.constant('Lux');
      case 'mix':
      case 'place': {
        const names = parameter.kind === 'mix' ? parameter.items.map(({ id }) => id) : parameter.zones;
        return fc
          .tuple(...names.map(() => fc.nat(3)))
          .map((amounts) => Object.fromEntries(names.map((name, i) => [name, amounts[i] ?? 0])));
      }
    }
  });
  return fc
    .tuple(...values)
    .map((list) => Object.fromEntries(parameters.map(({ id }, index) => [id, list[index] as Params[string]])));
}

/** Conditions over the parameters, not in normal form, with every kind of part. */
export function anyCondition(parameters: readonly Parameter[], hasPrice = true): fc.Arbitrary<Condition> {
  const leaves: fc.Arbitrary<Condition>[] = [];
  const terms = hasPrice ? [PRICE] : [];
  const columns: Parameter[] = [];
  for (const parameter of parameters) {
    const { id, kind } = parameter;
    const names =
      'options' in parameter
        ? parameter.options.map((option) => option.id)
        : 'items' in parameter
          ? parameter.items.map((item) => item.id)
          : 'zones' in parameter
            ? parameter.zones
            : [];
    terms.push(...names.map((name) => `${id}.${name}`));
    if (kind === 'number' || kind === 'place') terms.push(id);
    if (kind === 'number' || kind === 'one' || kind === 'colour') columns.push(parameter);
    if (kind === 'one' || kind === 'colour') {
      leaves.push(fc.constantFrom(...names).map((name) => ['is', id, name]));
      leaves.push(fc.array(fc.constantFrom(...names), { maxLength: 4 }).map((list) => ['in', id, list]));
    } else if (names.length > 0) leaves.push(fc.constantFrom(...names).map((name) => ['has', id, name]));
    if (kind === 'many') {
      leaves.push(
        fc.tuple(fc.subarray(names), anyLimit, anyLimit).map(([list, min, max]) => ['count', id, list, min, max]),
      );
    }
  }
  const choices = columns.filter(({ kind }) => kind !== 'number').map(({ id }) => id);
  leaves.push(
    fc.tuple(fc.subarray(choices), anyLimit, anyLimit).map(([list, min, max]) => ['different', list, min, max]),
  );
  leaves.push(
    fc
      .subarray(columns, { maxLength: Math.min(3, columns.length) })
      .chain((list) =>
        fc
          .array(fc.tuple(...list.map(anyCell)), { maxLength: 3 })
          .map((rows): Condition => ['table', list.map(({ id }) => id), rows]),
      ),
  );
  if (terms.length > 0) {
    const anyFactor = fc.oneof(fc.integer({ min: -9, max: 9 }), fc.integer({ min: -5_000, max: 5_000 }));
    const anySum = fc.array(fc.tuple(anyFactor, fc.constantFrom(...terms)), { maxLength: 4 });
    const anyLe = fc.tuple(anySum, fc.oneof(anyFactor, fc.integer({ min: -1e9, max: 1e9 })));
    leaves.push(anyLe.map(([sum, limit]) => ['le', sum, limit]));
    // An equation.
    leaves.push(
      anyLe.map(([sum, limit]) => [
        'and',
        ['le', sum, limit],
        ['le', sum.map(([factor, term]) => [-factor, term] as const), -limit],
      ]),
    );
  }
  const leaf = fc.oneof(...leaves);
  return fc.letrec<{ any: Condition }>((tie) => ({
    any: fc.oneof(
      { depthSize: 'small' },
      leaf,
      tie('any').map((part): Condition => ['not', part]),
      fc.array(tie('any'), { maxLength: 3 }).map((list): Condition => ['and', ...list]),
      fc.array(tie('any'), { maxLength: 3 }).map((list): Condition => ['or', ...list]),
      fc
        .tuple(fc.array(tie('any'), { maxLength: 3 }), anyLimit, anyLimit)
        .map(([list, min, max]): Condition => ['among', list, min, max]),
    ),
  })).any;
}

const anyLimit = fc.integer({ min: -1, max: 4 });

function anyCell(parameter: Parameter): fc.Arbitrary<TableCell> {
  const value: fc.Arbitrary<string | number> =
    'options' in parameter
      ? fc.constantFrom(...parameter.options.map(({ id }) => id))
      : fc.integer({ min: -3_000, max: 3_000 });
  return fc.oneof(fc.constant('*'), value, fc.array(value, { maxLength: 3 }));
}

export function anyRule(parameters: readonly Parameter[], id: fc.Arbitrary<string> = anyName): fc.Arbitrary<SpaceRule> {
  const condition = anyCondition(parameters);
  const terms = fc.constantFrom(
    {},
    { from: '2026-01-01' },
    { until: '2026-12-31', markets: ['NL'] },
    { from: '2024-02-29', until: '2024-02-29', markets: ['IT-business', 'in', 'because'] },
  );
  return fc
    .tuple(
      fc.record(
        { id, when: condition, then: condition, because: anyText },
        { requiredKeys: ['id', 'then', 'because'] },
      ),
      terms,
    )
    .map(([rule, term]) => ({ ...rule, ...term }) as SpaceRule);
}

export const anySpaceText: fc.Arbitrary<SpaceText> = fc
  .tuple(anyNames, fc.uniqueArray(anyName, { minLength: 1, maxLength: 6 }))
  .chain(([sections, names]) =>
    fc
      .tuple(
        fc.tuple(...sections.map(anySection)),
        fc.tuple(...names.map((name, index) => anyParameter(name, sections[(index * 7) % sections.length] as string))),
      )
      .chain(([sectionList, parameters]) =>
        fc.record(
          {
            schema: fc.constantFrom('space/2', 'space/1') as fc.Arbitrary<SpaceText['schema']>,
            id: anyName,
            label: anyText,
            summary: anyText,
            currency: fc.constantFrom('EUR', 'USD'),
            basePriceCents: fc.nat(1_000_000_000),
            priceLines: fc.uniqueArray(
              fc.record({ id: anyName, label: anyText, when: anyCondition(parameters, false), cents: anyCents }),
              { minLength: 1, maxLength: 3, selector: ({ id }) => id },
            ),
            sections: fc.constant(sectionList),
            parameters: fc.constant(parameters),
            rules: fc.uniqueArray(anyRule(parameters), { maxLength: 6, selector: ({ id }) => id }),
          },
          {
            requiredKeys: [
              'schema',
              'id',
              'label',
              'summary',
              'currency',
              'basePriceCents',
              'sections',
              'parameters',
              'rules',
            ],
          },
        ),
      ),
  ) as fc.Arbitrary<SpaceText>;

function anySection(id: string) {
  return fc.record({ id: fc.constant(id), label: anyLabel(id) });
}
