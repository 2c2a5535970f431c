import { BoundedSearch } from './bounded-search.ts';
import { type Assignment, CostPass, costOf, type Least } from './bounds.ts';
import { CaseCounts, type LeafCounts } from './case-counts.ts';
import type { Domains } from './domains.ts';
import type { EncodedRules } from './encoded-rules.ts';
import { type Evidence, type EvidenceReader, indexOf, leafOf } from './evidence.ts';
import type { Graph } from './graph.ts';
import { GraphPass } from './graph-pass.ts';
import type { Case, Strategy } from './strategy.ts';

/** How many steps a search for a design within several bounds may take, and a count, and how many are drawn before. */
export const MOST_STEPS = { exists: 400, draws: 150 };
/** A count may take so many steps, fewer where each of them takes long. */
const COUNT_STEPS = { least: 60, most: 400, edges: 2_000_000 };

type Draws = (
  rules: EncodedRules,
  reader: EvidenceReader,
  pass: GraphPass,
  evidence: Evidence,
) => (() => Assignment) | null;
let drawsOf: Draws | null = null;

/** `within-limits.ts` says here how to draw designs, which only saves looking for them. */
export function drawWith(make: Draws): void {
  drawsOf = make;
}

/** Answers by passes over the compiled graph. */
export class Compiled implements Strategy {
  readonly pass: GraphPass;
  readonly costs: CostPass;
  readonly #rules: EncodedRules;
  readonly #reader: EvidenceReader;
  readonly search: BoundedSearch;
  readonly #counts: CaseCounts;
  readonly #found: Uint8Array;
  readonly #unitOf: Int32Array;
  readonly #countSteps: number;

  constructor(rules: EncodedRules, reader: EvidenceReader, graph: Graph) {
    this.#rules = rules;
    this.#reader = reader;
    this.#unitOf = graph.unitOf;
    const edges = rules.parts.reduce((sum, { component }) => sum + component.edgeTo.length, graph.children.length);
    const { least, most, edges: all } = COUNT_STEPS;
    this.#countSteps = Math.max(least, Math.min(most, Math.floor(all / (edges + 1))));
    this.pass = new GraphPass(graph);
    this.costs = new CostPass(rules, reader, this.pass);
    this.search = new BoundedSearch(rules, reader, this.pass, this.costs);
    this.#counts = new CaseCounts(rules, reader, this.pass, edges);
    this.#found = new Uint8Array(graph.leaves);
  }

  exists({ evidence, bounds }: Case): boolean | null {
    const [bound] = bounds;
    if (!this.pass.isConsistent(evidence.allowed)) return false;
    if (!bound) return true;
    if (bounds.length === 1) return this.costs.least(evidence, bound.cost) <= bound.most;
    const found = this.search.find(evidence, bounds, MOST_STEPS.exists);
    return found === 'unknown' ? null : found !== null;
  }

