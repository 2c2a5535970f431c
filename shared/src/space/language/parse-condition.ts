import type { Condition, Parameter } from '../schema.ts';
import { Cursor } from './cursor.ts';
import { Flaw, orLanguageError } from './language-error.ts';
import { tokensOf } from './lexer.ts';
import { ALWAYS, NEVER, joined, normaliseCondition } from './normalise-condition.ts';
import { isCount, readCount } from './parse-count.ts';
import { optionOf, readList, refuseRunOn } from './parse-list.ts';
import { isName, itemNamed, ownerOf, parameterNamed, readItem } from './parse-name.ts';
import { isSum, parseComparison } from './parse-sum.ts';
import { isTable, readTable } from './parse-table.ts';
import type { RuleContext } from './rule-context.ts';
import { say, type Word } from './said.ts';

/** Deeper than any person reads, and far from the end of the stack. */
const MAX_DEPTH = 100;

/**
 * A condition in words, such as `engine is electric and no tow-bar`, in normal form.
 * @throws LanguageError
 */
export function parseCondition(text: string, context: RuleContext): Condition {
  return orLanguageError(text, () => {
    const cursor = new Cursor(tokensOf(text));
    const condition = readCondition(cursor, context);
    if (!cursor.atEnd) throw cursor.flaw(say`the condition should end before ${cursor.shown()}`, ['and', 'or']);
    return condition;
  });
}

/**
 * The condition that begins at the cursor, in normal form; as long as it goes.
 * @param isExcluded whether it stands behind `excludes`, where a bare `and` could mean two things
 */
export function readCondition(cursor: Cursor, context: RuleContext, isExcluded = false): Condition {
  const { start } = cursor.token;
  const condition = normaliseCondition(readOr(cursor, context, 0, isExcluded));
  if (condition.length <= 2000) return condition;
  throw new Flaw({ start, end: cursor.previous.end }, say`a condition joins at most 1,999 others`);
}

function readOr(cursor: Cursor, context: RuleContext, depth: number, isExcluded = false): Condition {
  const sides = [readAnd(cursor, context, depth, isExcluded)];
  while (cursor.accept('or')) sides.push(readAnd(cursor, context, depth, isExcluded));
  return joined('or', sides);
}

function readAnd(cursor: Cursor, context: RuleContext, depth: number, isExcluded: boolean): Condition {
  const sides = [readOne(cursor, context, depth)];
  while (cursor.is('and')) {
    if (isExcluded) throw cursor.flaw(EXCLUDED_AND, ['or'], cursor.look(1));
    cursor.next();
    sides.push(readOne(cursor, context, depth));
  }
  return joined('and', sides);
}

const EXCLUDED_AND = say`write “excludes … or …” where each is excluded, or “excludes (… and …)” where only both together are`;
const NO_MORE = say`“no” and “not” hold for one name only; write them before every name, or put the list in parentheses`;

function readOne(cursor: Cursor, context: RuleContext, depth: number): Condition {
  if (depth > MAX_DEPTH) throw cursor.flaw(say`parentheses and “not” go at most ${MAX_DEPTH} deep`);
  if (cursor.is('(')) return readParentheses(cursor, context, depth);
  if (cursor.accept('not') || cursor.accept('no')) return readNot(cursor, context, depth);
  if (cursor.accept('always')) return ALWAYS;
  if (cursor.accept('never')) return NEVER;
  if (isCount(cursor)) return readCount(cursor, context, () => readOne(cursor, context, depth + 1));
  if (isSum(cursor)) return parseComparison(cursor, context);
  return readWord(cursor, context);
}

/** What follows `not` or `no`. */
function readNot(cursor: Cursor, context: RuleContext, depth: number): Condition {
  const isOpen = !cursor.is('(');
  const isIs = cursor.is('is', 1);
  const inner = readOne(cursor, context, depth + 1);
  const parameter = isIs && inner[0] === 'is' ? context.parameters.get(inner[1]) : undefined;
  if (isOpen && (inner[0] === 'is' || inner[0] === 'has'))
    refuseRunOn(cursor, parameter ? optionOf(parameter, context) : () => true, NO_MORE);
  return ['not', inner];
}

