import { bigCountsOfCells, bigCountsOfRuns } from './big-counts.ts';
import type { Component, NumericVariable } from './component.ts';

/** Per variable which of its values are allowed (1), by index; null: all of them. */
export type Masks = readonly (Uint8Array | null)[];
/** Per variable and value what it costs, in safe integers of either sign; null: nothing. */
export type Costs = readonly (readonly number[] | null)[];

/** What the cheapest tuples cost; Infinity where there is no tuple. */
export interface Cheapest {
  /** Per cell the least cost of a tuple in it within the masks, without the cost of the cell. */
  readonly perCell: Float64Array;
  /** Per variable and value the least cost, the cell's included, of a tuple with that value. */
  readonly perValue: Float64Array[];
}

/** Doubles hold every integer of so many bits, and a sum that exceeds them does not fall below by rounding. */
const EXACT_BITS = 53;
/** How many sweeps with doubles take as long as one with big integers, about. */
const SWEEPS_PER_BIG = 32;

/**
 * Answers questions about the tuples of a component within masks (what was picked), each in one or two sweeps over its
 * diagram. An answer per value leaves the mask of the value's own variable out: it says what could be picked instead.
 * Keeps its working memory between questions.
 */
export class ComponentPass {
  readonly #component: Component;
  /** Per run how many of its values are allowed, or the least that an allowed one costs. */
  readonly #runs: Float64Array;
  /** Per run what the sweep back found for its values. */
  readonly #found: Float64Array;
  /** Per node what holds for the paths from the root to it. */
  readonly #ahead: Float64Array;
  /** Per node what holds for the paths from it to the cells. */
  readonly #back: Float64Array;
  readonly #allowedBefore: Int32Array;

  constructor(component: Component) {
    const nodes = component.ends + component.cells;
    const mostValues = component.variables.reduce((most, { values }) => Math.max(most, values.length), 0);
    this.#component = component;
    this.#runs = new Float64Array(component.runFrom.length);
    this.#found = new Float64Array(component.runFrom.length);
    this.#ahead = new Float64Array(nodes);
    this.#back = new Float64Array(nodes);
    this.#allowedBefore = new Int32Array(mostValues + 1);
  }

  /**
   * Which cells have a tuple within the masks.
   * @param out per cell 1 or 0
   * @returns whether any has
   */
  cells(masks: Masks, out: Uint8Array): boolean {
    this.#countAhead(masks);
    const { ends } = this.#component;
    for (let cell = 0; cell < out.length; cell += 1) out[cell] = Number((this.#ahead[ends + cell] as number) > 0);
    return out.includes(1);
  }

  /** Per cell the exact number of tuples within the masks: a number below 2^53, from there on a bigint. */
  cellCounts(masks: Masks): (number | bigint)[] {
    this.#countAhead(masks);
    const counts = [...this.#ahead.subarray(this.#component.ends)];
    return counts.every((count) => count < 2 ** EXACT_BITS)
      ? counts
      : bigCountsOfCells(this.#component, Array.from(this.#runs, BigInt)).map((count) =>
          count < 2 ** EXACT_BITS ? Number(count) : count,
        );
  }

  /** Per cell the sum over its tuples within the masks of their values' weights multiplied; null: all weigh 1. */
  cellWeights(masks: Masks, weights: readonly (readonly bigint[] | null)[]): bigint[] {
    const runs = Array<bigint>(this.#runs.length).fill(0n);
    for (const [layer, variable] of this.#component.order.entries()) {
      const [mask, weight] = [masks[variable], weights[variable]];
      this.#eachRun(layer, (run, from, upTo) => {
        let sum = 0n;
        for (let value = from; value < upTo; value += 1) if (!mask || mask[value] === 1) sum += weight?.[value] ?? 1n;
        runs[run] = sum;
      });
    }
    return bigCountsOfCells(this.#component, runs);
  }

  /**
   * Per variable and value 1 if some tuple in an allowed cell has this value, and in the other variables values within
   * their masks.
   */
  possible(masks: Masks, cellAllowed: Uint8Array): Uint8Array[] {
    this.#countAhead(masks);
    const { ends, edgeStart, edgeTo, edgeRun } = this.#component;
    const [runs, found, ahead, back] = [this.#runs, this.#found, this.#ahead, this.#back];
    found.fill(0);
    back.set(cellAllowed, ends);
    for (let node = ends - 1; node >= 0; node -= 1) {
      const isReached = ahead[node] !== 0;
      let leads = 0;
      for (let edge = edgeStart[node] as number; edge < (edgeStart[node + 1] as number); edge += 1) {
        if (back[edgeTo[edge] as number] === 0) continue;
        const run = edgeRun[edge] as number;
        if (isReached) found[run] = 1;
        if (runs[run] !== 0) leads = 1;
      }
      back[node] = leads;
    }
    return this.#perVariable((layer, { values }) => {
      const possible = new Uint8Array(values.length);
      this.#eachRun(layer, (run, from, upTo) => {
        if (found[run] === 1) possible.fill(1, from, upTo);
      });
      return possible;
    });
  }

