import type { ParameterValue } from '../design/design.ts';
import { inOrder } from './defaults.ts';
import type { ChoiceParameter, MixParameter, NumberParameter, Parameter } from './schema.ts';
import type { Violation } from './violation.ts';

/** What is wrong with one value, whatever the other parameters are; null when nothing is. */
export function valueProblem(parameter: Parameter, value: unknown): Violation['code'] | null {
  switch (parameter.kind) {
    case 'one':
    case 'colour':
      if (typeof value !== 'string') return 'bad_value';
      return parameter.options.some((option) => option.id === value) ? null : 'unknown_option';
    case 'many':
      if (!Array.isArray(value) || value.some((id) => typeof id !== 'string')) return 'bad_value';
      if (!value.every((id) => parameter.options.some((option) => option.id === id))) return 'unknown_option';
      return new Set(value).size === value.length ? null : 'bad_value';
    case 'number':
      if (!Number.isSafeInteger(value)) return 'bad_value';
      return isOnStep(parameter, value as number) ? null : 'out_of_range';
    case 'mix':
      return mixProblem(parameter, value);
    case 'text':
      return textProblem(parameter, value);
    case 'place':
      return value === undefined ? null : 'bad_value'; // counted from the elements, never set
  }
}

/** Every value of a number parameter, ascending. */
export function valuesOf({ min, max, step }: Pick<NumberParameter, 'min' | 'max' | 'step'>): number[] {
  return Array.from({ length: Math.max(0, Math.floor((max - min) / step) + 1) }, (_, index) => min + index * step);
}

/** The amounts that an item of a mix may have when it is in it at all, ascending. */
export function amountsOf({ step, items, total }: MixParameter, item: number): number[] {
  const { min, max } = items[item] ?? { min: 1, max: 0 };
  const first = Math.ceil(min / step) * step;
  return valuesOf({ min: first, max: Math.min(max, total), step });
}

/**
 * The legal value nearest to `value`: unknown options dropped, a number moved onto its range and step, a text cut,
 * a mix scaled to its total; the default where nothing of it can be kept.
 */
export function nearestValue(parameter: ChoiceParameter, value: unknown): ParameterValue {
  if (valueProblem(parameter, value) === null) return value as ParameterValue;
  switch (parameter.kind) {
    case 'one':
    case 'colour':
      return parameter.default;
    case 'many':
      return inOrder(parameter.options, Array.isArray(value) ? (value as string[]) : parameter.default);
    case 'number': {
      if (typeof value !== 'number' || !Number.isFinite(value)) return parameter.default;
      const steps = Math.round((clamp(value, parameter.min, parameter.max) - parameter.min) / parameter.step);
      const nearest = parameter.min + steps * parameter.step;
      return nearest > parameter.max ? nearest - parameter.step : nearest;
    }
    case 'mix':
      return nearestMix(parameter, value) ?? parameter.default;
    case 'text': {
      const letters =
        typeof value === 'string' ? [...clean(value)].filter((letter) => isAllowed(parameter, letter)) : [];
      const cut = letters.slice(0, parameter.maxLength).join('').trim();
      return textProblem(parameter, cut) === null ? cut : parameter.default;
    }
  }
}

function isOnStep(parameter: { min: number; max: number; step: number }, value: number): boolean {
  return value >= parameter.min && value <= parameter.max && (value - parameter.min) % parameter.step === 0;
}

function mixProblem(mix: MixParameter, value: unknown): Violation['code'] | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'bad_value';
  const amounts = Object.entries(value);
  for (const [id, amount] of amounts) {
    const item = mix.items.find((candidate) => candidate.id === id);
    if (!item) return 'unknown_option';
    if (!Number.isSafeInteger(amount)) return 'bad_value';
    if (amount < item.min || amount > item.max || (amount as number) % mix.step !== 0) return 'out_of_range';
  }
  if (amounts.length > mix.maxItems) return 'mix_too_many';
  return amounts.reduce((sum, [, amount]) => sum + (amount as number), 0) === mix.total ? null : 'mix_total';
}

/**
 * Keeps the largest amounts, at most as many as the mix takes, and moves the rest of the total to where there is room
 * (from, or to, the largest first). Null where these items cannot reach the total.
 */
function nearestMix(mix: MixParameter, value: unknown): Readonly<Record<string, number>> | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const kept = mix.items
    .map((item) => ({
      item,
      wanted: Object.hasOwn(value, item.id) ? Number((value as Record<string, unknown>)[item.id]) : 0,
    }))
    .filter(({ wanted }) => Number.isFinite(wanted) && wanted > 0)
    .sort((a, b) => b.wanted - a.wanted)
    .slice(0, mix.maxItems)
    .map(({ item, wanted }) => {
      const low = Math.ceil(item.min / mix.step) * mix.step;
      const high = Math.floor(item.max / mix.step) * mix.step;
      return { id: item.id, low, high, amount: clamp(Math.round(wanted / mix.step) * mix.step, low, high) };
    });
  let missing = mix.total - kept.reduce((sum, { amount }) => sum + amount, 0);
  for (const note of kept) {
    const moved = clamp(missing, note.low - note.amount, note.high - note.amount);
    note.amount += moved;
    missing -= moved;
  }
  if (missing !== 0) return null;
  const amounts = new Map(kept.map(({ id, amount }) => [id, amount]));
  const mixed = Object.fromEntries(
    mix.items.flatMap(({ id }) => (amounts.has(id) ? [[id, amounts.get(id) ?? 0]] : [])),
  );
  return mixProblem(mix, mixed) === null ? mixed : null;
}

interface TextBounds {
  readonly maxLength: number;
  readonly minLength?: number;
  readonly alphabet?: string;
  readonly blockedWords?: readonly string[];
}
function textProblem(bounds: TextBounds, value: unknown): Violation['code'] | null {
  if (typeof value !== 'string' || value !== clean(value)) return 'bad_value';
  const length = [...value].length;
  if (length > bounds.maxLength || length < (bounds.minLength ?? 0)) return 'text_length';
  if (![...value].every((letter) => isAllowed(bounds, letter))) return 'text_alphabet';
  const folded = fold(value);
  return (bounds.blockedWords ?? []).some((word) => folded.includes(fold(word))) ? 'text_blocked' : null;
}

function isAllowed({ alphabet }: TextBounds, letter: string): boolean {
  return alphabet === undefined || alphabet.includes(letter);
}

/** Without control characters, line breaks and lone surrogates: what a label can show. */
export function clean(text: string): string {
  return text.toWellFormed().replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\u2028\u2029\ufffd]/gu, '');
}

/** So that spaces, accents and capitals do not get a blocked word past. */
function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();
}

function clamp(value: number, min: number, max: number): number {
  return Math.min(Math.max(value, min), max);
}
