import { PRICE } from '../price-term.ts';
import type { Condition } from '../schema.ts';
import { type Cursor, isThousands, noThousands } from './cursor.ts';
import { type Decimal, decimalOf, printDecimal } from './decimal.ts';
import { Flaw } from './language-error.ts';
import type { Token } from './lexer.ts';
import { atMost, hasPositive, joined } from './normalise-condition.ts';
import { itemNamed, ownerOf, parameterNamed } from './parse-name.ts';
import { type AtMost, isEquation } from './print-sum.ts';
import { valuesBeside } from './reachable-value.ts';
import { placesOf, type RuleContext } from './rule-context.ts';
import { say } from './said.ts';

const COMPARISONS = ['<=', '>=', '<', '>', '='];
/** What stands behind a term, so that it is no lone name. */
export const AFTER_TERM = [...COMPARISONS, '+', '-', '*'];

/** More than all numbers, amounts and zones that a space may have. */
const MAX_ADDENDS = 20_000;

/** A number times a term, or a number alone where the term is null. */
type Addend = Decimal & { readonly term: string | null };

/** Whether a comparison of sums begins here. */
export function isSum(cursor: Cursor): boolean {
  const { type } = cursor.token;
  if (type === 'number' || cursor.is('-') || cursor.is('+') || cursor.is(PRICE)) return true;
  return type === 'word' && AFTER_TERM.some((sign) => cursor.is(sign, 1));
}

/** `waist <= 0.5*chest + 6`, in the units that people see; exact. */
export function parseComparison(cursor: Cursor, context: RuleContext): Condition {
  const start = cursor.token;
  const numbers: Token[] = [];
  const left = parseSum(cursor, context, numbers);
  const sign = cursor.token;
  if (!isComparison(cursor)) throw cursor.flaw(say`a comparison is missing before ${cursor.shown()}`, COMPARISONS);
  cursor.next();
  const right = parseSum(cursor, context, numbers);
  if (isComparison(cursor))
    throw cursor.flaw(say`only two sides are compared; join two comparisons with “and”`, ['and']);
  const place = { start: start.start, end: cursor.previous.end };
  if ([...left, ...right].some(({ term }) => term === PRICE)) for (const number of numbers) refuseThousandths(number);
  const difference = [...left, ...right.map(negated)];
  const below = () => atMostZero(difference, context, place);
  const above = () => atMostZero(difference.map(negated), context, place);
  switch (sign.text) {
    case '<=':
      return below();
    case '>=':
      return above();
    case '<':
      return ['not', above()];
    case '>':
      return ['not', below()];
    default: {
      const sides = [below(), above()];
      const [most, least] = hasPositive(sides[0]) ? sides : sides.reverse();
      if (isEquation(most, least)) refuseUnreachable(most, context, place);
      return joined('and', sides);
    }
  }
}

/** What is equal to a value that it never has is a slip, and would forbid what nobody meant to forbid. */
function refuseUnreachable(equation: AtMost, context: RuleContext, place: { start: number; end: number }): void {
  const beside = valuesBeside(equation, context);
  if (beside === null) return;
  const [term = ''] = equation[1].map(([, name]) => name);
  const shown = beside.map((value) => printDecimal(value, placesOf(context, term)));
  const [first = '', second] = shown;
  throw new Flaw(
    place,
    second === undefined
      ? say`“${term}” never has this value; the nearest that it can have is ${first}`
      : say`“${term}” never has this value; the nearest that it can have are ${first} and ${second}`,
  );
}

function isComparison(cursor: Cursor): boolean {
  return COMPARISONS.some((sign) => cursor.is(sign));
}

/** Beside the price “1.000” would be read as one, where many people write a thousand so. */
function refuseThousandths(number: Token): void {
  const [whole = '', decimals = ''] = number.text.split('.');
  if (decimals.length <= 2) return;
  const message = isThousands(whole, decimals)
    ? noThousands(whole + decimals, number.text)
    : say`numbers beside the price have at most two decimals`;
  throw new Flaw(number, message);
}