  count({ evidence, bounds }: Case): bigint | null {
    const open = this.search.stillOpen(evidence, bounds);
    if (open === null) return 0n;
    const counted = open.length > 1 ? null : this.#counts.count(evidence, open[0]);
    return counted ?? this.search.count(evidence, open, this.#countSteps);
  }

  /** Null where several limits, or fine costs, are in the way. */
  counts(one: Case): LeafCounts | null {
    return this.#counts.counts(one);
  }

  addPossible(domains: Domains, one: Case): void {
    const { evidence, bounds } = one;
    if (bounds.length === 0) return this.#addUnbounded(domains, evidence);
    const least = bounds.map(({ cost, most }) => ({ most, ...this.costs.leastOfEach(evidence, cost) }));
    const isSure = bounds.length === 1;
    if (isSure ? least.every(({ total, most }) => total <= most) : this.exists(one)) domains.isConsistent = true;
    if (!isSure) this.#addDraws(domains, one);
    for (let leaf = 2; leaf < domains.leaves.length; leaf += 1) {
      if (domains.leaves[leaf] === 1 || !least.every(({ perLeaf, most }) => (perLeaf[leaf] as number) <= most))
        continue;
      if (isSure) domains.leaves[leaf] = 1;
      else this.#prove(domains, one, this.#withLeaf(evidence, leaf), () => (domains.leaves[leaf] = 1));
    }
    for (const [part, columns] of domains.values.entries()) {
      for (const [column, values] of columns.entries()) {
        for (let at = 0; at < values.length; at += 1) {
          if (values[at] === 1 || !least.every((each) => isWithin(each, part, column, at))) continue;
          if (isSure) values[at] = 1;
          else this.#prove(domains, one, this.#reader.restrict(evidence, part, column, at), () => (values[at] = 1));
        }
      }
    }
  }

  /** What random designs within the bounds have needs no looking for. */
  #addDraws(domains: Domains, { evidence, bounds }: Case): void {
    const draw = drawsOf?.(this.#rules, this.#reader, this.pass, evidence);
    for (let index = 0; draw && index < MOST_STEPS.draws; index += 1) {
      const drawn = draw();
      if (bounds.every(({ cost, most }) => costOf(this.#rules, cost, drawn) <= most))
        this.#addAll(domains, evidence, drawn);
    }
  }

  /** Passing every bound by itself is only necessary: looks for a design that keeps them together. */
  #prove(domains: Domains, { evidence, bounds }: Case, restricted: Evidence, add: () => void): void {
    const found = this.search.find(restricted, bounds, MOST_STEPS.exists);
    if (found === 'unknown') domains.isExact = false;
    else if (found !== null) {
      add();
      this.#addAll(domains, evidence, found);
    }
  }

  /** Everything in a design is possible, unless it took something back to get there. */
  #addAll(domains: Domains, { allowed, masks }: Evidence, { leaves, values }: Assignment): void {
    const isOutside = values.some((columns, part) =>
      columns.some((value, column) => {
        const mask = masks[part]?.[column];
        return mask && mask[this.#indexOf(part, column, value)] !== 1;
      }),
    );
    if (isOutside || Array.from(leaves).some((leaf) => leaf > 1 && allowed[leaf] === 0)) return;
    for (const leaf of Array.from(leaves)) domains.leaves[leaf] = 1;
    for (const [part, columns] of values.entries()) {
      for (const [column, value] of columns.entries()) {
        const marks = domains.values[part]?.[column];
        if (marks) marks[this.#indexOf(part, column, value)] = 1;
      }
    }
  }

  #indexOf(part: number, column: number, value: number): number {
    return indexOf(this.#rules.parts[part]?.component.variables[column]?.values ?? [], value);
  }

  #addUnbounded(domains: Domains, evidence: Evidence): void {
    if (this.pass.possible(evidence.allowed, this.#found)) domains.isConsistent = true;
    for (let leaf = 0; leaf < this.#found.length; leaf += 1) if (this.#found[leaf] === 1) domains.leaves[leaf] = 1;
    for (const [part, { cells }] of this.#rules.parts.entries()) {
      const left = Uint8Array.from(cells, (cell) => this.#found[leafOf(cell)] as number);
      const possible = this.#reader.passes[part]?.possible(evidence.masks[part] ?? [], left) ?? [];
      for (const [column, found] of possible.entries()) {
        const values = domains.values[part]?.[column];
        for (let at = 0; at < found.length; at += 1) if (values && found[at] === 1) values[at] = 1;
      }
    }
  }

  /** The evidence with this leaf in place of whatever was left of its unit. */
  #withLeaf(evidence: Evidence, leaf: number): Evidence {
    const allowed = evidence.allowed.slice();
    const unit = this.#unitOf[leaf >> 1];
    for (let variable = 1; variable < this.#unitOf.length; variable += 1)
      if (this.#unitOf[variable] === unit) allowed[2 * variable] = allowed[2 * variable + 1] = 0;
    allowed[leaf] = 1;
    return { ...evidence, allowed };
  }
}

function isWithin(
  { perValue, most }: Least & { readonly most: number },
  part: number,
  column: number,
  at: number,
): boolean {
  return (perValue[part]?.[column]?.[at] ?? Infinity) <= most;
}
