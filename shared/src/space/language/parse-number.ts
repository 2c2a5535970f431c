import { type Cursor, noThousands } from './cursor.ts';
import { type Decimal, decimalOf, inUnits, printDecimal, printPrice } from './decimal.ts';
import { Flaw } from './language-error.ts';
import type { Token } from './lexer.ts';
import { type Said, say, type Word } from './said.ts';
import { CLAUSE_WORDS } from './words.ts';

/** The largest whole number that is exact. */
export const MAX_INTEGER = Number.MAX_SAFE_INTEGER;
const MAX_CENTS = 100_000_000;
const CENTS_ONLY = say`a price is in whole cents: at most two decimals`;

/** A number as it was written, with its place. */
export interface Written extends Decimal {
  readonly start: number;
  readonly end: number;
}

export function readNumber(cursor: Cursor, what: Word): Written {
  const { start } = cursor.token;
  const isNegative = cursor.accept('-');
  const token = cursor.type('number', what);
  const number = decimalOf(token.text);
  return { places: number.places, digits: isNegative ? -number.digits : number.digits, start, end: token.end };
}

/** A number in units of 10^−`places`, within `min` … `max`. */
export function whole(number: Written, places: number, min: number, max: number, what: Word): number {
  const value = inUnits(number, places);
  if (value === null) {
    throw new Flaw(
      number,
      number.places > places ? say`${what} is a whole number` : say`${what} is too large a number`,
    );
  }
  if (value >= min && value <= max) return value;
  const shown = (limit: number): string => printDecimal(limit, places);
  throw new Flaw(number, value < min ? say`${what} is at least ${shown(min)}` : say`${what} is at most ${shown(max)}`);
}

/** `step 5`, `at most 4`: a whole number from 1. */
export function readCount(cursor: Cursor, what: Word, max = MAX_INTEGER): number {
  return whole(readNumber(cursor, say`number`), 0, 1, max, what);
}

export function isPrice(cursor: Cursor): boolean {
  return cursor.is('+') || cursor.is('-');
}

/** `+0.10`: the amount with its sign, not yet in cents. */
export function readPrice(cursor: Cursor): Written {
  if (!isPrice(cursor))
    throw cursor.flaw(say`a price is missing before ${cursor.shown()}; it begins with + or -`, ['+', '-']);
  const { start } = cursor.token;
  cursor.accept('+');
  return { ...readNumber(cursor, say`amount`), start };
}

/** Cents of a price. */
export function cents(price: Written, min = -MAX_CENTS, max = MAX_CENTS): number {
  if (price.places > 2) throw new Flaw(price, thousandths(price));
  return whole(price, 2, min, max, say`a price`);
}

/** What is wrong with three decimals and more: 1.000 is a thousand to many people, 0.105 is not in cents. */
function thousandths({ digits, places }: Written): Said {
  const amount = digits < 0n ? -digits : digits;
  const isThousand = places === 3 && amount >= 1000n && amount < 1_000_000n;
  return isThousand ? noThousands(String(amount), printDecimal(amount, places, true)) : CENTS_ONLY;
}

/** Cents for each last decimal of a number, from a price per unit. */
export function centsPerStep(price: Written, places: number, unit: string): number {
  if (price.places > 2 && inUnits(price, 2) !== null) throw new Flaw(price, thousandths(price));
  const value = inUnits({ ...price, places: price.places + places }, 2);
  if (value !== null && Math.abs(value) <= MAX_CENTS) return value;
  if (value !== null) throw new Flaw(price, say`a price is at most 1000000`);
  const last = `${printDecimal(1, places)} ${unit}`;
  const cent = 10n ** BigInt(places);
  const asked = (price.digits * 100n) / 10n ** BigInt(price.places);
  const below = ((asked < 0n ? asked - cent + 1n : asked) / cent) * cent;
  const near = [below, below + cent].map((amount) => `${printPrice(Number(amount))} per ${unit}`);
  throw new Flaw(price, say`a price is in whole cents for each ${last}: ${near.join(' or ')} would be right`);
}

/** `5..60`. */
export function readRange(cursor: Cursor): { min: Written; max: Written } {
  const min = readNumber(cursor, say`number`);
  cursor.expect('..', say`“..” and the most are missing, as in 5..60`);
  return { min, max: readNumber(cursor, say`number`) };
}

/** The unit of a price or a range: one word, or a text. */
export function unitWord(cursor: Cursor): Token {
  const token = cursor.token;
  const isWord = token.type === 'word' && token.item === null && !CLAUSE_WORDS.has(token.isQuoted ? '' : token.text);
  if (!isWord && token.type !== 'text')
    throw cursor.flaw(say`the unit is missing before ${cursor.shown()}, such as cm, % or "pieces"`, ['unit']);
  return cursor.next();
}
