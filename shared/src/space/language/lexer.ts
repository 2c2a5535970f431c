import { Flaw } from './language-error.ts';
import { say } from './said.ts';

export interface Token {
  readonly type: 'word' | 'number' | 'date' | 'text' | 'colour' | 'sign' | 'end';
  /** As written; the value of a text, the name of a word without its backticks and without what follows its dot. */
  readonly text: string;
  /** What follows the dot of a word: `chili` of `flavour.chili`. */
  readonly item: string | null;
  /** Between backticks: a name, whatever word of the language it looks like. */
  readonly isQuoted: boolean;
  /** First on its line. */
  readonly isFresh: boolean;
  /** UTF-16 units from the start of the text. */
  readonly start: number;
  readonly end: number;
}

const NAME = '[A-Za-z][A-Za-z0-9-]*';
const ITEM = `(?:\\.(?:${NAME}|\`${NAME}\`))?`;
/** White space, line end, comment, text, colour, day, number, word, sign. */
const TOKEN = new RegExp(
  '[ \\t]+|\\r?\\n|//[^\\r\\n]*|"(?:[^"\\\\\\r\\n]|\\\\[^\\r\\n])*"|#[0-9A-Za-z]+|' +
    `\\d{4}-\\d\\d-\\d\\d(?![\\d-])|\\d+(?:\\.\\d+)?|%|${NAME}${ITEM}|\`${NAME}\`${ITEM}|` +
    '\\.\\.|<=|>=|[-+*<>=:,()|]',
  'y',
);
/** Nobody sees them, half characters cannot be kept, and marks of direction could show a rule as what it is not. */
const INVISIBLE = /[\p{Cc}\p{Cs}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/u;
const ESCAPE = /\\(?:u\{([0-9a-fA-F]{1,6})\}|([\s\S]))/g;
/** More digits than any number of a space has, so that nobody can make the arithmetic slow. */
const MAX_DIGITS = 24;

/** Longer than a qualified name. */
const MAX_WORD = 100;

/** The tokens of `text` from `start` up to `end`, which is the end of a line; the last has the type `end`. */
export function tokensOf(text: string, start = 0, end = text.length): Token[] {
  const tokens: Token[] = [];
  let at = start;
  let isFresh = true;
  while (at < end) {
    TOKEN.lastIndex = at;
    const source = TOKEN.exec(text)?.[0];
    if (source === undefined) throw strange(text, at);
    const place = { start: at, end: at + source.length };
    at = place.end;
    const type = typeOf(source);
    if (type !== null) {
      tokens.push({ ...tokenOf(type, source, place), ...place, isFresh });
      isFresh = false;
    } else if (source.endsWith('\n')) isFresh = true;
    else if (source.startsWith('/')) refuseInvisible(source, place.start);
  }
  const last = tokens.at(-1)?.end ?? start;
  tokens.push({ type: 'end', text: '', item: null, isQuoted: false, isFresh: true, start: last, end: last });
  return tokens;
}

/** By its first character; null for what says nothing. */
function typeOf(source: string): Token['type'] | null {
  const first = source.charAt(0);
  if (/[A-Za-z`%]/.test(first)) return 'word';
  if (/\d/.test(first)) return source.charAt(4) === '-' ? 'date' : 'number';
  if (/[ \t\r\n/]/.test(first)) return null;
  return first === '"' ? 'text' : first === '#' ? 'colour' : 'sign';
}

function tokenOf(type: Token['type'], source: string, place: { start: number; end: number }) {
  const token = { type, text: source, item: null as string | null, isQuoted: false };
  if (type === 'text') return { ...token, text: valueOf(source, place.start) };
  if (type === 'colour') {
    if (!/^#[0-9a-fA-F]{6}$/.test(source))
      throw new Flaw(
        place,
        say`“${source.slice(0, MAX_WORD)}” is not a colour; write # and six hex digits, as in #dfe8ee`,
      );
    return { ...token, text: source.toLowerCase() };
  }
  if (type === 'number' && source.length > MAX_DIGITS)
    throw new Flaw(place, say`this number has more than ${MAX_DIGITS} digits`);
  if (type !== 'word') return token;
  if (source.length > MAX_WORD) throw new Flaw(place, say`a name has at most 40 characters`);
  const [name = '', item = null] = source.replaceAll('`', '').split('.');
  return { ...token, text: name, item, isQuoted: source.startsWith('`') };
}

/** The value of a text between its quotation marks. */
function valueOf(source: string, start: number): string {
  const tab = source.indexOf('\t');
  if (tab >= 0) throw invisible(source, tab, start + tab);
  refuseInvisible(source, start);
  return source
    .slice(1, -1)
    .replace(ESCAPE, (escape, hex: string | undefined, letter: string | undefined, at: number) => {
      const place = { start: start + 1 + at, end: start + 1 + at + escape.length };
      if (hex !== undefined) {
        const code = Number.parseInt(hex, 16);
        if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff))
          throw new Flaw(place, say`“${escape}” is not a character`);
        const character = String.fromCodePoint(code);
        if (INVISIBLE.test(character)) throw invisible(character, 0, place.start, place.end);
        return character;
      }
      if (letter === 'n') throw new Flaw(place, say`a text is one line; write a space instead of \\n`);
      if (letter === '"' || letter === '\\') return letter;
      throw new Flaw(place, say`“${escape}” means nothing in a text; there are \\" \\\\ and \\u{…}`, [
        '\\"',
        '\\\\',
        '\\u{…}',
      ]);
    });
}

function refuseInvisible(source: string, start: number): void {
  const at = source.replaceAll('\t', ' ').search(INVISIBLE);
  if (at >= 0) throw invisible(source, at, start + at);
}

function invisible(source: string, at: number, start: number, end = start + 1): Flaw {
  const code = source.codePointAt(at) ?? 0;
  const name = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  const what = code >= 0xd800 && code <= 0xdfff ? say`half a character` : say`an invisible character`;
  return new Flaw({ start, end }, say`${what} (${name}) cannot stand here; remove it`);
}

function strange(text: string, at: number): Flaw {
  const rest = text.slice(at).split(/\r?\n/, 1)[0] ?? '';
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
  const place = { start: at, end: at + character.length };
  if (character === '"') {
    return new Flaw(place, say`this text has no end on its line; close it with "`, ['"']);
  }
  if (INVISIBLE.test(character)) return invisible(text, at, at);
  if (character === '`')
    return new Flaw(place, say`a name between backticks is letters, digits and hyphens, as in \`not\``);
  if (/\s/.test(character)) return new Flaw(place, say`this is not an ordinary space; type it again`);
  if (/^['“”„‘’«»]/.test(rest))
    return new Flaw(place, say`texts stand between straight quotation marks: "…" instead of ${character}`, ['"']);
  if (/^[≤≥≠]/.test(rest))
    return new Flaw(place, say`write <= >= or not (… = …) instead of ${character}`, ['<=', '>=']);
  if (/\d/.test(text.charAt(at - 1)) && /^\.\d{3}/.test(rest))
    return new Flaw(place, say`thousands have no separator: write 1000000 instead of 1.000.000`);
  if (/^\.\d/.test(rest)) return new Flaw(place, say`write a digit before the point, as in 0.5`);
  return new Flaw(place, say`“${character}” has no meaning here`);
}