  /**
   * Per variable and value the number of tuples with this value, and in the other variables values within their masks.
   * @param cellWeights how often each tuple of a cell counts: integers from 0
   */
  counts(masks: Masks, cellWeights: readonly (number | bigint)[]): bigint[][] {
    this.#countAhead(masks);
    const runs = this.#countsOfRuns(cellWeights.map(BigInt));
    return this.#perVariable((layer, { values }) => {
      const changes = Array<bigint>(values.length + 1).fill(0n);
      this.#eachRun(layer, (run, from, upTo) => {
        changes[from] = (changes[from] as bigint) + (runs[run] as bigint);
        changes[upTo] = (changes[upTo] as bigint) - (runs[run] as bigint);
      });
      let count = 0n;
      return values.map((_, value) => (count += changes[value] as bigint));
    });
  }

  /** Per cell what the cheapest tuple in it within the masks costs; Infinity where there is none. */
  cellCosts(masks: Masks, costs: Costs): Float64Array {
    const { ends, order, edgeStart, edgeTo, edgeRun } = this.#component;
    const [runs, ahead] = [this.#runs, this.#ahead];
    for (const [layer, variable] of order.entries()) {
      const [mask, cost] = [masks[variable], costs[variable]];
      this.#eachRun(layer, (run, from, upTo) => {
        let least = Infinity;
        for (let value = from; value < upTo; value += 1) {
          if (!mask || mask[value] === 1) least = Math.min(least, cost?.[value] ?? 0);
        }
        runs[run] = least;
      });
    }
    ahead.fill(Infinity).fill(0, 0, 1);
    for (let node = 0; node < ends; node += 1) {
      const spent = ahead[node] as number;
      if (spent === Infinity) continue;
      for (let edge = edgeStart[node] as number; edge < (edgeStart[node + 1] as number); edge += 1) {
        const to = edgeTo[edge] as number;
        ahead[to] = Math.min(ahead[to] as number, spent + (runs[edgeRun[edge] as number] as number));
      }
    }
    return ahead.slice(ends);
  }

  /**
   * What the cheapest tuples cost.
   * @param cellCosts per cell what it adds; Infinity for a cell that is not allowed
   */
  cheapest(masks: Masks, costs: Costs, cellCosts: Float64Array): Cheapest {
    const perCell = this.cellCosts(masks, costs);
    const { ends, edgeStart, edgeTo, edgeRun } = this.#component;
    const [runs, found, ahead, back] = [this.#runs, this.#found, this.#ahead, this.#back];
    found.fill(Infinity);
    back.set(cellCosts, ends);
    for (let node = ends - 1; node >= 0; node -= 1) {
      const spent = ahead[node] as number;
      let least = Infinity;
      for (let edge = edgeStart[node] as number; edge < (edgeStart[node + 1] as number); edge += 1) {
        const run = edgeRun[edge] as number;
        const rest = back[edgeTo[edge] as number] as number;
        found[run] = Math.min(found[run] as number, spent + rest);
        least = Math.min(least, rest + (runs[run] as number));
      }
      back[node] = least;
    }
    const perValue = this.#perVariable((layer, { values }, variable) => {
      const least = new Float64Array(values.length).fill(Infinity);
      this.#eachRun(layer, (run, from, upTo) => {
        for (let value = from; value < upTo; value += 1) {
          least[value] = Math.min(least[value] as number, found[run] as number);
        }
      });
      return least.map((spent, value) => spent + (costs[variable]?.[value] ?? 0));
    });
    return { perCell, perValue };
  }

  /**
   * A cheapest tuple of a cell within the masks: of several the lexicographically first, in the order of the variables.
   * @returns per variable its value; null when the cell has no tuple within the masks
   */
  cheapestTuple(masks: Masks, cell: number, costs: Costs): number[] | null {
    const only = new Float64Array(this.#component.cells).fill(Infinity).fill(0, cell, cell + 1);
    const narrowed = [...masks];
    for (;;) {
      const { perCell, perValue } = this.cheapest(narrowed, costs, only);
      const best = perCell[cell] as number;
      if (best === Infinity) return null;
      // Values that all the cheapest tuples share are settled; of the first choice that is left the first value is taken.
      const tuple: number[] = [];
      for (const [variable, { values }] of this.#component.variables.entries()) {
        const mask = narrowed[variable];
        const cheapest = [...values.keys()].filter(
          (value) => perValue[variable]?.[value] === best && (!mask || mask[value] === 1),
        );
        const chosen = cheapest[0] as number;
        narrowed[variable] = new Uint8Array(values.length).fill(1, chosen, chosen + 1);
        tuple.push(values[chosen] as number);
        if (cheapest.length > 1) break;
      }
      if (tuple.length === this.#component.variables.length) return tuple;
    }
  }

  /**
   * A tuple of a cell within the masks, each with the same probability.
   * @param random uniform in [0, 1); called once per variable
   * @returns per variable its value; null when the cell has no tuple within the masks
   */
  sample(masks: Masks, cell: number, random: () => number): number[] | null {
    this.#countAhead(masks);
    const { ends, order, layerStart, edgeStart, edgeTo, edgeRun, runFrom, variables } = this.#component;
    const [runs, ahead, back] = [this.#runs, this.#ahead, this.#back];
    if (!((ahead[ends + cell] as number) > 0)) return null;
    back.fill(0, ends).fill(1, ends + cell, ends + cell + 1);
    for (let layer = order.length - 1; layer >= 0; layer -= 1) {
      const [first, end] = [layerStart[layer] as number, layerStart[layer + 1] as number];
      let most = 0;
      for (let node = first; node < end; node += 1) {
        let tuples = 0;
        if (ahead[node] !== 0) {
          for (let edge = edgeStart[node] as number; edge < (edgeStart[node + 1] as number); edge += 1) {
            tuples += (runs[edgeRun[edge] as number] as number) * (back[edgeTo[edge] as number] as number);
          }
        }
        back[node] = tuples;
        most = Math.max(most, tuples);
      }
      // Only proportions matter; numbers of tuples may be greater than any double.
      for (let node = first; node < end; node += 1) back[node] = (back[node] as number) / most;
    }
    const tuple = variables.map(() => 0);
    let node = 0;
    for (const variable of order) {
      const [first, end] = [edgeStart[node] as number, edgeStart[node + 1] as number];
      const share = (edge: number): number =>
        (runs[edgeRun[edge] as number] as number) * (back[edgeTo[edge] as number] as number);
      let total = 0;
      for (let edge = first; edge < end; edge += 1) total += share(edge);
      let left = random() * total;
      let taken = first;
      for (let edge = first; edge < end; edge += 1) {
        if (share(edge) === 0) continue;
        taken = edge;
        if (left < share(edge)) break;
        left -= share(edge);
      }
      const run = edgeRun[taken] as number;
      node = edgeTo[taken] as number;
      // How many allowed values of the run come before the one that is taken.
      let skip = Math.min(Math.floor(left / (back[node] as number)), (runs[run] as number) - 1);
      const mask = masks[variable];
      let value = runFrom[run] as number;
      while ((mask && mask[value] !== 1) || skip-- > 0) value += 1;
      tuple[variable] = (variables[variable] as NumericVariable).values[value] as number;
    }
    return tuple;
  }

  /** Counts the allowed values of every run, and the ways to every node; rounded from 2^53 on. */
  #countAhead(masks: Masks): void {
    const { ends, order, variables, edgeStart, edgeTo, edgeRun } = this.#component;
    const [runs, ahead, allowedBefore] = [this.#runs, this.#ahead, this.#allowedBefore];
    for (const [layer, variable] of order.entries()) {
      const mask = masks[variable];
      const { length } = (variables[variable] as NumericVariable).values;
      for (let value = 0; mask && value < length; value += 1) {
        allowedBefore[value + 1] = (allowedBefore[value] as number) + (mask[value] as number);
      }
      this.#eachRun(layer, (run, from, upTo) => {
        runs[run] = mask ? (allowedBefore[upTo] as number) - (allowedBefore[from] as number) : upTo - from;
      });
    }
    ahead.fill(0).fill(1, 0, 1);
    for (let node = 0; node < ends; node += 1) {
      const ways = ahead[node] as number;
      if (ways === 0) continue;
      for (let edge = edgeStart[node] as number; edge < (edgeStart[node + 1] as number); edge += 1) {
        const allowed = runs[edgeRun[edge] as number] as number;
        const to = edgeTo[edge] as number;
        if (allowed > 0) ahead[to] = (ahead[to] as number) + ways * allowed;
      }
    }
  }

  /**
   * Per run the number of tuples that each of its values is in. Weights are taken apart into digits so short that a
   * sweep with doubles stays exact: big integers are slow, and the weights are often numbers of whole designs.
   */
  #countsOfRuns(weights: readonly bigint[]): bigint[] {
    const tuples = this.#sumBack(weights.map((weight) => (weight > 0n ? 1 : 0)));
    const bits = weights.reduce((most, weight) => Math.max(most, weight.toString(2).length), 0);
    const digit = Math.floor(EXACT_BITS - 1 - Math.log2(Math.max(tuples, 1)));
    if (digit * SWEEPS_PER_BIG < bits) return bigCountsOfRuns(this.#component, this.#runs, weights);
    const counts = Array<bigint>(this.#found.length).fill(0n);
    for (let shift = 0; shift < bits; shift += digit) {
      this.#sumBack(weights.map((weight) => Number(BigInt.asUintN(digit, weight >> BigInt(shift)))));
      for (const [run, count] of this.#found.entries()) {
        if (count > 0) counts[run] = (counts[run] as bigint) + (BigInt(count) << BigInt(shift));
      }
    }
    return counts;
  }

  /** Finds per run the weight of the tuples through it; returns the most that a layer has of it. */
  #sumBack(weights: readonly number[]): number {
    const { ends, layerStart, edgeStart, edgeTo, edgeRun } = this.#component;
    const [runs, found, ahead, back] = [this.#runs, this.#found, this.#ahead, this.#back];
    found.fill(0);
    back.set(weights, ends);
    let most = 0;
    for (let layer = layerStart.length - 2; layer >= 0; layer -= 1) {
      let layerTotal = 0;
      for (let node = layerStart[layer] as number; node < (layerStart[layer + 1] as number); node += 1) {
        const ways = ahead[node] as number;
        let total = 0;
        for (let edge = edgeStart[node] as number; edge < (edgeStart[node + 1] as number); edge += 1) {
          const weight = back[edgeTo[edge] as number] as number;
          if (weight === 0) continue;
          const run = edgeRun[edge] as number;
          const allowed = runs[run] as number;
          if (allowed > 0) total += weight * allowed;
          if (ways === 0) continue;
          layerTotal += ways * weight;
          found[run] = (found[run] as number) + ways * weight;
        }
        back[node] = total;
      }
      most = Math.max(most, layerTotal);
    }
    return most;
  }

  #eachRun(layer: number, visit: (run: number, from: number, upTo: number) => void): void {
    const { runStart, runFrom, runTo } = this.#component;
    for (let run = runStart[layer] as number; run < (runStart[layer + 1] as number); run += 1) {
      visit(run, runFrom[run] as number, runTo[run] as number);
    }
  }

  /** What is found layer by layer, in the order of the variables. */
  #perVariable<T>(find: (layer: number, variable: NumericVariable, index: number) => T): T[] {
    const { order, variables } = this.#component;
    const found: T[] = [];
    for (const [layer, index] of order.entries())
      found[index] = find(layer, variables[index] as NumericVariable, index);
    return found;
  }
}
