import { assertNever } from '../../assert-never.ts';
import { parts } from '../condition.ts';
import type { Condition } from '../schema.ts';
import { gcd, safe } from './decimal.ts';

/** A sum over nothing is 0: what always holds, and what never does. */
export const ALWAYS: Condition = ['le', [], 0];
export const NEVER: Condition = ['le', [], -1];

/**
 * The one form of a condition that means the same in the same order: nested `and` and `or` flattened, no double `not`,
 * one option instead of a list of one, limits of a count within 0 … all, what is empty as `ALWAYS` or `NEVER`, and `le`
 * with each term once, positive ones first, divided by what divides all of its numbers.
 */
export function normaliseCondition(condition: Condition): Condition {
  switch (condition[0]) {
    case 'is':
    case 'has':
      return condition;
    case 'in': {
      const options = [...new Set(condition[2])];
      if (options.length === 0) return NEVER;
      return options.length === 1 ? ['is', condition[1], options[0] as string] : ['in', condition[1], options];
    }
    case 'le':
      return (
        atMost(
          condition[1].map(([factor, term]) => [BigInt(factor), term]),
          BigInt(condition[2]),
        ) ?? condition
      );
    case 'count': {
      const [, parameter, options, min, max] = condition;
      // An option that is there twice counts twice, which no list of names says.
      if (new Set(options).size < options.length)
        return normaliseCondition(['among', options.map((option): Condition => ['has', parameter, option]), min, max]);
      return counted(options.length, min, max, (least, most) => ['count', parameter, options, least, most]);
    }
    case 'among': {
      const conditions = condition[1].map(normaliseCondition);
      return counted(conditions.length, condition[2], condition[3], (least, most) => [
        'among',
        conditions,
        least,
        most,
      ]);
    }
    case 'different': {
      const [, all, min, max] = condition;
      const parameters = [...new Set(all)];
      return counted(parameters.length, min, max, (least, most) => ['different', parameters, least, most]);
    }
    case 'table': {
      const rows = condition[2]
        .map((row) =>
          row.map((cell) => (Array.isArray(cell) && cell.length === 1 ? (cell[0] as string | number) : cell)),
        )
        .filter((row) => row.every((cell) => !Array.isArray(cell) || cell.length > 0));
      if (rows.length === 0) return NEVER;
      return condition[1].length === 0 ? ALWAYS : ['table', condition[1], rows];
    }
    case 'and':
    case 'or':
      return joined(condition[0], parts(condition).map(normaliseCondition));
    case 'not': {
      const inner = normaliseCondition(condition[1]);
      return inner[0] === 'not' ? inner[1] : ['not', inner];
    }
    default:
      return assertNever(condition);
  }
}

/** `and` or `or` of normalised conditions, flat. */
export function joined(word: 'and' | 'or', conditions: readonly Condition[]): Condition {
  const flat = conditions.flatMap((part) => (part[0] === word ? parts(part) : [part]));
  if (flat.length === 0) return word === 'and' ? ALWAYS : NEVER;
  return flat.length === 1 ? (flat[0] as Condition) : [word, ...flat];
}

/** The sum is at most `limit`, in normal form; null where a number would be too large to be exact. */
export function atMost(terms: readonly (readonly [bigint, string])[], limit: bigint): Condition | null {
  const sums = new Map<string, bigint>();
  for (const [factor, term] of terms) sums.set(term, (sums.get(term) ?? 0n) + factor);
  const left = [...sums].filter(([, factor]) => factor !== 0n);
  if (left.length === 0) return limit < 0n ? NEVER : ALWAYS;
  const divisor = gcd([limit, ...left.map(([, factor]) => factor)]);
  const ordered = [...left.filter(([, factor]) => factor > 0n), ...left.filter(([, factor]) => factor < 0n)];
  const factors = ordered.map(([term, factor]) => [safe(factor / divisor), term] as const);
  const most = safe(limit / divisor);
  if (most === null || factors.some(([factor]) => factor === null)) return null;
  return ['le', factors as readonly (readonly [number, string])[], most];
}

/** Whether some factor of the sum is positive: the side from which `=` is written. */
export function hasPositive(condition: Condition | undefined): boolean {
  return condition?.[0] === 'le' && condition[1].some(([factor]) => factor > 0);
}

function counted(all: number, min: number, max: number, form: (least: number, most: number) => Condition): Condition {
  const [least, most] = [Math.max(0, min), Math.min(all, max)];
  if (least > most) return NEVER;
  return all === 0 ? ALWAYS : form(least, most);
}
