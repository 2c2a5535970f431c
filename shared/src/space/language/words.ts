import { LANGUAGES, type Localized } from '../../localized.ts';
import { type Said, say } from './said.ts';

export const ID = /^[a-z][a-z0-9-]{0,39}$/;
export const MAX_TEXT = 400;
/** A line that is longer is broken. */
export const WIDTH = 110;

/** What a statement begins with; or `price` and a name. */
export const KINDS = ['one', 'colour', 'many', 'number', 'mix', 'text', 'place'] as const;
export const STATEMENTS: ReadonlySet<string> = new Set([...KINDS, 'space', 'section', 'rule', 'allowed']);
/** In a condition these are never names, unless between backticks. */
export const CONDITION_WORDS: ReadonlySet<string> = new Set(
  'and or not no always never price at exactly between when then needs excludes only because from until in is has'.split(
    ' ',
  ),
);
/** In a parameter these are never options, unless between backticks. */
export const CLAUSE_WORDS: ReadonlySet<string> = new Set(
  'default help note step total letters blocked at up per nl de'.split(' '),
);

/** `name`, between backticks where it would be a word of the language. */
export function quoted(name: string, words: ReadonlySet<string>): string {
  return words.has(name) ? `\`${name}\`` : name;
}

export function idProblem(name: string): Said {
  return name.length > 40
    ? say`a name has at most 40 characters; this one has ${name.length}`
    : say`names are lower-case letters, digits and hyphens: “${name.toLowerCase()}” instead of “${name}”`;
}

/** The label of what has none: `sour-cream` is “Sour cream”. */
export function derivedLabel(id: string): Localized {
  const words = id.replaceAll('-', ' ').trim();
  return { en: words.charAt(0).toUpperCase() + words.slice(1) };
}

/** ` "Sea salt" nl "Zeezout"` with a space before it; nothing where it follows from the id. */
export function printLabel(id: string, label: Localized): string {
  const isDerived = label.nl === undefined && label.de === undefined && label.en === derivedLabel(id).en;
  return isDerived ? '' : ` ${texts(label).join(' ')}`;
}

/** `"Sea salt"`, `nl "Zeezout"`. */
export function texts(text: Localized): string[] {
  return LANGUAGES.flatMap((language) => {
    const words = text[language];
    return words === undefined ? [] : [language === 'en' ? printText(words) : `${language} ${printText(words)}`];
  });
}

/** `words` and a text after an indent, each translation on its own line where one line would be too long. */
export function printBlock(indent: string, words: string, text: Localized): string {
  const parts = texts(text);
  const line = `${indent}${words} ${parts.join(' ')}`;
  return line.length <= WIDTH ? line : `${indent}${words} ${parts.join(`\n${indent}  `)}`;
}

/** Conditions on several lines where one would be too long, broken where they join. */
export function wrap(text: string, indent: number): string {
  const lines: string[] = [];
  let line = '';
  for (const part of text.split(/ (?=(?:and|or|when|then|needs|excludes) )|(?<=,) /)) {
    if (line !== '' && line.length + part.length + 1 > WIDTH) {
      lines.push(line);
      line = `${' '.repeat(indent + 2)}${part}`;
    } else line = line === '' ? part : `${line} ${part}`;
  }
  return [...lines, line].join('\n');
}

const ESCAPED = /["\\\p{Cc}\p{Cs}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/gu;

export function printText(text: string): string {
  return `"${text.replace(ESCAPED, (character) => {
    return character === '"' || character === '\\'
      ? `\\${character}`
      : `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
  })}"`;
}
