import type { Localized } from '../../localized.ts';
import type { Condition, SpaceRule, TableCell } from '../schema.ts';
import { Cursor } from './cursor.ts';
import { nearest } from './did-you-mean.ts';
import { Flaw, orLanguageError } from './language-error.ts';
import { tokensOf } from './lexer.ts';
import { readCondition } from './parse-condition.ts';
import { readColumns, readRow } from './parse-table.ts';
import { derivedBecause, derivedId } from './print-rule.ts';
import type { RuleContext } from './rule-context.ts';
import { say, type Word } from './said.ts';

/**
 * A rule in words, such as `rule no-rack: glass-roof excludes roof-rack because "…"`. Where the text leaves them out,
 * the id follows from what the rule says, and the reason is the rule itself.
 * @throws LanguageError
 */
export function parseRule(text: string, context: RuleContext): SpaceRule {
  return orLanguageError(text, () => readRule(new Cursor(tokensOf(text)), context));
}

const CONNECTIVES = ['and', 'or', 'needs', 'excludes', 'only', 'when'];
const SUFFIXES = ['because', 'from', 'until', 'in'];

/** What a rule has besides its conditions. */
interface Suffix {
  because?: Localized;
  from?: string;
  until?: string;
  markets?: string[];
}

/** A whole statement. */
export function readRule(cursor: Cursor, context: RuleContext): SpaceRule {
  let id: string | null = null;
  if (cursor.is('rule')) {
    cursor.next();
    id = cursor.id(say`the rule`).text;
    cursor.expect(':');
  }
  const suffix: Suffix = {};
  const { when, then } =
    cursor.is('allowed') && cursor.is('(', 1)
      ? readAllowed(cursor, context, suffix)
      : readBody(cursor, context, suffix);
  readSuffix(cursor, suffix);
  if (!cursor.atEnd) {
    throw cursor.flaw(say`the rule should end before ${cursor.shown()}${endHint(cursor)}`, [
      ...CONNECTIVES,
      ...SUFFIXES,
    ]);
  }
  const { because, from, until, markets } = suffix;
  const rule = {
    ...(when ? { when } : {}),
    then,
    ...(from === undefined ? {} : { from }),
    ...(until === undefined ? {} : { until }),
    ...(markets === undefined ? {} : { markets }),
  };
  return { id: id ?? derivedId(rule, context), because: because ?? derivedBecause(rule, context), ...rule };
}

/** Words that people try, and those of the language. */
const SYNONYMS: Readonly<Record<string, string>> = {
  if: 'when',
  requires: 'needs',
  require: 'needs',
  implies: 'needs',
  forbids: 'excludes',
};

/** What may be meant by words behind the end of a rule. */
function endHint(cursor: Cursor): Word {
  const { text } = cursor.token;
  if (cursor.is(',')) return say`; several options are written “is one of a, b”`;
  if (cursor.is('when') && cursor.is('market', 1) && cursor.is('is', 2)) {
    const market = cursor.is('one', 3) && cursor.is('of', 4) ? cursor.look(5) : cursor.look(3);
    return say`; where a rule holds is written “in ${market.text || 'NL'}”`;
  }
  if (cursor.is('when')) return say`; write “when … and … then …” instead`;
  if (cursor.is('then')) return say`; “then” stands behind “when …”`;
  const near = Object.hasOwn(SYNONYMS, text) ? SYNONYMS[text] : nearest(text, [...CONNECTIVES, ...SUFFIXES]);
  return near === null || near === text ? '' : say`; did you mean “${near ?? ''}”?`;
}

interface Body {
  readonly when: Condition | null;
  readonly then: Condition;
}

