import { CLAUSE_WORDS, CONDITION_WORDS, KINDS, STATEMENTS } from 'shared/space/language/words.ts';

export interface Piece {
  readonly kind: 'plain' | 'word' | 'name' | 'text' | 'number' | 'comment' | 'colour';
  readonly text: string;
}

const PIECES =
  /(\/\/.*)|("(?:[^"\\]|\\.)*"?)|(#[0-9a-fA-F]{6}\b)|(`[^`]*`?)|(\b\d[\d.]*\b)|([A-Za-z][\w-]*(?:\.[\w-]+)?)/g;
const KIND_OF_GROUP = ['comment', 'text', 'colour', 'name', 'number'] as const;
const WORDS: ReadonlySet<string> = new Set([
  ...CONDITION_WORDS,
  ...CLAUSE_WORDS,
  ...['one', 'of', 'none', 'with', 'any', 'most', 'least', 'different', 'allowed', 'characters', 'blocked', 'currency'],
  ...['base', 'summary', 'percent'],
]);
const BEGINNINGS: ReadonlySet<string> = new Set([...STATEMENTS, ...KINDS, 'price']);

/** A line in pieces of one colour each. A glance at words, not a reading: a name may look like a word of the language. */
export function piecesOf(line: string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  let begins = !/^\s/.test(line);
  let names = false;
  for (const match of line.matchAll(PIECES)) {
    if (match.index > at) pieces.push({ kind: 'plain', text: line.slice(at, match.index) });
    const [text] = match;
    at = match.index + text.length;
    const group = match.slice(1).findIndex((found) => found !== undefined);
    const known = KIND_OF_GROUP[group];
    if (known) pieces.push({ kind: known, text });
    else if (names) pieces.push({ kind: 'name', text });
    else pieces.push({ kind: (begins ? BEGINNINGS : WORDS).has(text) || WORDS.has(text) ? 'word' : 'plain', text });
    names = begins && BEGINNINGS.has(text) && text !== 'allowed';
    begins = false;
  }
  if (at < line.length) pieces.push({ kind: 'plain', text: line.slice(at) });
  return pieces;
}
