import type { Parameter } from '../schema.ts';
import type { Cursor } from './cursor.ts';
import { Flaw } from './language-error.ts';
import type { Token } from './lexer.ts';
import { isName } from './parse-name.ts';
import { AFTER_TERM } from './parse-sum.ts';
import type { RuleContext } from './rule-context.ts';
import { say, type Word } from './said.ts';

/**
 * One or more, with commas between, no name twice.
 * @param belongs whether a name could be one more of the list
 */
export function readList<T>(cursor: Cursor, read: () => T, belongs: (token: Token) => boolean): T[] {
  const list: T[] = [];
  const names = new Set<string>();
  do {
    const token = cursor.token;
    list.push(read());
    if (cursor.previous !== token) continue;
    const name = `${token.text}.${token.item ?? ''}`;
    if (names.has(name)) throw new Flaw(token, say`“${token.text}” is there twice`);
    names.add(name);
  } while (cursor.accept(','));
  refuseRunOn(cursor, belongs, say`in a list commas stand before every name; or put the list in parentheses`);
  return list;
}

/**
 * `none of a, b and c` would need c, and `no a or b` would be fulfilled by b: not what people read. Refuses a lone name
 * behind `and` or `or` at the cursor.
 */
export function refuseRunOn(cursor: Cursor, belongs: (token: Token) => boolean, message: Word): void {
  if (!cursor.is('and') && !cursor.is('or')) return;
  const token = cursor.look(1);
  const isLone = isName(token) && !['is', 'has', ...AFTER_TERM].some((word) => cursor.is(word, 2));
  if (isLone && belongs(token)) throw new Flaw(token, message);
}

/** Whether a name could be an option of the parameter. */
export function optionOf({ id }: Parameter, { items }: RuleContext): (token: Token) => boolean {
  return ({ text, item }) => (item === null ? (items.get(id)?.has(text) ?? false) : text === id);
}
