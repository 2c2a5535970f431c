import { unitsOf, type RuleModel } from './rule-model.ts';

/**
 * A leaf says that a variable holds (2 × variable) or does not (2 × variable + 1). The second kind exists only for
 * variables outside of groups: of a group every design has exactly one leaf, that of the member which holds.
 */
export type Leaf = number;

/**
 * All designs of a rule model as a directed graph without cycles (smooth deterministic decomposable negation normal
 * form). A vertex below `leaves` is a leaf, vertex `leaves + n` is node n; children come before their parents and the
 * last node is the root. No two children of an OR have a design in common, no two children of an AND have a unit in
 * common, and all children of an OR speak of the same units, so that every design holds exactly one leaf per unit, but for
 * the variables that the model calls defined, of which no leaf speaks.
 * An OR without children is false; only the root can be.
 */
export interface Graph {
  /** Per variable its unit, and how many units there are; see `unitsOf`. */
  readonly unitOf: Int32Array;
  readonly units: number;
  /** How many vertices are leaves: 2 × (variables + 1), counting numbers that no leaf has. */
  readonly leaves: number;
  /** Per node 1 for OR, 0 for AND. */
  readonly isOr: Uint8Array;
  /** Node n has the children `children[starts[n]]` … `children[starts[n + 1] - 1]`, vertices in ascending order. */
  readonly starts: Int32Array;
  readonly children: Int32Array;
}

/** The graph of `model` with the given nodes; see `Graph` for what they must be like. */
export function makeGraph(model: RuleModel, isOr: Uint8Array, starts: Int32Array, children: Int32Array): Graph {
  const { unitOf, count } = unitsOf(model);
  return { unitOf, units: count, leaves: 2 * model.variables + 2, isOr, starts, children };
}

/** Evidence that allows every leaf: 1 per leaf that exists, 0 for the numbers that are none. */
export function everyLeaf(model: RuleModel): Uint8Array {
  const allowed = new Uint8Array(2 * model.variables + 2).fill(1, 2);
  for (const group of model.groups) for (const variable of group) allowed[2 * variable + 1] = 0;
  return allowed;
}
