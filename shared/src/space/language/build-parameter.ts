import type { Localized } from '../../localized.ts';
import { valueProblem } from '../parameter-value.ts';
import type { Parameter, SpaceOption } from '../schema.ts';
import { printDecimal } from './decimal.ts';
import { noSuch } from './did-you-mean.ts';
import { Flaw } from './language-error.ts';
import type { Token } from './lexer.ts';
import type { Draft } from './parameter-draft.ts';
import { centsPerStep, MAX_INTEGER, whole, type Written } from './parse-number.ts';
import type { Item } from './parse-option.ts';
import { say, type Word } from './said.ts';

type Kind = Parameter['kind'];

/** The parameter of which the clauses speak, with a default that a design may have. */
export function buildParameter(kind: Kind, draft: Draft, section: string): Parameter {
  const parameter = build(kind, draft, section);
  refuseDefault(parameter, draft);
  return parameter;
}

function build(kind: Kind, draft: Draft, section: string): Parameter {
  const { head, id, items } = draft;
  const shared = { ...head, ...(draft.help ? { help: draft.help } : {}), section };
  const need = <T>(value: T | undefined, what: Word): T => {
    if (value === undefined) throw new Flaw(id, say`${what} of “${id.text}” is missing`);
    return value;
  };
  refuseTwice(items);
  if (kind !== 'number' && kind !== 'text' && items.length === 0) {
    throw new Flaw(
      id,
      kind === 'place'
        ? say`“${id.text}” has no zones; a place has one or more`
        : say`“${id.text}” has no options; a ${kind} has one or more`,
    );
  }
  switch (kind) {
    case 'one':
    case 'colour':
      return {
        kind,
        ...shared,
        options: items.map(optionOf),
        default: chosenIds(draft, true)[0] ?? (items[0] as Item).id,
      };
    case 'many':
      return { kind, ...shared, options: items.map(optionOf), default: chosenIds(draft, false) };
    case 'number':
      return buildNumber(draft, shared, need(draft.range, say`the range, such as 84..130 cm,`));
    case 'mix':
      return buildMix(draft, shared, need(draft.total, say`the total, such as “total 100 %”,`));
    case 'text': {
      const { range, upTo, letters, blocked } = draft;
      const most = need(range?.max ?? upTo, say`the length, such as “up to 18 characters”,`);
      const maxLength = whole(most, 0, 1, 200, say`the length`);
      return {
        kind,
        ...shared,
        maxLength,
        ...(range ? { minLength: whole(range.min, 0, 0, maxLength, say`the least length`) } : {}),
        ...(letters === undefined ? {} : { alphabet: letters }),
        ...(blocked ? { blockedWords: blocked } : {}),
        default: draft.chosen?.text ?? '',
      };
    }
    case 'place':
      return {
        kind,
        ...shared,
        zones: items.map((item) => item.id),
        maxElements: need(draft.atMost, say`“at most” and the number of elements`),
      };
  }
}

type Shared = Pick<Parameter, 'id' | 'label' | 'section'> & { help?: Localized };

function buildNumber(draft: Draft, shared: Shared, range: { min: Written; max: Written }): Parameter {
  const [written = range.min] = draft.chosen?.amounts ?? [];
  const step = draft.step ?? { digits: 1n, places: 0, start: 0, end: 0 };
  const places = Math.max(...[range.min, range.max, step, written].map((number) => number.places));
  if (places > 3)
    throw new Flaw(
      [range.min, range.max, step, written].find((number) => number.places > 3) ?? range.min,
      say`at most three decimals`,
    );
  const min = whole(range.min, places, -MAX_INTEGER, MAX_INTEGER, say`the least`);
  const max = whole(range.max, places, min, MAX_INTEGER, say`the most`);
  const perUnit = draft.perUnit;
  const unit = draft.unit ?? { en: '' };
  if (perUnit) sameUnit(perUnit.unit, unit);
  return {
    kind: 'number',
    ...shared,
    min,
    max,
    step: whole(step, places, 1, MAX_INTEGER, say`the step`),
    ...(places === 0 ? {} : { decimals: places }),
    unit,
    default: whole(written, places, min, max, say`the default`),
    ...(perUnit ? { centsPerUnit: centsPerStep(perUnit.price, places, unit.en) } : {}),
  };
}

