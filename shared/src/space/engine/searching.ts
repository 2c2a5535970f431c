import { type Assignment, type Bound, costOf } from './bounds.ts';
import type { Domains } from './domains.ts';
import type { EncodedRules } from './encoded-rules.ts';
import { type Evidence, type EvidenceReader, leafOf } from './evidence.ts';
import { everyLeaf } from './graph.ts';
import { type Literal, unitsOf } from './rule-model.ts';
import { Solver } from './solver.ts';
import { backbone } from './solver-backbone.ts';
import { type Case, searchWith, type Strategy } from './strategy.ts';

/** A search that runs into so many contradictions is given up: seconds, where an answer takes milliseconds. */
const MOST_CONFLICTS = 50_000;

/**
 * Answers by searching: for rules that are too hard to be compiled, and before they are. Within bounds it only knows
 * what its first find shows; what that leaves open it calls unknown.
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
    const found = this.#solver.solve(this.#assumptions(evidence).flat(), { maxConflicts: MOST_CONFLICTS });
    if (found !== true || bounds.length === 0) return found;
    if (bounds.some(({ cost, most }) => this.#lowest(evidence, cost) > most)) return false;
    return this.#cheapFind(evidence, bounds) ? true : null;
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

  /** A cost that nothing of what is left is under: the sum of the least of each unit and column. */
  #lowest({ allowed, masks }: Evidence, { constant, ofLiteral, ofValue }: Bound['cost']): number {
    let lowest = constant;
    for (const literals of this.#units) {
      const left = literals.filter((literal) => allowed[leafOf(literal)] === 1);
      lowest += left.reduce((least, literal) => Math.min(least, ofLiteral.get(literal) ?? 0), Infinity);
    }
    for (const [part, rows] of ofValue.entries()) {
      for (const [column, row] of rows.entries()) {
        const mask = masks[part]?.[column];
        if (row) lowest += row.reduce((least, add, at) => (mask?.[at] === 0 ? least : Math.min(least, add)), Infinity);
      }
    }
    return lowest;
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
