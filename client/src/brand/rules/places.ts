import type { SpaceDocument, Statement } from 'shared/space/language/space-document.ts';
import type { RulesRead } from './read-rules.ts';

/** A piece of the text, in UTF-16 units: `from` up to but not including `to`. */
export interface Place {
  readonly from: number;
  readonly to: number;
}

/** Where a parameter stands, or one of its options: `paint`, `paint.ivory`. */
export function placeOfChoice(text: string, parsed: RulesRead['parsed'], about: string): Place | null {
  const [id = '', option] = about.split('.');
  const isIt = (statement: Statement): boolean => statement.kind === 'parameter' && statement.id === id;
  if (option === undefined) return placeOf(text, parsed, isIt);
  const span = parsed?.document.statements.find(isIt)?.options.find((one) => one.id === option);
  if (!parsed || !span) return placeOf(text, parsed, isIt);
  return parsed.document.text === text
    ? firstLine(text, span.start, span.end)
    : (again(text, parsed.document, span.start, span.end) ?? placeOf(text, parsed, isIt));
}

/**
 * Where a statement stands in a text. The document may be of an earlier state of the text: then its first line is looked for.
 * @returns null where it is not there any more
 */
export function placeOf(
  text: string,
  parsed: RulesRead['parsed'],
  isIt: (statement: Statement) => boolean,
): Place | null {
  const statement = parsed?.document.statements.find(isIt);
  if (!parsed || !statement) return null;
  const { start, end } = statement;
  return parsed.document.text === text ? firstLine(text, start, end) : again(text, parsed.document, start, end);
}

/** The same line in a text that has changed since. */
function again(text: string, document: SpaceDocument, start: number, end: number): Place | null {
  const { from, to } = firstLine(document.text, start, end);
  const at = text.indexOf(document.text.slice(from, to));
  return at === -1 ? null : { from: at, to: at + to - from };
}

function firstLine(text: string, start: number, end: number): Place {
  const lineEnd = text.indexOf('\n', start);
  return { from: start, to: lineEnd === -1 ? end : Math.min(end, lineEnd) };
}
