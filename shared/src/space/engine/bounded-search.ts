import type { Cost, EncodedRules } from './encoded-rules.ts';
import { type Assignment, type Bound, type CostPass, costOf, negated } from './bounds.ts';
import { type Evidence, type EvidenceReader, leafOf } from './evidence.ts';
import type { GraphPass } from './graph-pass.ts';

/** Something still to be decided that costs differently: the leaves of a unit, or a column of a part. */
type Fork =
  | { readonly kind: 'unit'; readonly leaves: readonly number[] }
  | { readonly kind: 'column'; readonly part: number; readonly column: number };

/**
 * Existence and number of designs that keep several bounds at once, or one from both sides: one bound is exact by a
 * pass, several together are only necessary, so that what passes them all is looked for by branch and bound.
 */
export class BoundedSearch {
  readonly #rules: EncodedRules;
  readonly #reader: EvidenceReader;
  readonly #graph: GraphPass;
  readonly #costs: CostPass;
  readonly #negated = new Map<Cost, Cost>();
  readonly #units: readonly (readonly number[])[];
  #left = 0;

  constructor(rules: EncodedRules, reader: EvidenceReader, graph: GraphPass, costs: CostPass) {
    this.#rules = rules;
    this.#reader = reader;
    this.#graph = graph;
    this.#costs = costs;
    const inGroup = new Set(rules.model.groups.flat());
    const groups = rules.model.groups.map((group) => group.map((variable) => leafOf(variable)));
    const all = Array.from({ length: rules.model.variables }, (_, index) => index + 1);
    const single = all.filter((variable) => !inGroup.has(variable));
    this.#units = [...groups, ...single.map((variable) => [leafOf(variable), leafOf(-variable)])];
  }

  /** A design that keeps all bounds; null where there is none, `'unknown'` where so many steps do not tell. */
  find(evidence: Evidence, bounds: readonly Bound[], steps: number): Assignment | null | 'unknown' {
    this.#left = steps;
    return this.#find(evidence, bounds);
  }

  /** How many designs keep all bounds; null where so many steps do not tell. */
  count(evidence: Evidence, bounds: readonly Bound[], steps: number): bigint | null {
    this.#left = steps;
    return this.#count(evidence, bounds);
  }

  #find(evidence: Evidence, bounds: readonly Bound[]): Assignment | null | 'unknown' {
    if (!this.#graph.isConsistent(evidence.allowed)) return null;
    const keeps = (found: Assignment): boolean =>
      bounds.every((bound) => costOf(this.#rules, bound.cost, found) <= bound.most);
    for (const { cost, most } of bounds) {
      const found = this.#costs.cheapest(evidence, cost);
      if (!found || costOf(this.#rules, cost, found) > most) return null;
      if (keeps(found)) return found;
    }
    if (this.#left-- <= 0) return 'unknown';
    const open = this.stillOpen(evidence, bounds) ?? [];
    let isKnown = true;
    for (const branch of this.#branches(evidence, open)) {
      const found = this.#find(branch, bounds);
      if (found === 'unknown') isKnown = false;
      else if (found !== null) return found;
    }
    return isKnown ? null : 'unknown';
  }

  #count(evidence: Evidence, bounds: readonly Bound[]): bigint | null {
    const open = this.stillOpen(evidence, bounds);
    if (open === null) return 0n;
    if (open.length === 0) return this.#graph.count(evidence.allowed, cellWeights(this.#rules, this.#reader, evidence));
    if (this.#left-- <= 0) return null;
    let total = 0n;
    for (const branch of this.#branches(evidence, open)) {
      const found = this.#count(branch, open);
      if (found === null) return null;
      total += found;
    }
    return total;
  }

  /** The bounds that some of what is left keeps and some does not; null where all of it breaks one. */
  stillOpen(evidence: Evidence, bounds: readonly Bound[]): Bound[] | null {
    const open: Bound[] = [];
    for (const bound of bounds) {
      if (this.#costs.least(evidence, bound.cost) > bound.most) return null;
      if (-this.#costs.least(evidence, this.#turned(bound.cost)) > bound.most) open.push(bound);
    }
    return open;
  }

  #turned(cost: Cost): Cost {
    const known = this.#negated.get(cost) ?? negated(cost);
    this.#negated.set(cost, known);
    return known;
  }

  /** What is left, cut along what makes most difference to the bounds. */
  #branches(evidence: Evidence, bounds: readonly Bound[]): Evidence[] {
    let best: Fork | null = null;
    let widest = 0;
    const consider = (fork: Fork, spread: number): void => {
      if (spread > widest) [best, widest] = [fork, spread];
    };
    for (const { cost } of bounds) {
      const costOfLeaf = new Map([...cost.ofLiteral].map(([literal, add]) => [leafOf(literal), add]));
      for (const leaves of this.#units) {
        const left = leaves.filter((leaf) => evidence.allowed[leaf] === 1);
        if (left.length > 1)
          consider({ kind: 'unit', leaves: left }, spreadOf(left.map((leaf) => costOfLeaf.get(leaf) ?? 0)));
      }
      for (const [part, rows] of cost.ofValue.entries()) {
        for (const [column, row] of rows.entries()) {
          const mask = evidence.masks[part]?.[column];
          const left = row?.filter((_, at) => !mask || mask[at] === 1) ?? [];
          if (left.length > 1) consider({ kind: 'column', part, column }, spreadOf(left));
        }
      }
    }
    return best ? this.#cut(evidence, best) : [];
  }

  #cut(evidence: Evidence, fork: Fork): Evidence[] {
    if (fork.kind === 'unit') {
      return fork.leaves.map((kept) => {
        const allowed = evidence.allowed.slice();
        for (const leaf of fork.leaves) if (leaf !== kept) allowed[leaf] = 0;
        return { ...evidence, allowed };
      });
    }
    const { part, column } = fork;
    const before = evidence.masks[part]?.[column];
    const size = this.#rules.parts[part]?.component.variables[column]?.values.length ?? 0;
    const left = Array.from({ length: size }, (_, at) => at).filter((at) => !before || before[at] === 1);
    return left.map((at) => this.#reader.restrict(evidence, part, column, at));
  }
}

/** Per leaf how many designs it stands for: a cell for its tuples, everything else for itself. */
export function cellWeights(rules: EncodedRules, reader: EvidenceReader, evidence: Evidence): (number | bigint)[] {
  const weights: (number | bigint)[] = Array.from({ length: 2 * (rules.model.variables + 1) }, () => 1);
  for (const [part, { cells }] of rules.parts.entries()) {
    const counts = reader.passes[part]?.cellCounts(evidence.masks[part] ?? []) ?? [];
    // What no tuple is left of is excluded by the evidence; its weight only says what one tuple more would add.
    for (const [cell, variable] of cells.entries()) weights[leafOf(variable)] = counts[cell] || 1;
  }
  return weights;
}

function spreadOf(costs: readonly number[]): number {
  return costs.reduce((a, b) => Math.max(a, b), -Infinity) - costs.reduce((a, b) => Math.min(a, b), Infinity);
}
