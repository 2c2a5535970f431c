import { type Assignment, type Bound, costOf } from './bounds.ts';
import type { Domains } from './domains.ts';
import type { EncodedRules } from './encoded-rules.ts';
import { type Evidence, type EvidenceReader, leafCosts, leafOf } from './evidence.ts';
import { everyLeaf } from './graph.ts';
import { type Literal, unitsOf } from './rule-model.ts';
import { Solver } from './solver.ts';
import { backbone } from './solver-backbone.ts';
import { type Case, searchWith, type Strategy } from './strategy.ts';

/** A search that runs into so many contradictions is given up: seconds, where an answer takes milliseconds. */
const MOST_CONFLICTS = 50_000;
/** How often a search within bounds may branch. */
const MOST_STEPS = 200;

/**
 * Answers by searching: for rules that are too hard to be compiled, and before they are. What a search within bounds does
 * not find out in so many steps it calls unknown.
 */
class Searching implements Strategy {
  readonly #rules: EncodedRules;
  readonly #reader: EvidenceReader;
  readonly #solver: Solver;
  readonly #units: readonly (readonly Literal[])[];

  constructor(rules: EncodedRules, reader: EvidenceReader) {
    this.#rules = rules;
    this.#reader = reader;
    this.#solver = new Solver(rules.model);
    const everything = everyLeaf(rules.model);
    const { unitOf, count } = unitsOf(rules.model);
    const units = Array.from({ length: count }, (): Literal[] => []);
    for (let variable = 1; variable <= rules.model.variables; variable += 1) {
      const unit = units[unitOf[variable] as number];
      for (const literal of [variable, -variable]) if (everything[leafOf(literal)] === 1) unit?.push(literal);
    }
    this.#units = units;
  }

  exists({ evidence, bounds }: Case): boolean | null {
    return this.#exists(evidence, bounds, { left: MOST_STEPS });
  }

