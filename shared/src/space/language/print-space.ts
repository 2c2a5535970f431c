import type { Space } from '../schema.ts';
import { printMoney, printPrice } from './decimal.ts';
import type { SpaceHead } from './parse-head.ts';
import type { SpaceText } from './parse-space.ts';
import { printCondition } from './print-condition.ts';
import { printParameter } from './print-parameter.ts';
import { printRule } from './print-rule.ts';
import { type RuleContext, ruleContext } from './rule-context.ts';
import { sameValue } from '../../same-value.ts';
import { printBlock, printLabel, WIDTH, wrap } from './words.ts';

/**
 * The canonical text of a space. `parseSpaceText` reads back what `normaliseSpace` makes of it.
 * @param space valid: its conditions name what exists, its defaults are within their bounds
 */
export function printSpaceText(space: SpaceText): string {
  const context = ruleContext(space);
  const groups = [
    [printHead(space)],
    ...sectionsOf(space),
    (space.priceLines ?? []).map((line) => printPriceLine(line, context)),
    space.rules.map((rule) => printRule(rule, context)),
  ];
  return `${groups
    .filter((group) => group.length > 0)
    .map(spaced)
    .join('\n\n')}\n`;
}

/** The statement of the space itself. */
export function printHead({ schema, id, label, summary, currency, basePriceCents }: SpaceHead): string {
  return [
    `space ${id}${printLabel(id, label)}`,
    ...(sameValue(summary, label) ? [] : [printBlock('  ', 'summary', summary)]),
    `  currency ${currency}`,
    `  base ${printMoney(basePriceCents)}`,
    ...(schema === 'space/1' ? ['  version 1'] : []),
  ].join('\n');
}

export function printPriceLine(line: NonNullable<Space['priceLines']>[number], context: RuleContext): string {
  const head = `price ${line.id}${printLabel(line.id, line.label)}:`;
  const rest = `${printPrice(line.cents)} when ${printCondition(line.when, context)}`;
  return head.length + rest.length < WIDTH ? `${head} ${rest}` : `${head}\n  ${wrap(rest, 2)}`;
}

export function printSection({ id, label }: Space['sections'][number]): string {
  return `section ${id}${printLabel(id, label)}`;
}

/** Each section with its parameters; one that goes on after another is named again, without its label. */
function sectionsOf({ sections, parameters }: SpaceText): string[][] {
  const groups: string[][] = [];
  let next = 0;
  let current: string | null = null;
  const open = (id: string): void => {
    const index = sections.findIndex((section) => section.id === id);
    if (index < next) groups.push([`section ${id}`]);
    for (; next <= index; next += 1) groups.push([printSection(sections[next] as Space['sections'][number])]);
    current = id;
  };
  for (const parameter of parameters) {
    if (parameter.section !== current) open(parameter.section);
    groups.at(-1)?.push(printParameter(parameter));
  }
  for (; next < sections.length; next += 1) groups.push([printSection(sections[next] as Space['sections'][number])]);
  return groups;
}

/** An empty line around each statement of several lines. */
function spaced(group: readonly string[]): string {
  return group.reduce((text, statement, index) => {
    if (index === 0) return statement;
    const isLong = statement.includes('\n') || (group[index - 1] as string).includes('\n');
    return `${text}\n${isLong ? '\n' : ''}${statement}`;
  }, '');
}