function buildMix(draft: Draft, shared: Shared, total: number): Parameter {
  const unit = draft.unit ?? { en: '' };
  const step = draft.step ? whole(draft.step, 0, 1, MAX_INTEGER, say`the step`) : 1;
  const items = draft.items.map((item) => {
    const { range, perUnit } = item;
    if (perUnit) sameUnit(perUnit.unit, unit);
    const min = range ? whole(range.min, 0, 1, MAX_INTEGER, say`the least`) : step;
    return {
      ...optionOf(item),
      min,
      max: range ? whole(range.max, 0, min, MAX_INTEGER, say`the most`) : total,
      ...(perUnit ? { centsPerUnit: centsPerStep(perUnit.price, 0, unit.en) } : {}),
    };
  });
  const { ids, amounts } = draft.chosen ?? { ids: [], amounts: [] };
  chosenIds(draft, false);
  if (ids.length === 0) {
    throw new Flaw(
      draft.chosen?.token ?? draft.id,
      say`a mix has a default with amounts, such as “default salt 40, paprika 60”`,
    );
  }
  const values = ids.map(
    (id, index) => [id.text, whole(amounts[index] as Written, 0, 1, MAX_INTEGER, say`an amount`)] as const,
  );
  return {
    kind: 'mix',
    ...shared,
    total,
    step,
    maxItems: draft.atMost ?? items.length,
    unit,
    items,
    default: Object.fromEntries(values),
  };
}

function optionOf({ id, label, note, priceCents, colour }: Item): SpaceOption {
  return {
    id,
    label,
    ...(note ? { note } : {}),
    ...(priceCents === undefined ? {} : { priceCents }),
    ...(colour === undefined ? {} : { colour }),
  };
}

/** The options of the default, each of which there is. */
function chosenIds({ chosen, items, head }: Draft, isOne: boolean): string[] {
  const ids = chosen?.ids ?? [];
  const known = new Set(items.map(({ id }) => id));
  refuseTwice(ids.map((token) => ({ id: token.text, token })));
  for (const token of ids) {
    if (!known.has(token.text))
      throw new Flaw(
        token,
        noSuch(say`option “${token.text}” in ${head.id}`, token.text, known),
        [...known].slice(0, 12),
      );
  }
  if (isOne && chosen && ids.length !== 1) throw new Flaw(ids[1] ?? chosen.token, say`the default is one option`);
  return ids.map(({ text }) => text);
}

function refuseTwice(items: readonly { readonly id: string; readonly token: Token }[]): void {
  const seen = new Set<string>();
  for (const { id, token } of items) {
    if (seen.has(id)) throw new Flaw(token, say`“${id}” is there twice`);
    seen.add(id);
  }
}

function sameUnit(token: Token, unit: Localized): void {
  if (token.text !== unit.en) throw new Flaw(token, say`the price is per ${unit.en}, not per ${token.text}`, [unit.en]);
}

/** Throws unless a design may have the default. */
function refuseDefault(parameter: Parameter, { chosen, id }: Draft): void {
  if (parameter.kind === 'place') return;
  const problem = valueProblem(parameter, parameter.default);
  if (problem === null) return;
  const place = chosen ? { start: chosen.token.start, end: chosen.token.end } : id;
  const example = parameter.kind === 'number' ? printDecimal(parameter.min, parameter.decimals ?? 0) : '';
  const messages: Partial<Record<typeof problem, Word>> = {
    out_of_range:
      parameter.kind === 'number'
        ? say`the default is not on a step from ${example}`
        : say`an amount of the default is outside of its range or not on a step`,
    mix_total: say`the amounts of the default must add up to ${parameter.kind === 'mix' ? parameter.total : ''}`,
    mix_too_many: say`the default has more items than “at most” allows`,
    text_length: say`the default is too short or too long`,
    text_blocked: say`the default has a blocked word`,
  };
  throw new Flaw(place, messages[problem] ?? say`no design could have this default`);
}
