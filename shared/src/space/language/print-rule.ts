import type { Localized } from '../../localized.ts';
import { sameValue } from '../../same-value.ts';
import { sha256Hex } from '../../sha256.ts';
import type { Condition, SpaceRule } from '../schema.ts';
import { normaliseCondition } from './normalise-condition.ts';
import { printColumns, printCondition, printRows, type Table } from './print-condition.ts';
import type { RuleContext } from './rule-context.ts';
import { MAX_TEXT, printBlock, STATEMENTS, texts, WIDTH, wrap } from './words.ts';

type Said = Omit<SpaceRule, 'id' | 'because'>;

/** The rule as a statement of one or more lines, without a line break at the end. `parseRule` reads it back. */
export function printRule(rule: SpaceRule, context: RuleContext): string {
  const then = normaliseCondition(rule.then);
  const table = then[0] === 'table' ? then : null;
  const body = table === null ? printBody(rule, context) : printAllowed(table, rule.when, context);
  // A name that a statement could begin with must not stand at the beginning.
  const isNamed =
    rule.id !== derivedId(rule, context) || (table === null && STATEMENTS.has(body.split(' ', 1)[0] ?? ''));
  const head = isNamed ? `rule ${rule.id}: ${body}` : body;
  const hasReason = !sameValue(rule.because, derivedBecause(rule, context));
  const because = hasReason ? `because ${texts(rule.because).join(' ')}` : '';
  const term = printTerm(rule);
  const line = [head, because, term].filter((part) => part !== '').join(' ');
  const reason = hasReason ? [printBlock('  ', 'because', rule.because)] : [];
  const lines =
    line.length <= WIDTH ? line : [wrap(head, 0), ...reason, ...(term === '' ? [] : [`  ${term}`])].join('\n');
  return table === null ? lines : `${lines}:\n  ${printRows(table, context).join('\n  ')}`;
}

/**
 * The id of a rule that was given none: the same for the same meaning, whatever other parameters there are. Of 20,000
 * rules hardly ever two have the same (1 in a million).
 */
export function derivedId(rule: Said, context: RuleContext): string {
  return `r-${sha256Hex(printLine(rule, context, true)).slice(0, 12)}`;
}

/** The reason of a rule that was given none: the rule itself, cut to the length of a text. */
export function derivedBecause(rule: Said, context: RuleContext): Localized {
  const characters = [...printLine(rule, context, false)];
  return { en: characters.length <= MAX_TEXT ? characters.join('') : `${characters.slice(0, MAX_TEXT - 1).join('')}…` };
}

/** What a rule says, on one line. */
function printLine(rule: Said, context: RuleContext, isQualified: boolean): string {
  return [printBody(rule, context, isQualified), printTerm(rule)].filter((part) => part !== '').join(' ');
}

/** The conditions, in the form that reads best. */
function printBody(rule: Said, context: RuleContext, isQualified = false): string {
  const then = normaliseCondition(rule.then);
  const print = (condition: Condition): string => printCondition(condition, context, isQualified);
  if (rule.when === undefined) return print(then);
  const when = normaliseCondition(rule.when);
  if (isChoice(when) && isChoice(then)) return `${print(when)} needs ${print(then)}`;
  if (isChoice(when) && then[0] === 'not' && isChoice(then[1])) return `${print(when)} excludes ${print(then[1])}`;
  return `when ${print(when)} then ${print(then)}`;
}

function isChoice(condition: Condition): boolean {
  return condition[0] === 'is' || condition[0] === 'has';
}

/** `from 2026-01-01 until 2026-12-31 in NL, DE`; empty where the rule always holds everywhere. */
function printTerm({ from, until, markets }: Said): string {
  return [from && `from ${from}`, until && `until ${until}`, markets && `in ${markets.join(', ')}`]
    .filter((part) => part !== undefined)
    .join(' ');
}

function printAllowed(table: Table, when: Condition | undefined, context: RuleContext): string {
  return `allowed ${printColumns(table)}${when === undefined ? '' : ` when ${printCondition(when, context)}`}`;
}
