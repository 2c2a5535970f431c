import type { ParameterValue } from '../design/design.ts';
import { assertNever } from '../assert-never.ts';
import { choicesPriceCents } from './price.ts';
import { PRICE } from './price-term.ts';
import type { Condition, Space, TableCell } from './schema.ts';

/** A value per parameter. Complete where a function says so. */
export type Params = Readonly<Record<string, ParameterValue>>;

/**
 * Whether a complete design fulfils `condition`.
 * @param params complete: a value for every parameter that the condition names (`complete` fills gaps); for a `place`
 *   the number of elements per zone (`withPlaces`), none where it is left out
 */
export function holds(space: Space, params: Params, condition: Condition): boolean {
  switch (condition[0]) {
    case 'is':
      return params[condition[1]] === condition[2];
    case 'in':
      return condition[2].includes(params[condition[1]] as string);
    case 'has':
      return isIn(params[condition[1]], condition[2]);
    case 'le':
      return (
        condition[1].reduce((sum, [factor, term]) => sum + factor * amountOf(space, params, term), 0) <= condition[2]
      );
    case 'count': {
      const [, parameter, options, min, max] = condition;
      return isBetween(options.filter((option) => isIn(params[parameter], option)).length, min, max);
    }
    case 'among':
      return isBetween(condition[1].filter((part) => holds(space, params, part)).length, condition[2], condition[3]);
    case 'different':
      return isBetween(new Set(condition[1].map((parameter) => params[parameter])).size, condition[2], condition[3]);
    case 'table':
      return condition[2].some((row) => row.every((cell, index) => fits(cell, params[condition[1][index] ?? ''])));
    case 'and':
      return parts(condition).every((part) => holds(space, params, part));
    case 'or':
      return parts(condition).some((part) => holds(space, params, part));
    case 'not':
      return !holds(space, params, condition[1]);
    default:
      return assertNever(condition);
  }
}

/** What a condition speaks of, as terms: `body.cabrio`, `flavour.chili`, `chest`; each once, in the order of first mention. */
export function termsOf(condition: Condition): string[] {
  switch (condition[0]) {
    case 'is':
    case 'has':
      return [`${condition[1]}.${condition[2]}`];
    case 'in':
    case 'count':
      return condition[2].map((option) => `${condition[1]}.${option}`);
    case 'different':
    case 'table':
      return [...new Set(condition[1])];
    case 'le':
      return [...new Set(condition[1].map(([, term]) => term))];
    case 'among':
      return [...new Set(condition[1].flatMap(termsOf))];
    case 'and':
    case 'or':
      return [...new Set(parts(condition).flatMap(termsOf))];
    case 'not':
      return termsOf(condition[1]);
    default:
      return assertNever(condition);
  }
}

/** The parameters that a condition speaks of, each once, in the order of first mention. `price` is none. */
export function parametersOf(condition: Condition): string[] {
  return [...new Set(termsOf(condition).map((term) => splitTerm(term).parameter))].filter((id) => id !== PRICE);
}

/** `flavour.chili` is an item of a mix, `body.cabrio` an option, `length` a number parameter. */
export function splitTerm(term: string): { readonly parameter: string; readonly item: string | null } {
  const dot = term.indexOf('.');
  return dot < 0 ? { parameter: term, item: null } : { parameter: term.slice(0, dot), item: term.slice(dot + 1) };
}

/** The conditions in an `and` or `or`. */
export function parts(condition: readonly ['and' | 'or', ...Condition[]]): readonly Condition[] {
  return condition.slice(1) as unknown as readonly Condition[];
}

function isIn(value: ParameterValue | undefined, item: string): boolean {
  if (Array.isArray(value)) return (value as readonly string[]).includes(item);
  return typeof value === 'object' ? amountIn(value as Amounts, item) > 0 : value === item;
}

function isBetween(count: number, min: number, max: number): boolean {
  return count >= min && count <= max;
}

function fits(cell: TableCell, value: ParameterValue | undefined): boolean {
  return cell === '*' || (Array.isArray(cell) ? cell.includes(value) : cell === value);
}

type Amounts = Readonly<Record<string, number>>;

/** An item may have a name that every object has, such as `constructor`. */
function amountIn(amounts: Amounts, item: string): number {
  return Object.hasOwn(amounts, item) ? (amounts[item] ?? 0) : 0;
}

function amountOf(space: Space, params: Params, term: string): number {
  if (term === PRICE) return choicesPriceCents(space, params);
  const { parameter, item } = splitTerm(term);
  const value = params[parameter];
  if (typeof value === 'number') return value;
  if (typeof value === 'object' && !Array.isArray(value)) {
    const amounts = value as Amounts;
    return item === null ? Object.values(amounts).reduce((sum, amount) => sum + amount, 0) : amountIn(amounts, item);
  }
  return item !== null && isIn(value, item) ? 1 : 0;
}
