import { cellWeights } from './bounded-search.ts';
import type { Bound } from './bounds.ts';
import type { costHistogram, CostHistogram } from './cost-histogram.ts';
import type { EncodedRules } from './encoded-rules.ts';
import type { Evidence, EvidenceReader } from './evidence.ts';
import type { GraphPass } from './graph-pass.ts';
import type { Case } from './strategy.ts';

/** How many designs of a case have each leaf, the evidence on its own unit taken back. */
export interface LeafCounts {
  readonly perLeaf: (leaf: number) => bigint;
  /** The same with the leaf counted once, whatever it stands for: for cells on whose tuples no bound depends. */
  readonly once: (leaf: number) => bigint;
}

let histogramOf: typeof costHistogram | null = null;

/** `within-limits.ts` says here how costs are counted: it is loaded only where rules limit them. */
export function countCostsWith(make: typeof costHistogram): void {
  histogramOf = make;
}

/** How many bits of histograms all edges together may pass on: up to about a second, for the whole and per leaf. */
const MOST_BITS = { count: 4e9, counts: 1.5e9 };

/** Exact numbers of designs with one bound on what they cost or none, by one pass. */
export class CaseCounts {
  readonly #rules: EncodedRules;
  readonly #reader: EvidenceReader;
  readonly #pass: GraphPass;
  readonly #edges: number;

  /** @param edges how many there are in the graph and in all parts */
  constructor(rules: EncodedRules, reader: EvidenceReader, pass: GraphPass, edges: number) {
    this.#rules = rules;
    this.#reader = reader;
    this.#pass = pass;
    this.#edges = edges;
  }

  /** Null where costs are too fine to be told apart in reasonable time, or nothing that counts them is loaded. */
  count(evidence: Evidence, bound?: Bound): bigint | null {
    const all = this.#pass.count(evidence.allowed, cellWeights(this.#rules, this.#reader, evidence));
    if (!bound || all === 0n) return all;
    const histogram = this.#histogram(evidence, bound, all, MOST_BITS.count);
    return histogram && histogram.within(this.#pass.count(evidence.allowed, histogram.weights));
  }

  /** Null also where several bounds have to be kept together. */
  counts({ evidence, bounds }: Case): LeafCounts | null {
    const [bound, ...others] = bounds;
    const weights = cellWeights(this.#rules, this.#reader, evidence);
    const { perLeaf } = this.#pass.counts(evidence.allowed, weights);
    if (!bound) return { perLeaf, once: (leaf) => perLeaf(leaf) / BigInt(weights[leaf] ?? 1) };
    if (others.length > 0) return null;
    let most = 0n;
    for (let leaf = 2; leaf < evidence.allowed.length; leaf += 1) {
      const count = perLeaf(leaf);
      if (count > most) most = count;
    }
    const histogram = this.#histogram(evidence, bound, most, MOST_BITS.counts);
    if (!histogram) return null;
    const packed = this.#pass.counts(evidence.allowed, histogram.weights).perLeaf;
    return {
      perLeaf: (leaf) => histogram.within(packed(leaf)),
      once: (leaf) => histogram.within(packed(leaf) / BigInt(histogram.weights[leaf] ?? 1)),
    };
  }

  #histogram(evidence: Evidence, bound: Bound, designs: bigint, mostBits: number): CostHistogram | null {
    return histogramOf?.(this.#rules, this.#reader, evidence, bound, designs, mostBits / (this.#edges + 1)) ?? null;
  }
}
