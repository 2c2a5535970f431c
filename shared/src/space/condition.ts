import type { ParameterValue } from '../design/design.ts';
import { assertNever } from '../assert-never.ts';
import type { Condition, Space } from './schema.ts';

/** A value per parameter. Complete where a function says so. */
export type Params = Readonly<Record<string, ParameterValue>>;

/**
 * Whether a complete design fulfils `condition`.
 * @param params complete: a value for every parameter that the condition names (`complete` fills gaps)
 */
export function holds(space: Space, params: Params, condition: Condition): boolean {
  switch (condition[0]) {
    case 'is':
      return params[condition[1]] === condition[2];
    case 'in':
      return condition[2].includes(params[condition[1]] as string);
    case 'has':
      return chosen(params, condition[1]).includes(condition[2]);
    case 'le': {
      const sum = condition[1].reduce((total, [factor, term]) => total + factor * amountOf(params, term), 0);
      return sum <= condition[2];
    }
    case 'count': {
      const [, parameter, options, min, max] = condition;
      const count = chosen(params, parameter).filter((option) => options.includes(option)).length;
      return count >= min && count <= max;
    }
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

/** The parameters that a condition speaks of, each once, in the order of first mention. */
export function parametersOf(condition: Condition): string[] {
  switch (condition[0]) {
    case 'is':
    case 'in':
    case 'has':
    case 'count':
      return [condition[1]];
    case 'le':
      return [...new Set(condition[1].map(([, term]) => splitTerm(term).parameter))];
    case 'and':
    case 'or':
      return [...new Set(parts(condition).flatMap(parametersOf))];
    case 'not':
      return parametersOf(condition[1]);
    default:
      return assertNever(condition);
  }
}

/** `flavour.chili` is an item of a mix, `length` a number parameter. */
export function splitTerm(term: string): { readonly parameter: string; readonly item: string | null } {
  const dot = term.indexOf('.');
  return dot < 0 ? { parameter: term, item: null } : { parameter: term.slice(0, dot), item: term.slice(dot + 1) };
}

function parts(condition: readonly ['and' | 'or', ...Condition[]]): readonly Condition[] {
  return condition.slice(1) as unknown as readonly Condition[];
}

function chosen(params: Params, parameter: string): readonly string[] {
  const value = params[parameter];
  return Array.isArray(value) ? (value as readonly string[]) : [];
}

function amountOf(params: Params, term: string): number {
  const { parameter, item } = splitTerm(term);
  const value = params[parameter];
  if (item === null) return typeof value === 'number' ? value : 0;
  return typeof value === 'object' && !Array.isArray(value)
    ? ((value as Readonly<Record<string, number>>)[item] ?? 0)
    : 0;
}
