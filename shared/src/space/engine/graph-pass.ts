import { anyCheapestChoice, cheapestChoices, costDown, costUp } from './graph-cost.ts';
import { countDown, countUp, countWith, drawBelow, type Weights, type Whole } from './graph-count.ts';
import { GraphMarks } from './graph-marks.ts';
import { walk } from './graph-walk.ts';
import type { Graph, Leaf } from './graph.ts';

/**
 * Questions to a graph, each answered by one walk from the leaves to the root and, where the answer is one per leaf,
 * one back. Evidence is per leaf whether a design may hold it (0: no).
 *
 * What is said per leaf takes the evidence on the leaf's own unit back while all other evidence stays (partial
 * derivatives of the network polynomial, Darwiche 2003): so it says of every option what choosing it instead of what
 * is chosen now would mean.
 */
export class GraphPass {
  readonly #graph: Graph;
  readonly #marks: GraphMarks;
  readonly #costUp: Float64Array;
  readonly #costDown: Float64Array;
  readonly #counts: Whole[];

  constructor(graph: Graph) {
    const vertices = graph.leaves + graph.isOr.length;
    this.#graph = graph;
    this.#marks = new GraphMarks(graph);
    this.#costUp = new Float64Array(vertices);
    this.#costDown = new Float64Array(vertices);
    this.#counts = Array.from({ length: vertices }, () => 0);
  }

  /** Whether a design exists that holds only allowed leaves. */
  isConsistent(allowed: Uint8Array): boolean {
    return this.#marks.isLeft(allowed);
  }

  /**
   * Which leaves are possible, the evidence on their own unit taken back.
   * @param out is filled: 1 per leaf that is
   * @returns whether the evidence as it is leaves a design
   */
  possible(allowed: Uint8Array, out: Uint8Array): boolean {
    return this.#marks.possible(allowed, out);
  }

  /**
   * The exact number of designs under the evidence, each counted as often as the weights of its leaves multiplied.
   * @param weights per leaf, whole and not negative; 1 where none is given
   */
  count(allowed: Uint8Array, weights?: Weights): bigint {
    return BigInt(countUp(this.#graph, allowed, weights, this.#counts).at(-1) as Whole);
  }

  /** As `count`; and per leaf the number of designs that hold it, the evidence on its own unit taken back. */
  counts(allowed: Uint8Array, weights?: Weights): { total: bigint; perLeaf: (leaf: Leaf) => bigint } {
    const total = this.count(allowed, weights);
    const down = countDown(this.#graph, this.#counts);
    return { total, perLeaf: (leaf) => countWith(down, leaf, weights) };
  }

  /**
   * What the cheapest design costs, and per leaf the cheapest that holds it, the evidence on its own unit taken back;
   * infinite where there is none.
   * @param costs per leaf, whole (cents); may be negative
   */
  cheapest(allowed: Uint8Array, costs: Float64Array): { total: number; perLeaf: Float64Array } {
    const up = this.#costsUnder(allowed, costs);
    const down = costDown(this.#graph, up, this.#costDown);
    const perLeaf = down.slice(0, this.#graph.leaves);
    for (let leaf = 0; leaf < perLeaf.length; leaf += 1)
      perLeaf[leaf] = (perLeaf[leaf] as number) + (costs[leaf] as number);
    return { total: up.at(-1) as number, perLeaf };
  }

  /** What the cheapest design costs; infinite where there is none. */
  least(allowed: Uint8Array, costs: Float64Array): number {
    return this.#costsUnder(allowed, costs).at(-1) as number;
  }

  /**
   * The leaves, by unit, of the cheapest design; null when there is none. Of several that cost the same it is the one
   * that, at the first unit in which they differ, does not hold the variable or holds the lower one: the same for every
   * graph of a model.
   */
  cheapestTerm(allowed: Uint8Array, costs: Float64Array): Int32Array | null {
    const up = this.#costsUnder(allowed, costs);
    if (up.at(-1) === Infinity) return null;
    const chosen = cheapestChoices(this.#graph, up);
    return this.#term((node) => chosen[node] as number);
  }

  /** The leaves, by unit, of a cheapest design, whichever: much quicker than finding the first of them. */
  anyCheapestTerm(allowed: Uint8Array, costs: Float64Array): Int32Array | null {
    const up = this.#costsUnder(allowed, costs);
    return up.at(-1) === Infinity ? null : this.#term(anyCheapestChoice(this.#graph, up));
  }

  /**
   * A function that draws designs, as their leaves by unit, each as likely as its weight (see `count`); null when there
   * is none. Good until the next call of this pass.
   * @param random numbers of [0, 1), uniform in at least 32 bits
   */
  sampler(allowed: Uint8Array, weights: Weights, random: () => number): (() => Int32Array) | null {
    const counts = countUp(this.#graph, allowed, weights, this.#counts);
    if (counts.at(-1) === 0) return null;
    const { leaves, starts, children } = this.#graph;
    const choose = (node: number): number => {
      let left = drawBelow(BigInt(counts[leaves + node] as Whole), random);
      let at = starts[node] as number;
      for (;;) {
        const child = children[at++] as number;
        left -= BigInt(counts[child] as Whole);
        if (left < 0n) return child;
      }
    };
    return () => this.#term(choose);
  }

  /** One design of `sampler`; null when there is none. */
  sample(allowed: Uint8Array, weights: Weights, random: () => number): Int32Array | null {
    return this.sampler(allowed, weights, random)?.() ?? null;
  }

  #costsUnder(allowed: Uint8Array, costs: Float64Array): Float64Array {
    return costUp(this.#graph, this.#marks.aliveUnder(allowed), costs, this.#costUp);
  }

  #term(choose: (node: number) => number): Int32Array {
    const { leaves, isOr, units } = this.#graph;
    return walk(this.#graph, leaves + isOr.length - 1, choose, new Int32Array(units));
  }
}
