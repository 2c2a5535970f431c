import type { Condition } from '../schema.ts';
import type { Cursor } from './cursor.ts';
import { decimalOf, inUnits } from './decimal.ts';
import { readList } from './parse-list.ts';
import { isName, parameterNamed } from './parse-name.ts';
import type { RuleContext } from './rule-context.ts';
import { say } from './said.ts';

/** Whether a count begins here. */
export function isCount(cursor: Cursor): boolean {
  if (cursor.is('at') || cursor.is('exactly') || cursor.is('between')) return true;
  return cursor.is('none') && (cursor.is('of', 1) || cursor.is('different', 1));
}

/**
 * `at most 2 of a, b, c`, `exactly 3 different of p, q, r`.
 * @param readPart reads one of what is counted
 */
export function readCount(cursor: Cursor, context: RuleContext, readPart: () => Condition): Condition {
  const [least, most] = readLimits(cursor);
  const isDifferent = cursor.accept('different');
  cursor.expect('of');
  const start = cursor.token;
  if (isDifferent) {
    const readParameter = (): string => {
      const token = cursor.id(say`a parameter`);
      const parameter = parameterNamed(token, context);
      if (parameter.kind === 'one' || parameter.kind === 'colour') return parameter.id;
      throw cursor.flaw(
        say`“${token.text}” is a ${parameter.kind}; options are compared of one and colour`,
        undefined,
        token,
      );
    };
    const parameters = readList(cursor, readParameter, ({ text }) => context.parameters.has(text));
    return ['different', parameters, least, most ?? parameters.length];
  }
  let isNames = true;
  const readNext = (): Condition => {
    isNames &&= isName(cursor.token);
    return readPart();
  };
  const conditions = readList(cursor, readNext, () => true);
  const end = most ?? conditions.length;
  if (least > conditions.length) {
    throw cursor.flaw(say`there are only ${conditions.length} to count`, undefined, {
      ...start,
      end: cursor.previous.end,
    });
  }
  const options = conditions.flatMap((part) => (part[0] === 'has' ? [part] : []));
  const parameter = options[0]?.[1] ?? '';
  const isOfOne = options.length === conditions.length && options.every((part) => part[1] === parameter);
  if (!isNames || !isOfOne || context.parameters.get(parameter)?.kind !== 'many')
    return ['among', conditions, least, end];
  return ['count', parameter, options.map((part) => part[2]), least, end];
}

/** The least and the most; null for all. */
function readLimits(cursor: Cursor): [number, number | null] {
  const number = (): number => {
    const token = cursor.type('number', say`number`);
    const value = inUnits(decimalOf(token.text), 0);
    if (value === null) throw cursor.flaw(say`a count is a whole number`, undefined, token);
    return value;
  };
  if (cursor.accept('none')) return [0, 0];
  if (cursor.accept('at')) {
    if (cursor.accept('most')) return [0, number()];
    cursor.expect('least', say`“most” or “least” is missing after “at”`);
    return [number(), null];
  }
  if (cursor.accept('exactly')) {
    const value = number();
    return [value, value];
  }
  cursor.expect('between');
  const least = number();
  cursor.expect('and');
  const start = cursor.token;
  const most = number();
  if (most < least) throw cursor.flaw(say`the most, ${most}, is less than the least, ${least}`, undefined, start);
  return [least, most];
}
