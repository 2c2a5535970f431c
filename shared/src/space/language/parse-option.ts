import type { Parameter, SpaceOption } from '../schema.ts';
import type { Cursor } from './cursor.ts';
import { Flaw } from './language-error.ts';
import type { Token } from './lexer.ts';
import { cents, readPrice, readRange, unitWord, type Written } from './parse-number.ts';
import { say, type Word } from './said.ts';
import { derivedLabel } from './words.ts';

/** An option as it was written. */
export interface Item extends SpaceOption {
  readonly token: Token;
  readonly end: number;
  range?: { readonly min: Written; readonly max: Written };
  perUnit?: { readonly price: Written; readonly unit: Token };
}

/** `ridged "Ridged": +0.10, #dfe8ee note "…"`. */
export function readOption(cursor: Cursor, kind: Parameter['kind']): Item {
  const token = cursor.id(kind === 'place' ? say`a zone` : say`an option`);
  const item = { id: token.text, label: derivedLabel(token.text), token, end: token.end };
  if (kind !== 'place') readAttributes(cursor, kind, item);
  if (kind === 'colour' && !('colour' in item)) {
    throw new Flaw(token, say`the colour of “${token.text}” is missing, such as #dfe8ee`);
  }
  return { ...item, end: cursor.previous.end };
}

function readAttributes(cursor: Cursor, kind: Parameter['kind'], item: Item): void {
  if (cursor.token.type === 'text') item.label = cursor.text(say`label`);
  cursor.accept(':');
  for (;;) {
    const ahead = cursor.is(',') ? 1 : 0;
    const token = cursor.look(ahead);
    const isSign = cursor.is('+', ahead) || cursor.is('-', ahead);
    const isNote = cursor.is('note', ahead);
    if (!isSign && !isNote && token.type !== 'colour' && token.type !== 'number') return;
    if (ahead === 1) cursor.next();
    const once = (value: unknown, what: Word): void => {
      if (value !== undefined) throw new Flaw(token, say`the ${what} of “${item.id}” is there twice`);
    };
    if (isNote) {
      once(item.note, say`note`);
      cursor.next();
      item.note = cursor.text(say`note`);
    } else if (isSign) {
      const price = readPrice(cursor);
      if (cursor.accept('per')) {
        once(item.perUnit, say`price per unit`);
        if (kind !== 'mix') throw new Flaw(price, say`only an item of a mix has a price per unit`);
        item.perUnit = { price, unit: unitWord(cursor) };
      } else {
        once(item.priceCents, say`price`);
        item.priceCents = cents(price);
      }
    } else if (token.type === 'colour') {
      once(item.colour, say`colour`);
      item.colour = cursor.next().text;
    } else {
      if (kind !== 'mix')
        throw new Flaw(token, say`an option of a ${kind} has no amount; a price begins with + or -`, ['+', '-']);
      once(item.range, say`range`);
      item.range = readRange(cursor);
    }
  }
}
