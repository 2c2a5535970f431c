import { DomainError } from '../../errors.ts';
import type { EncodedChoice, EncodedRules } from './encoded-rules.ts';
import type { Literal } from './rule-model.ts';

/** The format of a model whose options are only yes or no; what feature models are exchanged in. */
export const MODEL_FORMAT = 'rules/1';

/** More than the largest published models have; a file with more would not be answered in time anyway. */
const MOST_VARIABLES = 100_000;
const MOST_LITERALS = 5_000_000;

/**
 * A model of yes/no options and clauses, as the engine calculates with it: a switch per variable, by its id.
 * @param model what was parsed from JSON: `{ format: "rules/1", variables: [{ id, values: [false, true] }], clauses: [[3, -7]] }`;
 *   3 says that the third variable holds, −7 that the seventh does not. Whatever else it has is not looked at.
 * @throws DomainError `space_invalid` with the place and what would be right
 */
export function encodeModel(model: unknown): EncodedRules {
  if (!isRecord(model)) fail('/', 'a model is an object with format, variables and clauses');
  const { format, variables, clauses } = model;
  if (format !== MODEL_FORMAT) fail('format', `${shown(format)} is not known; this reads "${MODEL_FORMAT}"`);
  const choices = readVariables(variables);
  const read = readClauses(clauses, choices.size);
  return {
    model: { variables: choices.size, groups: [], clauses: read, ruleOf: read.map(() => -1), rules: 0 },
    choices,
    parts: [],
    price: { constant: 0, ofLiteral: new Map(), ofValue: [] },
    limits: [],
    rules: [],
  };
}

function readVariables(variables: unknown): Map<string, EncodedChoice> {
  if (!Array.isArray(variables)) fail('variables', 'a list of { "id": …, "values": [false, true] } is missing');
  if (variables.length > MOST_VARIABLES)
    fail('variables', `there are ${variables.length}; at most ${MOST_VARIABLES} can be calculated with`);
  const choices = new Map<string, EncodedChoice>();
  for (const [index, variable] of (variables as readonly unknown[]).entries()) {
    const place = `variables/${index}`;
    if (!isRecord(variable) || typeof variable['id'] !== 'string' || variable['id'] === '')
      fail(place, 'a variable needs an id, a text that is not empty');
    const { id, values } = variable as { readonly id: string; readonly values?: unknown };
    if (choices.has(id)) fail(place, `${shown(id)} is there twice; every id may be used once`);
    if (!isYesNo(values)) fail(`${place}/values`, 'every variable is a yes/no option: [false, true]');
    choices.set(id, { kind: 'switch', literal: index + 1 });
  }
  return choices;
}

function readClauses(clauses: unknown, variables: number): Literal[][] {
  if (!Array.isArray(clauses)) fail('clauses', 'a list of clauses such as [3, -7] is missing');
  let literals = 0;
  return (clauses as readonly unknown[]).map((clause, index) => {
    const place = `clauses/${index}`;
    if (!Array.isArray(clause)) fail(place, 'a clause is a list of literals such as [3, -7]');
    literals += clause.length;
    if (literals > MOST_LITERALS)
      fail(place, `there are more than ${MOST_LITERALS} literals; that is more than can be calculated with`);
    for (const literal of clause as readonly unknown[]) {
      if (!Number.isInteger(literal) || literal === 0 || Math.abs(literal as number) > variables)
        fail(place, `${shown(literal)} is no literal; there are 1 … ${variables} and −1 … −${variables}`);
    }
    return withoutRepeats(clause as readonly Literal[]);
  });
}

/** One that says "this or not this" stays as it is: solver and compiler leave it out. */
function withoutRepeats(clause: readonly Literal[]): Literal[] {
  return [...new Set(clause)];
}

function isYesNo(values: unknown): boolean {
  return Array.isArray(values) && values.length === 2 && values.includes(false) && values.includes(true);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Short, whatever it is. */
function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

function fail(place: string, message: string): never {
  throw new DomainError('space_invalid', `${place}: ${message}`, { place, message });
}
