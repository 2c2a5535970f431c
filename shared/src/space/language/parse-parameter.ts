import type { Localized } from '../../localized.ts';
import { PRICE } from '../price-term.ts';
import type { Parameter } from '../schema.ts';
import type { Cursor } from './cursor.ts';
import { some } from './did-you-mean.ts';
import { Flaw } from './language-error.ts';
import type { Token } from './lexer.ts';
import type { Draft } from './parameter-draft.ts';
import {
  isPrice,
  MAX_INTEGER,
  readCount,
  readNumber,
  readPrice,
  readRange,
  unitWord,
  whole,
  type Written,
} from './parse-number.ts';
import { type Item, readOption } from './parse-option.ts';
import { buildParameter } from './build-parameter.ts';
import { say } from './said.ts';
import { CLAUSE_WORDS, derivedLabel } from './words.ts';

type Kind = Parameter['kind'];

const LIMITS: Partial<Record<Kind, number>> = { one: 2000, colour: 2000, many: 200, mix: 100, place: 40 };

/** The clauses that each kind has, as a person would name them. */
const CLAUSES: Record<Kind, readonly string[]> = {
  one: ['option', 'help', 'default'],
  colour: ['option', 'help', 'default'],
  many: ['option', 'help', 'default'],
  number: ['range', 'step', 'price', 'help', 'default'],
  mix: ['total', 'step', 'at', 'option', 'help', 'default'],
  text: ['range', 'up', 'letters', 'blocked', 'help', 'default'],
  place: ['option', 'at', 'help'],
};

/** A statement such as `one cut "Cut": thin, ridged +0.10`, from its kind to its end. */
export function readParameter(cursor: Cursor, section: string): { parameter: Parameter; options: readonly Item[] } {
  const kind = cursor.next().text as Kind;
  const id = cursor.id(say`the parameter`);
  if (id.text === PRICE) throw new Flaw(id, say`“price” is what everything costs; give the parameter another name`);
  const label = cursor.token.type === 'text' ? cursor.text(say`label`) : derivedLabel(id.text);
  cursor.expect(':');
  const draft: Draft = { head: { id: id.text, label }, id, items: [] };
  if (cursor.is(',')) throw unexpected(cursor, kind);
  while (!cursor.atEnd) readClause(cursor, kind, draft);
  return { parameter: buildParameter(kind, draft, section), options: draft.items };
}

function readClause(cursor: Cursor, kind: Kind, draft: Draft): void {
  const isNext = cursor.accept(',');
  const clause = clauseAt(cursor);
  if (clause === null || !CLAUSES[kind].includes(clause)) throw unexpected(cursor, kind);
  if (clause === 'option') {
    if (draft.items.length > 0 && !isNext && !cursor.token.isFresh) {
      throw cursor.flaw(say`a comma or a new line is missing before ${cursor.shown()}`, [',']);
    }
    const most = LIMITS[kind] ?? 0;
    if (draft.items.length >= most) throw cursor.flaw(say`a ${kind} has at most ${most} options`);
    draft.items.push(readOption(cursor, kind));
    return;
  }
  const token = cursor.token;
  const once = (value: unknown): void => {
    if (value !== undefined)
      throw cursor.flaw(clause === 'range' ? say`the range is there twice` : say`“${token.text}” is there twice`);
  };
  if (clause === 'range') {
    once(draft.range ?? draft.upTo);
    draft.range = readRange(cursor);
    if (kind === 'text') cursor.expect('characters');
    else draft.unit = readUnit(cursor, draft);
  } else if (clause === 'price') {
    once(draft.perUnit);
    const price = readPrice(cursor);
    cursor.expect('per', say`“per ${draft.unit?.en ?? 'unit'}” is missing after the price`);
    draft.perUnit = { price, unit: unitWord(cursor) };
  } else {
    cursor.next();
    readWordClause(cursor, kind, draft, clause, once);
  }
}