function readParentheses(cursor: Cursor, context: RuleContext, depth: number): Condition {
  if (isTable(cursor)) return readTable(cursor, context);
  cursor.next();
  const inner = readOr(cursor, context, depth + 1);
  cursor.expect(')');
  return inner;
}

/** What begins with a name: `body is hatch`, `extras has no roof-rack`, `roof-rack`, `extras.roof-rack`. */
function readWord(cursor: Cursor, context: RuleContext): Condition {
  const token = cursor.token;
  if (!isName(token)) {
    throw cursor.flaw(say`a condition is missing before ${cursor.shown()}`, ['name', 'not', '(']);
  }
  cursor.next();
  if (token.item !== null) {
    const parameter = parameterNamed(token, context);
    return chosen(parameter, itemNamed(parameter, token.item, token, context));
  }
  if (cursor.accept('is')) return readIs(cursor, expectKind(cursor, parameterNamed(token, context), 'is'), context);
  if (cursor.accept('has')) {
    const parameter = expectKind(cursor, parameterNamed(token, context), 'has');
    const isNot = cursor.accept('no');
    const condition = chosen(parameter, readItem(cursor, parameter, context));
    if (!isNot) return condition;
    refuseRunOn(cursor, optionOf(parameter, context), NO_MORE);
    return ['not', condition];
  }
  const parameter = context.parameters.get(token.text);
  if (parameter)
    throw cursor.flaw(say`say what about “${token.text}”: ${exampleOf(parameter, context)}`, undefined, token);
  const owner = ownerOf(token, context);
  return chosen(parameterNamed({ ...token, text: owner }, context), token.text);
}

function readIs(cursor: Cursor, parameter: Parameter, context: RuleContext): Condition {
  let isNot = cursor.accept('not');
  let condition: Condition;
  if ((cursor.is('one') || (cursor.is('none') && !isNot)) && cursor.is('of', 1)) {
    isNot ||= cursor.is('none');
    cursor.next();
    cursor.next();
    const read = (): string => readItem(cursor, parameter, context);
    condition = ['in', parameter.id, readList(cursor, read, optionOf(parameter, context))];
  } else {
    condition = ['is', parameter.id, readItem(cursor, parameter, context)];
    if (isNot) refuseRunOn(cursor, optionOf(parameter, context), NO_MORE);
  }
  return isNot ? ['not', condition] : condition;
}

function chosen({ kind, id }: Parameter, item: string): Condition {
  return kind === 'one' || kind === 'colour' ? ['is', id, item] : ['has', id, item];
}

/** The parameter, if it is one of which options are (`is`) or in which they are (`has`). */
function expectKind(cursor: Cursor, parameter: Parameter, word: 'is' | 'has'): Parameter {
  const kinds = word === 'is' ? ['one', 'colour'] : ['many', 'mix', 'place'];
  if (kinds.includes(parameter.kind)) return parameter;
  const { id, kind } = parameter;
  const right =
    kind === 'number'
      ? `${id} = …`
      : kind === 'text'
        ? say`no rule can speak of it`
        : `${id} ${word === 'is' ? 'has' : 'is'} …`;
  throw cursor.flaw(say`“${id}” is a ${kind}: ${right}`, undefined, cursor.look(-2));
}

function exampleOf({ id, kind }: Parameter, context: RuleContext): Word {
  const item = context.items.get(id)?.values().next().value ?? '';
  if (kind === 'number') return `${id} >= …`;
  if (kind === 'text') return say`no rule can speak of a text`;
  return kind === 'one' || kind === 'colour' ? `${id} is ${item}` : `${id} has ${item}`;
}
