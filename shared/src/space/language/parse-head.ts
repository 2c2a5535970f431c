import type { Space } from '../schema.ts';
import type { Cursor } from './cursor.ts';
import { Flaw } from './language-error.ts';
import { cents, readNumber } from './parse-number.ts';
import { say } from './said.ts';
import { derivedLabel } from './words.ts';

/** What a space says of itself. */
export type SpaceHead = Pick<Space, 'schema' | 'id' | 'label' | 'summary' | 'currency' | 'basePriceCents'>;

/** `space krokant "Krokant crisps"` with its summary, currency and base price. */
export function readHead(cursor: Cursor): SpaceHead {
  cursor.next();
  const id = cursor.id(say`the space`).text;
  const label = cursor.token.type === 'text' ? cursor.text(say`label`) : derivedLabel(id);
  const head: SpaceHead = { schema: 'space/2', id, label, summary: label, currency: 'EUR', basePriceCents: 0 };
  const seen = new Set<string>();
  while (!cursor.atEnd) {
    const token = cursor.token;
    if (seen.has(token.text)) throw new Flaw(token, say`“${token.text}” is there twice`);
    seen.add(token.text);
    if (cursor.accept('summary')) head.summary = cursor.text(say`summary`);
    else if (cursor.accept('currency')) head.currency = readCurrency(cursor);
    else if (cursor.accept('base')) head.basePriceCents = cents(readNumber(cursor, say`amount`), 0, 1_000_000_000);
    else if (cursor.accept('version')) head.schema = readVersion(cursor);
    else {
      const expected = ['summary', 'currency', 'base'];
      throw cursor.flaw(say`${cursor.shown()} is not expected here; a space has ${expected.join(', ')}`, expected);
    }
  }
  return head;
}

function readVersion(cursor: Cursor): SpaceHead['schema'] {
  const token = cursor.type('number', say`version`);
  if (token.text !== '1' && token.text !== '2') throw new Flaw(token, say`the version is 1 or 2`, ['1', '2']);
  return `space/${token.text}`;
}

function readCurrency(cursor: Cursor): string {
  const token = cursor.type('word', say`a currency such as EUR`);
  if (!/^[A-Z]{3}$/.test(token.text) || token.item !== null)
    throw new Flaw(token, say`a currency is three capital letters, such as EUR`);
  return token.text;
}
