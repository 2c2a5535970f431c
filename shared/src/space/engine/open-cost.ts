import type { OpenCost } from './cost-builder.ts';
import { TRUE } from './model-builder.ts';
import type { Summand } from './numeric-atoms.ts';
import type { Literal } from './rule-model.ts';

/** Adds `factor` times another cost. */
export function addCost(cost: OpenCost, other: OpenCost, factor: number): void {
  cost.constant += factor * other.constant;
  for (const [literal, add] of other.ofLiteral) addLiteral(cost, literal, factor * add);
  for (const [column, summand] of other.ofColumn)
    addSummand(cost, column, { factor: factor * summand.factor, presence: factor * summand.presence });
}

/** What a negation costs is paid at once and given back by what it negates: members of a group have no negation. */
export function addLiteral(cost: OpenCost, literal: Literal, add: number): void {
  if (literal < 0) {
    cost.constant += add;
    return addLiteral(cost, -literal, -add);
  }
  if (literal === TRUE) cost.constant += add;
  else if (add !== 0) cost.ofLiteral.set(literal, (cost.ofLiteral.get(literal) ?? 0) + add);
}

/** Adds what a number or an item of a mix costs. */
export function addSummand(cost: OpenCost, column: string, summand: Summand): void {
  if (summand.factor !== 0 || summand.presence !== 0) addTo(cost.ofColumn, column, summand);
}

/** Adds to what a sum over columns has there already. */
export function addTo(sum: Map<string, Summand>, column: string, { factor, presence }: Summand): void {
  const before = sum.get(column) ?? { factor: 0, presence: 0 };
  sum.set(column, { factor: before.factor + factor, presence: before.presence + presence });
}