  /** Within bounds by branch and bound: under the least that what is left may cost, along what makes most difference. */
  #exists(evidence: Evidence, bounds: readonly Bound[], steps: { left: number }): boolean | null {
    const assumed = this.#assumptions(evidence).flat();
    const found = this.#solver.solve(assumed, { maxConflicts: MOST_CONFLICTS });
    if (found !== true || bounds.length === 0) return found;
    const allowed = evidence.allowed.slice();
    for (const literal of this.#solver.implied(assumed) ?? []) allowed[leafOf(-literal)] = 0;
    const left = { ...evidence, allowed };
    const costs = bounds.map(({ cost }) => this.#leafCosts(left, cost));
    if (bounds.some(({ cost, most }, at) => this.#lowest(left, cost, costs[at] as Float64Array) > most)) return false;
    if (this.#cheapFind(left, bounds)) return true;
    if (steps.left-- <= 0) return null;
    let isKnown = true;
    for (const branch of this.#branches(left, bounds, costs)) {
      const inBranch = this.#exists(branch, bounds, steps);
      if (inBranch) return true;
      if (inBranch === null) isKnown = false;
    }
    return isKnown ? false : null;
  }

  /** What is left, cut along a unit; where only values are open, along those of a column. */
  #branches(left: Evidence, bounds: readonly Bound[], costs: readonly Float64Array[]): Evidence[] {
    const fork = this.#fork(left, costs);
    if (fork.length > 0) {
      return fork.map((literal) => {
        const allowed = left.allowed.slice();
        for (const other of fork) if (other !== literal) allowed[leafOf(other)] = 0;
        return { ...left, allowed };
      });
    }
    for (const [part, { component }] of this.#rules.parts.entries()) {
      for (const [column, { values }] of component.variables.entries()) {
        const mask = left.masks[part]?.[column];
        const open = [...values.keys()].filter((at) => !mask || mask[at] === 1);
        const matters = bounds.some(
          ({ cost }) => new Set(open.map((at) => cost.ofValue[part]?.[column]?.[at] ?? 0)).size > 1,
        );
        if (matters) return open.map((at) => this.#reader.restrict(left, part, column, at));
      }
    }
    return [];
  }

  count(): null {
    return null;
  }

  addPossible(domains: Domains, one: Case): void {
    const { evidence, bounds } = one;
    const exists = this.exists(one);
    if (exists) domains.isConsistent = true;
    const possible = (leaves: Evidence, literals: readonly Literal[]): Uint8Array =>
      backbone(this.#solver, this.#assumptions(leaves).flat(), literals);
    const assumptions = this.#assumptions(evidence);
    const open = this.#units.filter((_, unit) => assumptions[unit]?.length === 0).flat();
    const own = this.#units.flatMap((literals, unit) => (assumptions[unit]?.length === 0 ? [] : [{ literals, unit }]));
    const found = new Uint8Array(domains.leaves.length);
    for (const [at, isFound] of possible(evidence, open).entries()) found[leafOf(open[at] as Literal)] = isFound;
    for (const { literals, unit } of own) {
      const others = this.#withUnit(evidence, unit);
      for (const [at, isFound] of possible(others, literals).entries())
        found[leafOf(literals[at] as Literal)] = isFound;
    }
    this.#addValues(domains, one, found);
    for (const [leaf, isFound] of found.entries()) {
      if (isFound === 0 || domains.leaves[leaf] === 1) continue;
      const isSure = bounds.length === 0 || this.exists({ evidence: this.#withOnly(evidence, leaf), bounds });
      if (isSure) domains.leaves[leaf] = 1;
      else if (isSure === null) domains.isExact = false;
    }
  }

  #addValues(domains: Domains, { evidence, bounds }: Case, found: Uint8Array): void {
    for (const [part, { cells }] of this.#rules.parts.entries()) {
      const left = Uint8Array.from(cells, (cell) => found[leafOf(cell)] as number);
      const possible = this.#reader.passes[part]?.possible(evidence.masks[part] ?? [], left) ?? [];
      for (const [column, marks] of possible.entries()) {
        const values = domains.values[part]?.[column];
        for (let at = 0; values && at < marks.length; at += 1) {
          if (marks[at] === 0 || values[at] === 1) continue;
          const isSure =
            bounds.length === 0 || this.exists({ evidence: this.#reader.restrict(evidence, part, column, at), bounds });
          if (isSure) values[at] = 1;
          else if (isSure === null) domains.isExact = false;
        }
      }
    }
  }

  /** Per unit what has to be assumed of it: the only literal that is left, or none of those that are not. */
  #assumptions({ allowed }: Evidence): Literal[][] {
    return this.#units.map((literals) => {
      const left = literals.filter((literal) => allowed[leafOf(literal)] === 1);
      if (left.length === literals.length) return [];
      return left.length === 1
        ? left
        : literals.filter((literal) => !left.includes(literal)).map((literal) => -literal);
    });
  }

  /** The evidence with all of a unit left. */
  #withUnit(evidence: Evidence, unit: number): Evidence {
    const allowed = evidence.allowed.slice();
    for (const literal of this.#units[unit] ?? []) allowed[leafOf(literal)] = 1;
    return { ...evidence, allowed };
  }

  #withOnly(evidence: Evidence, leaf: number): Evidence {
    const unit = this.#units.findIndex((literals) => literals.some((literal) => leafOf(literal) === leaf));
    const allowed = evidence.allowed.slice();
    for (const literal of this.#units[unit] ?? []) allowed[leafOf(literal)] = 0;
    allowed[leaf] = 1;
    return { ...evidence, allowed };
  }

  /** What each leaf costs; a cell what the cheapest tuple in it does. */
  #leafCosts({ masks }: Evidence, cost: Bound['cost']): Float64Array {
    const costs = leafCosts(this.#rules, cost);
    for (const [part, { cells }] of this.#rules.parts.entries()) {
      const rows = cost.ofValue[part] ?? [];
      if (rows.every((row) => row === null)) continue;
      const perCell = this.#reader.passes[part]?.cellCosts(masks[part] ?? [], rows);
      for (const [at, cell] of cells.entries()) costs[leafOf(cell)] = perCell?.[at] ?? 0;
    }
    return costs;
  }

  /** A cost that nothing of what is left is under: the sum of the least of each unit. */
  #lowest({ allowed }: Evidence, { constant }: Bound['cost'], costs: Float64Array): number {
    let lowest = constant;
    for (const literals of this.#units) {
      const left = literals.filter((literal) => allowed[leafOf(literal)] === 1);
      lowest += left.reduce((least, literal) => Math.min(least, costs[leafOf(literal)] as number), Infinity);
    }
    return lowest;
  }

  /** The unit that is open and makes most difference, the cheapest of it first; nothing where none makes any. */
  #fork({ allowed }: Evidence, costs: readonly Float64Array[]): Literal[] {
    let [fork, widest]: [Literal[], number] = [[], 0];
    for (const literals of this.#units) {
      const left = literals.filter((literal) => allowed[leafOf(literal)] === 1);
      for (const each of costs) {
        const own = left.map((literal) => each[leafOf(literal)] as number);
        const spread = Math.max(...own) - Math.min(...own);
        if (left.length < 2 || !(spread > widest)) continue;
        fork = left.toSorted((a, b) => (each[leafOf(a)] as number) - (each[leafOf(b)] as number));
        widest = spread;
      }
    }
    return fork;
  }

  /** Whether a design that tries to be cheap keeps the bounds. */
  #cheapFind(evidence: Evidence, bounds: readonly Bound[]): boolean {
    return bounds.some(({ cost }) => {
      // Of its own: what it finds must not depend on what was asked before, or replicas would disagree.
      const solver = new Solver(this.#rules.model);
      const byCost = [...cost.ofLiteral].sort(([, a], [, b]) => b - a);
      for (const [literal, add] of byCost) solver.prefer(add > 0 ? -literal : literal);
      if (solver.solve(this.#assumptions(evidence).flat(), { maxConflicts: MOST_CONFLICTS }) !== true) return false;
      const found = this.#assignment(solver, evidence, cost);
      return bounds.every((bound) => costOf(this.#rules, bound.cost, found) <= bound.most);
    });
  }

  #assignment(solver: Solver, evidence: Evidence, cost: Bound['cost']): Assignment {
    const leaves = this.#units.flatMap((literals) =>
      literals.filter((literal) => solver.holds(Math.abs(literal)) === literal > 0).map(leafOf),
    );
    const values = this.#rules.parts.map(({ cells }, part) => {
      const cell = cells.findIndex((variable) => solver.holds(variable));
      return this.#reader.passes[part]?.cheapestTuple(evidence.masks[part] ?? [], cell, cost.ofValue[part] ?? []) ?? [];
    });
    return { leaves, values };
  }
}

searchWith((rules, reader) => new Searching(rules, reader));
