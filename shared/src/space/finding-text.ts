import { assertNever } from '../assert-never.ts';
import { splitTerm } from './condition.ts';
import { decimalText } from './decimal.ts';
import type { Finding } from './lint.ts';
import type { Parameter, Space } from './schema.ts';

/** How many values are listed one by one. */
const MOST_LISTED = 8;

/** A finding in English, on one line, for the command line; screens say it in the reader's own language. */
export function findingText({ code, about, values = [], rules }: Finding, space: Space): string {
  const because = rules.length > 0 ? `, because of ${rulesText(rules)}` : '';
  switch (code) {
    case 'no_design':
      return `No design of “${space.label.en}” keeps ${rules.length > 0 ? rulesText(rules) : 'the bounds of its parameters'}.`;
    case 'impossible_option':
      return `No design can have ${nameOf(space, about)}${because}.`;
    case 'impossible_value':
      return `No design can have ${valuesText(space, about, values)} for ${nameOf(space, about)}${because}.`;
    case 'forced_option':
      return `Every design has ${nameOf(space, about)}${because}.`;
    case 'unreachable_limit':
      return `No design keeps the limit of rule ${about}${because}.`;
    case 'always_true':
      return `Rule ${about} rules nothing out.`;
    case 'implied_rule':
      return `Rule ${about} already follows from ${rulesText(rules)}.`;
    default:
      return assertNever(code);
  }
}

function rulesText(rules: readonly string[]): string {
  return rules.length === 1
    ? `rule ${rules.join()}`
    : `rules ${rules.slice(0, -1).join(', ')} and ${rules.at(-1) ?? ''}`;
}

/** `Body: Cabrio (body.cabrio)`. */
function nameOf(space: Space, about: string): string {
  const { parameter: id, item } = splitTerm(about);
  const parameter = space.parameters.find((candidate) => candidate.id === id);
  if (!parameter) return about;
  const option = optionsOf(parameter).find((candidate) => candidate.id === item);
  return `${parameter.label.en}${option ? `: ${option.label.en}` : ''} (${about})`;
}

function optionsOf(parameter: Parameter): readonly { readonly id: string; readonly label: { readonly en: string } }[] {
  return 'options' in parameter ? parameter.options : 'items' in parameter ? parameter.items : [];
}

/** Few values one by one, more as ranges. */
function valuesText(space: Space, about: string, values: readonly number[]): string {
  const number = space.parameters.find(({ id }) => id === about);
  const [step, decimals, unit] =
    number?.kind === 'number' ? [number.step, number.decimals, ` ${number.unit.en}`] : [1, 0, ''];
  const runs: [from: number, to: number][] = [];
  for (const value of values) {
    const last = runs.at(-1);
    if (last && value === last[1] + step) last[1] = value;
    else runs.push([value, value]);
  }
  const shown = runs
    .slice(0, MOST_LISTED)
    .map(([from, to]) => (from === to ? [from] : [from, to]).map((value) => decimalText(value, decimals)).join(' to '));
  return `${shown.join(', ')}${runs.length > MOST_LISTED ? ' and others' : ''}${unit}`;
}
