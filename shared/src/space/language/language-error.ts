import { type Said, say, spoken, type Word } from './said.ts';

/** One thing that is wrong with a text. */
export interface LanguageProblem {
  /** Both count from 1; columns are characters (code points), a byte order mark is none. */
  readonly line: number;
  readonly column: number;
  /** The same place as UTF-16 units from the start of the text, for editors: `from` up to but not including `to`. */
  readonly from: number;
  readonly to: number;
  /** What is wrong and what would be right, in English. */
  readonly message: string;
  /** The same for any language. */
  readonly said: Said;
  readonly expected?: readonly string[];
}

/** How many problems are collected before a parser gives up. */
export const MAX_PROBLEMS = 20;

/** A text that is not in the language. Carries its first problem; `errors` has all that were found, in text order. */
export class LanguageError extends Error {
  readonly line: number;
  readonly column: number;
  readonly expected: readonly string[] | undefined;
  readonly errors: readonly LanguageProblem[];

  constructor(text: string, flaws: readonly Flaw[]) {
    const errors = [...flaws].sort((a, b) => a.from - b.from).map((flaw) => problemOf(text, flaw));
    const first = errors[0] as LanguageProblem;
    super(first.message);
    this.name = 'LanguageError';
    this.line = first.line;
    this.column = first.column;
    this.expected = first.expected;
    this.errors = errors;
  }
}

/** Thrown inside the parsers, which do not know lines; becomes a `LanguageError` where the whole text is known. */
export class Flaw extends Error {
  readonly said: Said;
  readonly from: number;
  readonly to: number;
  readonly expected: readonly string[] | undefined;
  /** A name that nothing has; says little when the statement that would have given the name is broken itself. */
  readonly isUnknownName: boolean;

  constructor(
    place: { readonly start: number; readonly end: number },
    said: Word,
    expected?: readonly string[],
    isUnknownName = false,
  ) {
    super(spoken(said));
    this.said = typeof said === 'string' ? say`${said}` : said;
    this.from = place.start;
    this.to = place.end;
    this.expected = expected;
    this.isUnknownName = isUnknownName;
  }
}

/** Runs a parser of a short text; its flaw becomes a `LanguageError`. */
export function orLanguageError<T>(text: string, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    throw error instanceof Flaw ? new LanguageError(text, [error]) : error;
  }
}

/** The problem with its line and a caret under its column, for people. */
export function formatError(text: string, error: Pick<LanguageProblem, 'line' | 'column' | 'message'>): string {
  const line = (text.replace(/^\ufeff/, '').split('\n')[error.line - 1] ?? '').replace(/\r$/, '');
  const margin = `${error.line} | `;
  // Tabs stay tabs, or the caret would stand elsewhere.
  const before = [...line].slice(0, error.column - 1).map((character) => (character === '\t' ? '\t' : ' '));
  const head = `line ${error.line}, column ${error.column}: ${error.message}`;
  return `${head}\n${margin}${line}\n${' '.repeat(margin.length - 2)}| ${before.join('')}^`;
}

/** The line of a place in a text, from 1. */
export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line += 1;
  return line;
}

function problemOf(text: string, { from, to, message, said, expected }: Flaw): LanguageProblem {
  const lineStart = text.lastIndexOf('\n', from - 1) + 1;
  const before = text.slice(from === 0 ? 0 : lineStart, from).replace(/^\ufeff/, '');
  const place = { line: lineAt(text, from), column: [...before].length + 1, from, to };
  return { ...place, message, said, ...(expected ? { expected } : {}) };
}
