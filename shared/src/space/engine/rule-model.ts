/** A variable (1 … `variables`) or its negation, as in DIMACS: 3 is "variable 3 holds", −3 that it does not. */
export type Literal = number;

/**
 * Rules in the form that solver and compiler work on: propositional clauses, and groups of which exactly one variable
 * holds (the options of a `one`, the cells of a component), so that nobody has to write a clause per pair of options.
 */
export interface RuleModel {
  /** How many variables there are; they are numbered from 1. */
  readonly variables: number;
  /** Disjoint, none empty; of each exactly one variable holds. */
  readonly groups: readonly (readonly number[])[];
  /** Each holds when one of its literals does. An empty one makes the model contradictory. */
  readonly clauses: readonly (readonly Literal[])[];
  /** Per clause the index of the rule that it comes from; −1 for what only defines variables and always holds. */
  readonly ruleOf: readonly number[];
  /** How many rules there are. */
  readonly rules: number;
  /** Variables outside of groups that unit propagation decides once all others are: a graph need not speak of them. */
  readonly defined?: readonly number[];
}

/**
 * What a person chooses as a whole: a group, or a variable outside of all groups. Per variable (index 0 is unused) the
 * number of its unit; groups come first, in their order, then the other variables, in theirs.
 */
export function unitsOf(model: RuleModel): { readonly unitOf: Int32Array; readonly count: number } {
  const unitOf = new Int32Array(model.variables + 1).fill(-1);
  for (const [unit, group] of model.groups.entries()) for (const variable of group) unitOf[variable] = unit;
  let count = model.groups.length;
  for (let variable = 1; variable <= model.variables; variable += 1) {
    if (unitOf[variable] === -1) unitOf[variable] = count++;
  }
  return { unitOf, count };
}
