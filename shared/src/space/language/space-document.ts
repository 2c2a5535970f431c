export type StatementKind = 'space' | 'section' | 'parameter' | 'price' | 'rule';

/** Where an option, item or zone stands, with its label, price and note. */
export interface OptionSpan {
  readonly id: string;
  readonly start: number;
  readonly end: number;
}

/** Where a statement stands in the text, in UTF-16 units. */
export interface Statement {
  readonly kind: StatementKind;
  readonly id: string;
  /** The section to which it belongs; of a parameter and a section only. */
  readonly section: string | null;
  readonly start: number;
  /** The end of its last word; what follows on the line is white space or a comment. */
  readonly end: number;
  /** The line on which it begins, from 1. */
  readonly line: number;
  /** Of a parameter. */
  readonly options: readonly OptionSpan[];
}

/** A text with the place of each of its statements, in the order of the text. */
export interface SpaceDocument {
  readonly text: string;
  readonly statements: readonly Statement[];
}

/** Where a statement begins, and where the next one does. */
export interface Region {
  readonly start: number;
  readonly end: number;
  readonly line: number;
}

/** A statement begins with each line that is neither empty nor indented nor a comment. `stray` has what stands before. */
export function regionsOf(text: string): { readonly regions: readonly Region[]; readonly stray: Region | null } {
  const starts: { start: number; line: number }[] = [];
  const first = text.startsWith('\ufeff') ? 1 : 0;
  let line = 1;
  for (let at = first; at < text.length; line += 1) {
    const next = text.indexOf('\n', at);
    if (!/^(?:[ \t\r\n]|\/\/|$)/.test(text.slice(at, at + 2))) starts.push({ start: at, line });
    at = next === -1 ? text.length : next + 1;
  }
  const ends = [...starts.slice(1).map(({ start }) => start), text.length];
  const regions = starts.map((start, index) => ({ ...start, end: ends[index] as number }));
  const before = { start: first, end: starts[0]?.start ?? text.length, line: 1 };
  return { regions, stray: before.end > before.start ? before : null };
}