/** @param numbers takes the numbers that are read */
function parseSum(cursor: Cursor, context: RuleContext, numbers: Token[]): Addend[] {
  const addends: Addend[] = [];
  do {
    let isNegative = false;
    if (addends.length > 0 || cursor.is('+') || cursor.is('-')) isNegative = cursor.next().text === '-';
    if (addends.length >= MAX_ADDENDS) throw cursor.flaw(say`a sum has at most 20,000 terms`);
    if (cursor.token.type === 'number') numbers.push(cursor.token);
    const addend = parseAddend(cursor, context);
    addends.push(isNegative ? negated(addend) : addend);
  } while (cursor.is('+') || cursor.is('-'));
  return addends;
}

function parseAddend(cursor: Cursor, context: RuleContext): Addend {
  if (cursor.token.type === 'number') {
    const number = decimalOf(cursor.next().text);
    return cursor.accept('*') ? { ...number, term: parseTerm(cursor, context) } : { ...number, term: null };
  }
  if (cursor.is('(')) throw cursor.flaw(say`a sum has no parentheses; multiply each term by itself`);
  const term = parseTerm(cursor, context);
  if (cursor.is('*')) throw cursor.flaw(say`the number stands before the term, as in 0.5*chest`);
  return { digits: 1n, places: 0, term };
}

function parseTerm(cursor: Cursor, context: RuleContext): string {
  const token = cursor.token;
  if (token.type !== 'word')
    throw cursor.flaw(say`a number or a name is missing before ${cursor.shown()}`, ['number', 'name']);
  if (cursor.accept(PRICE)) return PRICE;
  cursor.next();
  if (token.item !== null) {
    const parameter = parameterNamed(token, context);
    return `${parameter.id}.${itemNamed(parameter, token.item, token, context)}`;
  }
  const parameter = context.parameters.get(token.text);
  if (parameter === undefined) return `${ownerOf(token, context)}.${token.text}`;
  if (parameter.kind !== 'number' && parameter.kind !== 'place')
    throw notANumber(token, parameter.kind, cursor, context);
  return parameter.id;
}

function notANumber(token: Token, kind: string, cursor: Cursor, context: RuleContext): Flaw {
  const right = cursor.look(1);
  if (cursor.is('=') && kind !== 'text' && right.type === 'word' && right.item === null) {
    const verb = kind === 'one' || kind === 'colour' ? 'is' : 'has';
    return new Flaw(
      token,
      say`“${token.text}” is a ${kind}, not a number; write “${token.text} ${verb} ${right.text}”`,
    );
  }
  const item = context.items.get(token.text)?.values().next().value;
  const hint = item === undefined ? '' : say`; write for example ${token.text}.${item}`;
  return new Flaw(token, say`“${token.text}” is a ${kind}, not a number${hint}`);
}

/** Brings all numbers to integers: those of JSON, times one power of ten. */
function atMostZero(sum: readonly Addend[], context: RuleContext, place: { start: number; end: number }): Condition {
  const scaled = sum.map(({ digits, places, term }) => ({
    digits,
    term,
    places: places + (term === null ? 0 : placesOf(context, term)),
  }));
  const most = Math.max(...scaled.map(({ places }) => places));
  const units = scaled.map(({ digits, places, term }) => ({ term, units: digits * 10n ** BigInt(most - places) }));
  const limit = units.reduce((total, { term, units: number }) => (term === null ? total - number : total), 0n);
  const terms = units.flatMap(({ term, units: number }) => (term === null ? [] : [[number, term] as const]));
  const condition = atMost(terms, limit);
  if (condition === null) throw new Flaw(place, say`the numbers of this comparison are too large to be exact`);
  return condition;
}

function negated(addend: Addend): Addend {
  return { ...addend, digits: -addend.digits };
}
