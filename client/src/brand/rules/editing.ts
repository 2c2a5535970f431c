/** A change of a text: `insert` in place of what is between `from` and `to`, and what is selected afterwards. */
export interface Edit {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
  readonly select: readonly [from: number, to: number];
}

const INDENT = '  ';

/** Tab: two spaces at the caret, or one step inwards for all lines of a selection. */
export function indent(text: string, from: number, to: number): Edit {
  if (!text.slice(from, to).includes('\n')) {
    const at = from + INDENT.length;
    return { from, to, insert: INDENT, select: [at, at] };
  }
  return changeLines(text, from, to, (line) => (line === '' ? line : INDENT + line));
}

/** Shift and Tab: one step outwards for all lines that are touched. */
export function outdent(text: string, from: number, to: number): Edit {
  return changeLines(text, from, to, (line) => line.replace(/^(?: {1,2}|\t)/, ''));
}

/** Enter: the next line begins where this one does. */
export function breakLine(text: string, from: number, to: number): Edit {
  const start = lineStart(text, from);
  const indentation = /^[ \t]*/.exec(text.slice(start, from))?.[0] ?? '';
  const insert = `\n${indentation}`;
  return { from, to, insert, select: [from + insert.length, from + insert.length] };
}

function changeLines(text: string, from: number, to: number, change: (line: string) => string): Edit {
  const start = lineStart(text, from);
  // A selection that ends where a line begins does not touch that line.
  const last = to > from && text[to - 1] === '\n' ? to - 1 : to;
  const next = text.indexOf('\n', last);
  const end = next === -1 ? text.length : next;
  const before = text.slice(start, end).split('\n');
  const after = before.map(change);
  const insert = after.join('\n');
  const first = (after[0] ?? '').length - (before[0] ?? '').length;
  const shift = insert.length - (end - start);
  return { from: start, to: end, insert, select: [Math.max(start, from + first), Math.max(start, to + shift)] };
}

function lineStart(text: string, at: number): number {
  return at === 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1;
}
