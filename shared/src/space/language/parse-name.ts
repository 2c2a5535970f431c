import type { Parameter } from '../schema.ts';
import type { Cursor } from './cursor.ts';
import { noSuch } from './did-you-mean.ts';
import { Flaw } from './language-error.ts';
import type { Token } from './lexer.ts';
import type { RuleContext } from './rule-context.ts';
import { type Said, say } from './said.ts';
import { CONDITION_WORDS } from './words.ts';

function whatOf({ id, kind }: Parameter, item: string): Said {
  if (kind === 'mix') return say`item “${item}” in ${id}`;
  return kind === 'place' ? say`zone “${item}” in ${id}` : say`option “${item}” in ${id}`;
}

/** The parameter that a word names. */
export function parameterNamed(token: Token, context: RuleContext): Parameter {
  const parameter = context.parameters.get(token.text);
  if (parameter) return parameter;
  throw new Flaw(token, noSuch(say`parameter “${token.text}”`, token.text, context.parameters.keys()), undefined, true);
}

/** `item`, if the parameter has it. */
export function itemNamed(parameter: Parameter, item: string, token: Token, context: RuleContext): string {
  const items = context.items.get(parameter.id) ?? new Set();
  if (items.has(item)) return item;
  throw new Flaw(token, noSuch(whatOf(parameter, item), item, items), [...items].slice(0, 12), true);
}

/** The only parameter that has the option, item or zone which a word without a dot names. */
export function ownerOf(token: Token, context: RuleContext): string {
  const owners = context.owners.get(token.text) ?? [];
  const [first] = owners;
  if (first === undefined) throw new Flaw(token, unknown(token, context), undefined, true);
  if (owners.length === 1) return first;
  const forms = owners.map((owner) => `${owner}.${token.text}`);
  throw new Flaw(token, say`“${token.text}” is in several parameters; write ${forms.join(' or ')}`, forms);
}

function unknown({ text }: Token, { parameters, owners }: RuleContext): Said {
  const hyphens = [...text.matchAll(/-/g)].map(({ index }) => [text.slice(0, index), text.slice(index + 1)] as const);
  const difference = hyphens.find((sides) =>
    sides.every((side, index) => parameters.has(side) || owners.has(side) || (index === 1 && /^\d+$/.test(side))),
  );
  if (difference)
    return say`there is nothing called “${text}”; for a difference put spaces around the minus: ${difference.join(' - ')}`;
  return noSuch(say`parameter, option, item or zone “${text}”`, text, [
    ...new Set([...parameters.keys(), ...owners.keys()]),
  ]);
}

/** The next word as an option, item or zone of the parameter. */
export function readItem(cursor: Cursor, parameter: Parameter, context: RuleContext): string {
  const token = cursor.id(say`an option of “${parameter.id}”`);
  return itemNamed(parameter, token.text, token, context);
}

/** Whether a word names something: it is no word of the language. */
export function isName({ type, isQuoted, item, text }: Token): boolean {
  return type === 'word' && (isQuoted || item !== null || !CONDITION_WORDS.has(text));
}