function readWordClause(
  cursor: Cursor,
  kind: Kind,
  draft: Draft,
  clause: string,
  once: (value: unknown) => void,
): void {
  switch (clause) {
    case 'help':
      once(draft.help);
      draft.help = cursor.text(say`help`);
      return;
    case 'step':
      once(draft.step);
      draft.step = readNumber(cursor, say`number`);
      return;
    case 'total':
      once(draft.total);
      draft.total = readCount(cursor, say`the total`, 100_000);
      draft.unit = readUnit(cursor, draft);
      return;
    case 'at': {
      once(draft.atMost);
      cursor.expect('most');
      const number = readNumber(cursor, say`number`);
      draft.atMost =
        kind === 'mix'
          ? whole(number, 0, 1, MAX_INTEGER, say`the most items`)
          : whole(number, 0, 0, 200, say`the most elements`);
      return;
    }
    case 'up':
      once(draft.upTo ?? draft.range);
      cursor.expect('to');
      draft.upTo = readNumber(cursor, say`number`);
      cursor.expect('characters');
      return;
    case 'letters':
      once(draft.letters);
      draft.letters = cursor.words(say`letters`, 400);
      return;
    case 'blocked':
      once(draft.blocked);
      draft.blocked = [];
      do draft.blocked.push(cursor.words(say`word`, 40));
      while (cursor.is(',') && cursor.look(1).type === 'text' && cursor.accept(','));
      return;
    default:
      once(draft.chosen);
      draft.chosen = readDefault(cursor, kind);
  }
}

function clauseAt(cursor: Cursor): string | null {
  const { type, isQuoted, item, text } = cursor.token;
  if (isPrice(cursor)) return cursor.look(1).type === 'number' && cursor.is('..', 2) ? 'range' : 'price';
  if (type === 'number') return 'range';
  if (type !== 'word' || item !== null || text === '%') return null;
  return !isQuoted && CLAUSE_WORDS.has(text) ? text : 'option';
}

function unexpected(cursor: Cursor, kind: Kind): Flaw {
  const names: Record<string, string> = { range: '2..18', price: '+0.10 per unit', at: 'at most', up: 'up to' };
  const expected = CLAUSES[kind].map((clause) =>
    clause === 'option' ? (kind === 'place' ? 'a zone' : 'an option') : (names[clause] ?? clause),
  );
  return cursor.flaw(say`${cursor.shown()} is not expected in a ${kind}; it has ${some(expected)}`, expected);
}

/** `cm` is the same word in every language of the label; `"piece" nl "stuk"` says each. */
function readUnit(cursor: Cursor, { head: { label } }: Draft): Localized {
  if (cursor.token.type === 'text') return cursor.text(say`unit`);
  const { text } = unitWord(cursor);
  return { en: text, ...(label.nl === undefined ? {} : { nl: text }), ...(label.de === undefined ? {} : { de: text }) };
}

function readDefault(cursor: Cursor, kind: Kind): NonNullable<Draft['chosen']> {
  const token = cursor.previous;
  const chosen = { token, ids: [] as Token[], amounts: [] as Written[], text: null as string | null };
  if (kind === 'text') return { ...chosen, text: cursor.type('text', say`text`).text };
  if (kind === 'number') return { ...chosen, amounts: [readNumber(cursor, say`number`)] };
  if (!isName(cursor, 0)) throw cursor.flaw(say`the name of an option is missing after “default”`, ['name'], token);
  do {
    chosen.ids.push(cursor.id(say`an option`));
    if (kind === 'mix') chosen.amounts.push(readNumber(cursor, say`amount`));
  } while (isName(cursor, 1) && cursor.accept(','));
  return chosen;
}

function isName(cursor: Cursor, ahead: number): boolean {
  const token = cursor.look(ahead);
  return token.type === 'word' && (token.isQuoted || !CLAUSE_WORDS.has(token.text));
}