/** Everything up to `because` and its like. */
function readBody(cursor: Cursor, context: RuleContext, suffix: Suffix): Body {
  let when: Condition | null = null;
  if (cursor.is('when')) {
    when = readWhen(cursor, context, suffix);
    cursor.expect('then');
  }
  const first = readCondition(cursor, context);
  if (when !== null) return { when, then: first };
  if (cursor.accept('needs')) return { when: first, then: readCondition(cursor, context) };
  if (cursor.accept('excludes')) {
    const other = readCondition(cursor, context, true);
    return { when: first, then: other[0] === 'not' ? other[1] : ['not', other] };
  }
  if (cursor.accept('only')) {
    cursor.expect('with');
    return { when: first, then: readCondition(cursor, context) };
  }
  return { when: cursor.is('when') ? readWhen(cursor, context, suffix) : null, then: first };
}

/** `when engine is hybrid`; `when market is NL` says where the rule holds instead and is no condition. */
function readWhen(cursor: Cursor, context: RuleContext, suffix: Suffix): Condition | null {
  cursor.expect('when');
  if (!cursor.is('market') || !cursor.is('is', 1) || context.parameters.has('market'))
    return readCondition(cursor, context);
  cursor.next();
  cursor.next();
  if (cursor.is('one') && cursor.is('of', 1)) {
    cursor.next();
    cursor.next();
  }
  suffix.markets = readMarkets(cursor);
  return null;
}

/** `allowed (engine, gearbox) because "…":` and a row per line. */
function readAllowed(cursor: Cursor, context: RuleContext, suffix: Suffix): Body {
  cursor.expect('allowed');
  const columns = readColumns(cursor, context);
  const when = cursor.is('when') ? readWhen(cursor, context, suffix) : null;
  readSuffix(cursor, suffix);
  const colon = cursor.expect(':');
  const rows: TableCell[][] = [];
  while (!cursor.atEnd) {
    if (!cursor.token.isFresh)
      throw cursor.flaw(say`a row of ${columns.length} ends before ${cursor.shown()}; each row has its own line`);
    rows.push(readRow(cursor, columns, context));
  }
  if (rows.length === 0)
    throw new Flaw(colon, say`the rows are missing: a line each, indented, such as “petrol, manual”`);
  return { when, then: ['table', columns.map(({ id }) => id), rows] };
}

/** `because`, `from`, `until` and `in`, in any order. */
function readSuffix(cursor: Cursor, suffix: Suffix): void {
  for (;;) {
    const token = cursor.token;
    const once = (value: unknown): void => {
      if (value !== undefined) throw cursor.flaw(say`“${token.text}” is there twice`, undefined, token);
    };
    if (cursor.accept('because')) {
      once(suffix.because);
      suffix.because = cursor.text(say`reason`);
    } else if (cursor.accept('from')) {
      once(suffix.from);
      suffix.from = readDay(cursor);
    } else if (cursor.accept('until')) {
      once(suffix.until);
      suffix.until = readDay(cursor);
    } else if (cursor.accept('in')) {
      once(suffix.markets);
      suffix.markets = readMarkets(cursor);
    } else return;
    if (suffix.from !== undefined && suffix.until !== undefined && suffix.until < suffix.from) {
      throw cursor.flaw(
        say`the rule would end on ${suffix.until}, before it begins on ${suffix.from}`,
        undefined,
        token,
      );
    }
  }
}

function readDay(cursor: Cursor): string {
  const token = cursor.type('date', say`a day such as 2026-12-31`);
  const day = new Date(`${token.text}T00:00:00Z`);
  if (Number.isNaN(day.getTime()) || !day.toISOString().startsWith(token.text)) {
    throw new Flaw(token, say`there is no day ${token.text}`);
  }
  return token.text;
}

const MARKET = /^[A-Za-z][A-Za-z0-9-]{0,39}$/;

function readMarkets(cursor: Cursor): string[] {
  const markets: string[] = [];
  do {
    const token = cursor.type('word', say`a market such as NL`);
    if (token.item !== null || !MARKET.test(token.text))
      throw new Flaw(token, say`“${token.text}” is not the name of a market`);
    if (markets.includes(token.text)) throw new Flaw(token, say`“${token.text}” is there twice`);
    markets.push(token.text);
    if (markets.length > 60) throw new Flaw(token, say`a rule names at most 60 markets`);
  } while (cursor.accept(','));
  return markets;
}
