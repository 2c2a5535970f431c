import type { Localized } from '../../localized.ts';
import { termsOf } from '../condition.ts';
import { PRICE } from '../price-term.ts';
import type { Space } from '../schema.ts';
import { Cursor } from './cursor.ts';
import { Flaw, LanguageError, lineAt, MAX_PROBLEMS } from './language-error.ts';
import { tokensOf } from './lexer.ts';
import { readCondition } from './parse-condition.ts';
import { readHead, type SpaceHead } from './parse-head.ts';
import { cents, readPrice } from './parse-number.ts';
import type { Item } from './parse-option.ts';
import { readParameter } from './parse-parameter.ts';
import { readRule } from './parse-rule.ts';
import { noSuch } from './did-you-mean.ts';
import { type RuleContext, ruleContext } from './rule-context.ts';
import { say, type Word } from './said.ts';
import { type Region, regionsOf, type SpaceDocument, type Statement, type StatementKind } from './space-document.ts';
import { CONDITION_WORDS, derivedLabel, KINDS } from './words.ts';

/** What of a space is written as text; the rest is a drawing and stays beside it as JSON. */
export type SpaceText = Pick<
  Space,
  | 'schema'
  | 'id'
  | 'label'
  | 'summary'
  | 'currency'
  | 'basePriceCents'
  | 'priceLines'
  | 'sections'
  | 'parameters'
  | 'rules'
>;

type PriceLine = NonNullable<Space['priceLines']>[number];

const MAX_RULES = 20_000;
/** No rule begins with them. */
const CONTINUING = 'and or needs excludes only then because from until in'.split(' ');

/**
 * Reads a space in words. Rules and price lines may stand before the parameters of which they speak.
 * @throws LanguageError with up to 20 problems
 */
export function parseSpaceText(text: string): { readonly space: SpaceText; readonly document: SpaceDocument } {
  const reader = new SpaceReader(text);
  const { regions, stray } = regionsOf(text);
  if (stray) reader.attempt(() => refuseStray(text, stray));
  for (const region of regions) reader.attempt(() => reader.declare(region));
  reader.resolve();
  return reader.result();
}

/** Nothing but comments may stand before the first statement. */
function refuseStray(text: string, { start, end }: Region): void {
  const token = tokensOf(text, start, end)[0];
  if (token && token.type !== 'end')
    throw new Flaw(token, say`this line is indented, but there is no statement above that it could continue`);
}

class SpaceReader {
  private readonly text: string;
  private readonly flaws: Flaw[] = [];
  private readonly statements: Statement[] = [];
  private readonly sections: { id: string; label: Localized }[] = [];
  private readonly parameters: Space['parameters'][number][] = [];
  private readonly rules: Space['rules'][number][] = [];
  private readonly priceLines: PriceLine[] = [];
  /** Rules and price lines, read when all parameters are known. */
  private readonly later: (readonly [Region, Cursor])[] = [];
  /** Where each id was first, by kind of statement. */
  private readonly first = new Map<string, number>();
  private head: SpaceHead | null = null;
  private section: string | null = null;

  constructor(text: string) {
    this.text = text;
  }

  /** Collects the flaw of one statement, so that the others are still read. */
  attempt(read: () => void): void {
    if (this.flaws.length >= MAX_PROBLEMS) return;
    try {
      read();
    } catch (error) {
      if (!(error instanceof Flaw)) throw error;
      this.flaws.push(error);
    }
  }

  declare(region: Region): void {
    const cursor = new Cursor(tokensOf(this.text, region.start, region.end));
    const isName = cursor.look(1).type === 'word';
    if (KINDS.some((kind) => cursor.is(kind)) && isName) this.readParameter(region, cursor);
    else if (cursor.is('section') && isName) this.readSection(region, cursor);
    else if (cursor.is('space') && isName) this.readHead(region, cursor);
    else this.later.push([region, cursor]);
  }

  /** Reads what speaks of parameters. */
  resolve(): void {
    const context = ruleContext({ parameters: this.parameters });
    const isWhole = this.flaws.length === 0;
    for (const [region, cursor] of this.later) {
      this.attempt(() => {
        try {
          if (cursor.is('price') && isNameAt(cursor)) this.readPriceLine(region, cursor, context);
          else this.readRule(region, cursor, context);
        } catch (error) {
          // Where a parameter could not be read, it is no news that nobody knows its options.
          if (isWhole || !(error instanceof Flaw && error.isUnknownName)) throw error;
        }
      });
    }
  }

  result(): { space: SpaceText; document: SpaceDocument } {
    const { text, head, sections, parameters, rules, priceLines } = this;
    const end = { start: text.length, end: text.length };
    const need = (isThere: boolean, what: Word): void =>
      this.attempt(() => {
        if (!isThere) throw new Flaw(end, what);
      });
    if (this.flaws.length === 0) {
      need(head !== null, say`the space is missing: a line such as “space krokant "Krokant crisps"”`);
      need(sections.length > 0, say`a section is missing: a line such as “section taste "Taste"”`);
      need(parameters.length > 0, say`a parameter is missing: a line such as “one cut "Cut": thin, ridged”`);
    }
    if (head === null || this.flaws.length > 0) throw new LanguageError(text, this.flaws);
    const statements = this.statements.sort((a, b) => a.start - b.start);
    const space = { ...head, ...(priceLines.length > 0 ? { priceLines } : {}), sections, parameters, rules };
    return { space, document: { text, statements } };
  }

