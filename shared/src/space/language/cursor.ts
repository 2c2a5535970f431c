import type { Localized } from '../../localized.ts';
import { Flaw } from './language-error.ts';
import type { Token } from './lexer.ts';
import { type Said, say, spoken, type Word } from './said.ts';
import { ID, idProblem, MAX_TEXT } from './words.ts';

/** Whether two groups of digits are rather one number than two with decimals. */
export function isThousands(left: string, right: string): boolean {
  return /^[1-9]\d{0,2}$/.test(left) && /^\d{3}$/.test(right);
}

export function noThousands(right: string, written: string): Said {
  return say`thousands have no separator: write ${right} instead of ${written}`;
}

/** Reads tokens from left to right. */
export class Cursor {
  private readonly tokens: readonly Token[];
  private index = 0;

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
  }

  get token(): Token {
    return this.look(0);
  }

  get atEnd(): boolean {
    return this.token.type === 'end';
  }

  /** The token read last. */
  get previous(): Token {
    return this.look(-1);
  }

  look(ahead: number): Token {
    return (this.tokens[this.index + ahead] ?? this.tokens.at(-1)) as Token;
  }

  next(): Token {
    const token = this.token;
    if (token.type !== 'end') this.index += 1;
    return token;
  }

  /** Whether the token `ahead` is this sign, or this word of the language. */
  is(text: string, ahead = 0): boolean {
    const token = this.look(ahead);
    return (
      token.text === text && token.item === null && !token.isQuoted && (token.type === 'sign' || token.type === 'word')
    );
  }

  accept(text: string): boolean {
    if (!this.is(text)) return false;
    this.next();
    return true;
  }

  expect(text: string, message: Word = say`“${text}” is missing before ${this.shown()}`): Token {
    if (!this.is(text)) throw this.flaw(message, [text]);
    return this.next();
  }

  /** The next token as an id: `cabrio`. */
  id(what: Word): Token {
    const token = this.token;
    if (token.type !== 'word' || token.item !== null || token.text === '%') {
      throw this.flaw(say`the name of ${what} is missing before ${this.shown()}`, ['name']);
    }
    if (!ID.test(token.text)) throw this.flaw(idProblem(token.text));
    return this.next();
  }

  type(type: Token['type'], what: Word): Token {
    if (this.token.type !== type) throw this.flaw(say`${what} is missing before ${this.shown()}`, [spoken(what)]);
    return this.next();
  }

  /** `"Flavour" nl "Smaak"`. */
  text(what: Word): Localized {
    const text: { en: string; nl?: string; de?: string } = { en: this.words(what, MAX_TEXT) };
    for (;;) {
      const language = this.is('nl') ? 'nl' : this.is('de') ? 'de' : null;
      if (language === null || this.look(1).type !== 'text') break;
      if (text[language] !== undefined) throw this.flaw(say`there are two texts in “${language}”`);
      this.next();
      text[language] = this.words(what, MAX_TEXT);
    }
    const { en, nl, de } = text;
    return { en, ...(nl === undefined ? {} : { nl }), ...(de === undefined ? {} : { de }) };
  }

  /** A text of one language with 1 … `most` characters. */
  words(what: Word, most: number): string {
    const token = this.type('text', say`"${what}"`);
    const length = [...token.text].length;
    if (length === 0) throw new Flaw(token, say`${what} must not be empty`);
    if (length > most) throw new Flaw(token, say`${what} has ${length} characters; at most ${most} fit`);
    return token.text;
  }

  /** What is wrong, at the next token unless told otherwise. */
  flaw(message: Word, expected?: readonly string[], place?: { readonly start: number; readonly end: number }): Flaw {
    const comma = [this.token, this.previous].find((token) => token.text === ',');
    const [left, right] = comma === this.token ? [this.previous, this.look(1)] : [this.look(-2), this.token];
    if (comma && left.type === 'number' && right.type === 'number' && left.end + 1 === right.start) {
      if (isThousands(left.text, right.text)) return this.thousands(comma, left, right);
      const numbers = [left.text, right.text];
      return new Flaw(comma, say`decimals stand behind a point: ${numbers.join('.')} instead of ${numbers.join(',')}`);
    }
    return new Flaw(place ?? this.token, message, expected);
  }

  /** `1,000,000`: all groups that follow are of the same number. */
  private thousands(comma: Token, left: Token, right: Token): Flaw {
    const groups = [left, right];
    let at = this.tokens.indexOf(right) + 1;
    for (; ; at += 2) {
      const [next, group] = [this.tokens[at], this.tokens[at + 1]];
      if (next?.text !== ',' || group?.type !== 'number' || group.text.length !== 3) break;
      if (group.start !== (groups.at(-1)?.end ?? 0) + 1) break;
      groups.push(group);
    }
    const texts = groups.map(({ text }) => text);
    return new Flaw(comma, noThousands(texts.join(''), texts.join(',')));
  }

  /** The token as a person would name it. */
  shown(): Word {
    const { type, text, item } = this.token;
    if (type === 'end') return say`the end of the statement`;
    return type === 'text' ? say`this text` : `“${item === null ? text : `${text}.${item}`}”`;
  }
}
