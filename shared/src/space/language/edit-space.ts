import type { MixParameter, Parameter, Space, SpaceOption, SpaceRule } from '../schema.ts';
import type { SpaceHead } from './parse-head.ts';
import { parseSpaceText, type SpaceText } from './parse-space.ts';
import { printOption, printParameter, unitWord } from './print-parameter.ts';
import { printRule } from './print-rule.ts';
import { printHead, printPriceLine, printSection } from './print-space.ts';
import { ruleContext } from './rule-context.ts';
import type { SpaceDocument, Statement, StatementKind } from './space-document.ts';

type PriceLine = NonNullable<Space['priceLines']>[number];
type OptionChanges = Partial<Omit<MixParameter['items'][number], 'id'>>;

/** One change of a space. What is put replaces what has its id, or is added. */
export type SpaceEdit =
  | { readonly kind: 'put-space'; readonly space: SpaceHead }
  | { readonly kind: 'put-section'; readonly section: Space['sections'][number] }
  | { readonly kind: 'put-parameter'; readonly parameter: Parameter }
  | { readonly kind: 'put-price'; readonly line: PriceLine }
  | { readonly kind: 'put-rule'; readonly rule: SpaceRule }
  | {
      readonly kind: 'remove';
      readonly statement: Exclude<StatementKind, 'space'>;
      readonly id: string;
    }
  /** Changes what the changes name, such as `priceCents` or, in a mix, `max`; what is undefined is taken away. */
  | {
      readonly kind: 'set-option';
      readonly parameter: string;
      readonly option: string;
      readonly changes: { readonly [K in keyof OptionChanges]: OptionChanges[K] | undefined };
    };

/**
 * The text with one change. Only the statement, or the option, that it concerns is written anew; comments inside of
 * what is written anew move above it, everything else stays as it is, byte for byte.
 * @throws LanguageError if the text cannot be read, or could not be read after the change (a rule would speak of what
 *   is no longer there, for example); RangeError if the change concerns what is not there
 */
export function editSpaceText(text: string, edit: SpaceEdit): string {
  const { space, document } = parseSpaceText(text);
  const edited = apply(space, document, edit);
  parseSpaceText(edited);
  return edited;
}

function apply(space: SpaceText, document: SpaceDocument, edit: SpaceEdit): string {
  switch (edit.kind) {
    case 'put-space':
      return put(document, 'space', edit.space.id, printHead(edit.space), true);
    case 'put-section':
      return put(document, 'section', edit.section.id, printSection(edit.section));
    case 'put-parameter':
      return putParameter(document, edit.parameter);
    case 'put-price':
      return put(document, 'price', edit.line.id, printPriceLine(edit.line, ruleContext(space)));
    case 'put-rule':
      return put(document, 'rule', edit.rule.id, printRule(edit.rule, ruleContext(space)));
    case 'remove':
      return removeStatement(document, edit.statement, edit.id);
    case 'set-option':
      return setOption(space, document, edit);
  }
}

function put(document: SpaceDocument, kind: StatementKind, id: string, statement: string, isOnly = false): string {
  const { text, statements } = document;
  const old = statements.find((candidate) => candidate.kind === kind && (isOnly || candidate.id === id));
  if (old) return replace(text, old, statement);
  const last = statements.findLast((candidate) => candidate.kind === kind) ?? statements.at(-1);
  return insert(text, last, statement);
}

/** A parameter stays where it is, unless its section changes: then it becomes the last of that. */
function putParameter(document: SpaceDocument, parameter: Parameter): string {
  const { text, statements } = document;
  const statement = printParameter(parameter);
  const old = statements.find(({ kind, id }) => kind === 'parameter' && id === parameter.id);
  if (old?.section === parameter.section) return replace(text, old, statement);
  const last = statements.findLast(({ section }) => section === parameter.section);
  if (!last) throw new RangeError(`There is no section "${parameter.section}".`);
  if (!old) return insert(text, last, statement);
  const lineEnd = text.indexOf('\n', old.end);
  const comments = commentsIn(text.slice(old.start, lineEnd === -1 ? text.length : lineEnd));
  const moved = [...comments, statement].join('\n');
  // The later place first, so that the earlier one does not move.
  return last.start > old.start ? remove(insert(text, last, moved), old) : insert(remove(text, old), last, moved);
}

