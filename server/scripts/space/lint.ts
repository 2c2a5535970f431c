import { decimalText } from 'shared/space/decimal.ts';
import { type Finding, lintSpace } from 'shared/space/lint.ts';
import type { Space } from 'shared/space/schema.ts';
import type { Facts } from './facts.ts';

/** How serious something is: with an error the space cannot be used. */
type Severity = 'error' | 'warning' | 'note';
export type Graded = Finding & { readonly severity: Severity };

const SEVERITY: Readonly<Record<Finding['code'], Severity>> = {
  no_design: 'error',
  impossible_option: 'warning',
  impossible_value: 'warning',
  unreachable_limit: 'warning',
  forced_option: 'note',
  always_true: 'note',
  implied_rule: 'note',
};

export function findingsOf(space: Space): Graded[] {
  return lintSpace(space).map((finding) => ({ severity: SEVERITY[finding.code], ...finding }));
}

/** A model has no rules with names, so that only options can be spoken of. */
export function findingsOfModel(id: string, { satisfiable, core, dead }: Facts): Graded[] {
  if (satisfiable === false) return [{ severity: 'error', code: 'no_design', about: id, rules: [] }];
  return [
    ...dead.map((about): Graded => ({ severity: 'warning', code: 'impossible_option', about, rules: [] })),
    ...core.map((about): Graded => ({ severity: 'note', code: 'forced_option', about, rules: [] })),
  ];
}

/** One line for people. */
export function lineOf({ severity, code, about, values = [], rules }: Graded, space: Space | null): string {
  const parameter = space?.parameters.find(({ id }) => id === about);
  const decimals = parameter?.kind === 'number' ? parameter.decimals : 0;
  const because = rules.length > 0 ? ` (${rules.length === 1 ? 'rule' : 'rules'} ${rules.join(', ')})` : '';
  const said: Record<Finding['code'], string> = {
    no_design: `${about}: no design keeps all rules${because}`,
    impossible_option: `${about}: no design can have it${because}`,
    impossible_value: `${about}: no design can have ${values.map((value) => decimalText(value, decimals)).join(', ')}${because}`,
    unreachable_limit: `rule ${about}: every design is over its limit${because}`,
    forced_option: `${about}: every design has it${because}`,
    always_true: `rule ${about}: forbids nothing`,
    implied_rule: `rule ${about}: follows from other rules${because}`,
  };
  return `${severity} ${code}: ${said[code]}`;
}
