import { PRICE } from '../price-term.ts';
import type { Condition } from '../schema.ts';
import { gcd, printDecimal } from './decimal.ts';
import { atMost, hasPositive } from './normalise-condition.ts';
import { placesOf, type RuleContext } from './rule-context.ts';

/** A sum and the most that it may be. */
export type AtMost = Extract<Condition, readonly ['le', ...unknown[]]>;
const MIRRORED = { '<=': '>=', '>': '<', '=': '=' } as const;
/** Decimals that a printed factor or limit may have. */
const PLACES = 3;
/** The same beside the price. */
const PRICE_PLACES = 2;

/**
 * `waist <= 0.5*chest + 6`: positive terms on the left, negative ones on the right, in the units that people see.
 * @param sign what stands between the sides where the sum itself is “at most”: `>` for its opposite
 * @param name how a term is written
 */
export function printSum(
  [, terms, limit]: AtMost,
  sign: keyof typeof MIRRORED,
  context: RuleContext,
  name: (term: string) => string,
): string {
  const real = terms.map(([factor, term]) => [BigInt(factor) * 10n ** BigInt(placesOf(context, term)), term] as const);
  const left = real.filter(([factor]) => factor > 0n);
  const right = real.filter(([factor]) => factor < 0n).map(([factor, term]) => [-factor, term] as const);
  const numbers = [BigInt(limit), ...real.map(([factor]) => factor)];
  const places = terms.some(([, term]) => term === PRICE) ? PRICE_PLACES : PLACES;
  const one = 10n ** BigInt(places);
  const divisor = niceDivisor(numbers, one, left.length === 1 && right.length > 0 ? left[0]?.[0] : undefined);
  const number = (value: bigint): string => printDecimal((value * one) / divisor, places);
  const sum = (side: typeof real): string =>
    side.map(([factor, term]) => (factor === divisor ? name(term) : `${number(factor)}*${name(term)}`)).join(' + ');
  const most = BigInt(limit);
  if (left.length === 0) return `${sum(right)} ${MIRRORED[sign]} ${number(-most)}`;
  if (right.length === 0) return `${sum(left)} ${sign} ${number(most)}`;
  const rest = most === 0n ? '' : most > 0n ? ` + ${number(most)}` : ` - ${number(-most)}`;
  return `${sum(left)} ${sign} ${sum(right)}${rest}`;
}

/** Whether two conditions together say that a sum equals a number, written from the first. */
export function isEquation(first: Condition | undefined, second: Condition | undefined): first is AtMost {
  if (first?.[0] !== 'le' || second?.[0] !== 'le' || !hasPositive(first)) return false;
  const mirrored = atMost(
    first[1].map(([factor, term]) => [BigInt(-factor), term]),
    BigInt(-first[2]),
  );
  return JSON.stringify(mirrored) === JSON.stringify(second);
}

/**
 * What all numbers are divided by: a lone left side reads best without a factor, else small whole factors do.
 * @param one 10 to the power of the decimals that are printed
 */
function niceDivisor(numbers: readonly bigint[], one: bigint, alone: bigint | undefined): bigint {
  const candidates = [...(alone === undefined ? [] : [alone]), gcd(numbers.slice(1))];
  const isShort = (divisor: bigint) => numbers.every((number) => (number * one) % divisor === 0n);
  return candidates.find(isShort) ?? gcd(numbers);
}