function setOption(
  space: SpaceText,
  document: SpaceDocument,
  edit: Extract<SpaceEdit, { kind: 'set-option' }>,
): string {
  const { options, start } = find(document, 'parameter', edit.parameter);
  const span = options.find(({ id }) => id === edit.option);
  const parameter = space.parameters.find(({ id }) => id === edit.parameter);
  const items: readonly SpaceOption[] =
    parameter && 'options' in parameter ? parameter.options : parameter && 'items' in parameter ? parameter.items : [];
  const item = items.find(({ id }) => id === edit.option);
  if (!span || !item) throw new RangeError(`There is no option "${edit.option}" in "${edit.parameter}".`);
  const kept = Object.entries({ ...item, ...edit.changes }).filter(([, value]) => value !== undefined);
  const option = Object.fromEntries(kept) as unknown as SpaceOption;
  const { text } = document;
  const before = text.slice(text.lastIndexOf('\n', span.start - 1) + 1, span.start);
  // On a line of its own, indented: its note goes below. In a row: the note goes along.
  const isOwnLine = /^[ \t]+$/.test(before) && span.start > start;
  const unit = parameter && 'unit' in parameter ? unitWord(parameter.unit) : '';
  const statement = printOption(option, isOwnLine ? `\n${before}  ` : ' ', unit);
  return isOwnLine ? replace(text, span, statement, span.start, before) : replace(text, span, statement, start);
}

function find({ statements }: SpaceDocument, kind: StatementKind, id: string): Statement {
  const found = statements.find((candidate) => candidate.kind === kind && candidate.id === id);
  if (!found) throw new RangeError(`There is no ${kind} "${id}".`);
  return found;
}

/**
 * Puts `statement` where a piece of text stands.
 * @param commentsAt where the comments of that piece go, each on its own line; with `indent` behind each
 */
function replace(
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
  statement: string,
  commentsAt = start,
  indent = '',
): string {
  const comments = commentsIn(text.slice(start, end)).map((comment) => `${comment}\n${indent}`);
  const before = text.slice(0, commentsAt) + withLineEnds(comments.join(''), text) + text.slice(commentsAt, start);
  return before + withLineEnds(statement, text) + text.slice(end);
}

/** On a new line below a statement, and below the comment at its end. */
function insert(text: string, after: Statement | undefined, statement: string): string {
  const lineEnd = text.indexOf('\n', after?.end ?? text.length);
  const at = lineEnd === -1 ? text.length : lineEnd - (text[lineEnd - 1] === '\r' ? 1 : 0);
  const gap = statement.includes('\n') ? '\n\n' : '\n';
  return text.slice(0, at) + withLineEnds(gap + statement, text) + text.slice(at);
}

function removeStatement(document: SpaceDocument, kind: StatementKind, id: string): string {
  find(document, kind, id);
  const { text, statements } = document;
  // Its parameters would silently become those of the section above.
  if (kind === 'section' && statements.some((other) => other.kind === 'parameter' && other.section === id)) {
    throw new RangeError(`The section "${id}" still has parameters.`);
  }
  const all = statements.filter((other) => other.kind === kind && other.id === id);
  return all.reduceRight((rest, statement) => remove(rest, statement), text);
}

/** Takes away the lines of a statement, with the comment at its end. */
function remove(text: string, { start, end }: { readonly start: number; readonly end: number }): string {
  const lineEnd = text.indexOf('\n', end);
  return text.slice(0, start) + (lineEnd === -1 ? '' : text.slice(lineEnd + 1));
}

/** The comments of a piece of text, in order; `//` in a text in quotation marks is none. */
function commentsIn(piece: string): string[] {
  return [...piece.matchAll(/"(?:[^"\\\r\n]|\\[^\r\n])*"|\/\/[^\r\n]*/g)]
    .map(([match]) => match)
    .filter((match) => match.startsWith('//'));
}

/** Line ends as the text has them. */
function withLineEnds(lines: string, text: string): string {
  return /\r\n/.test(text) ? lines.replaceAll('\n', '\r\n') : lines;
}