  private readHead(region: Region, cursor: Cursor): void {
    if (this.head !== null) throw cursor.flaw(say`there are two spaces; a text has one`);
    this.head = readHead(cursor);
    this.add('space', this.head.id, region, cursor);
  }

  /** A section, or again one from above: the parameters that follow belong to it. */
  private readSection(region: Region, cursor: Cursor): void {
    cursor.next();
    const token = cursor.id(say`the section`);
    const isKnown = this.first.has(`section ${token.text}`);
    if (!isKnown || cursor.token.type === 'text') {
      this.refuseTwice('section', token.text, token);
      this.sections.push({ id: token.text, label: cursor.atEnd ? derivedLabel(token.text) : cursor.text(say`label`) });
    }
    if (!cursor.atEnd) throw cursor.flaw(say`the section should end before ${cursor.shown()}`);
    this.section = token.text;
    this.add('section', token.text, region, cursor);
  }

  private readParameter(region: Region, cursor: Cursor): void {
    const token = cursor.look(1);
    if (this.section === null)
      throw new Flaw(cursor.token, say`this belongs to no section; write a line such as “section taste "Taste"” above`);
    const { parameter, options } = readParameter(cursor, this.section);
    this.refuseTwice('parameter', parameter.id, token);
    if (this.parameters.length >= 200) throw new Flaw(token, say`a space has at most 200 parameters`);
    this.parameters.push(parameter);
    this.add('parameter', parameter.id, region, cursor, options);
  }

  private readPriceLine(region: Region, cursor: Cursor, context: RuleContext): void {
    cursor.next();
    const token = cursor.id(say`the price`);
    const label = cursor.token.type === 'text' ? cursor.text(say`label`) : derivedLabel(token.text);
    cursor.expect(':');
    const amount = cents(readPrice(cursor));
    cursor.expect('when');
    const { start } = cursor.token;
    const when = readCondition(cursor, context);
    if (!cursor.atEnd) throw cursor.flaw(say`the price should end before ${cursor.shown()}`, ['and', 'or']);
    if (termsOf(when).includes(PRICE)) {
      throw new Flaw(
        { start, end: cursor.previous.end },
        say`a price line cannot depend on the price, of which it is a part itself`,
      );
    }
    this.refuseTwice('price', token.text, token);
    this.priceLines.push({ id: token.text, label, when, cents: amount });
    this.add('price', token.text, region, cursor);
  }

  private readRule(region: Region, cursor: Cursor, context: RuleContext): void {
    const first = cursor.token;
    if (CONTINUING.some((word) => cursor.is(word)))
      throw new Flaw(first, say`indent this line: it continues the rule above`);
    if (cursor.is('if') && !context.parameters.has('if') && !context.owners.has('if'))
      throw new Flaw(first, say`write “when … then …” instead of “if”`, ['when']);
    if (first.type === 'word' && !first.isQuoted && first.item === null && !isRuleStart(cursor, context)) {
      const names = [...KINDS, 'space', 'section', 'price', 'rule'];
      const what = noSuch(say`statement “${first.text}”`, first.text, names);
      throw new Flaw(first, say`${what}; a rule begins with a name or “rule”`, names, true);
    }
    const token = cursor.is('rule') ? cursor.look(1) : first;
    const rule = readRule(cursor, context);
    this.refuseTwice('rule', rule.id, token);
    if (this.rules.length >= MAX_RULES) throw new Flaw(token, say`a space has at most ${MAX_RULES} rules`);
    this.rules.push(rule);
    this.add('rule', rule.id, region, cursor);
  }

  private refuseTwice(kind: string, id: string, place: { start: number; end: number }): void {
    const key = `${kind} ${id}`;
    const first = this.first.get(key);
    if (first !== undefined)
      throw new Flaw(place, say`the ${kind} “${id}” is there twice, first on line ${lineAt(this.text, first)}`);
    this.first.set(key, place.start);
  }

  private add(kind: StatementKind, id: string, region: Region, cursor: Cursor, items: readonly Item[] = []): void {
    const section = kind === 'section' || kind === 'parameter' ? this.section : null;
    this.statements.push({
      kind,
      id,
      section,
      start: region.start,
      end: cursor.previous.end,
      line: region.line,
      options: items.map(({ id: name, token, end }) => ({ id: name, start: token.start, end })),
    });
  }
}

/** `price big-bag …` is a price line, `price <= 24000` a rule. */
function isNameAt(cursor: Cursor): boolean {
  return cursor.look(1).type === 'word';
}

/** Whether a word can begin a rule; if not, it is rather a statement with a slip of the pen. */
function isRuleStart(cursor: Cursor, { parameters, owners }: RuleContext): boolean {
  const { text } = cursor.token;
  return (
    CONDITION_WORDS.has(text) ||
    ['rule', 'allowed', 'none'].includes(text) ||
    parameters.has(text) ||
    owners.has(text) ||
    CONDITION_WORDS.has(cursor.look(1).text) ||
    cursor.look(1).type !== 'word'
  );
}
