import type { NumericVariable } from './component.ts';
import type { PartialSum } from './partial-sum.ts';
import { gcd } from './partial-sum.ts';

/** Bounds the time: how many sums may be looked at, about. */
const MOST_LOOKS = 4_000_000;

/**
 * An order of the variables in which forms close early, so that few partial sums are open side by side: from a start,
 * always next the variable after which the fewest states are expected; of all starts the one with the fewest expected
 * edges. Ties keep the order of the variables. With many variables and forms only some starts are tried, or none.
 */
export function variableOrder(variables: readonly NumericVariable[], sums: readonly PartialSum[]): number[] {
  const sizes = variables.map(({ values }) => values.length);
  // Variables that add alike, like the items of most mixes, are expected alike: one of them is tried.
  const alike = new Map<string, number>();
  const kinds = sizes.map((size, variable) => {
    const kind = [size, ...sums.flatMap(({ spans, steps }) => [spans[variable], steps[variable]])].join();
    if (!alike.has(kind)) alike.set(kind, variable);
    return alike.get(kind) as number;
  });
  let looks = MOST_LOOKS;
  let best = { order: [...sizes.keys()], edges: Infinity };
  for (const start of alike.values()) {
    looks -= sizes.length * alike.size * (sizes.length + sums.length);
    if (looks < 0) break;
    const found = greedyOrder(sizes, kinds, sums, start);
    if (found.edges < best.edges) best = found;
  }
  return best.order;
}

function greedyOrder(
  sizes: readonly number[],
  kinds: readonly number[],
  sums: readonly PartialSum[],
  start: number,
): { order: number[]; edges: number } {
  const order: number[] = [];
  const left = new Set(sizes.keys());
  const widths = sums.map(({ thresholds, allowed, spans, steps }) => ({
    step: steps.reduce(gcd, 0),
    used: 0,
    rest: spans.reduce((total, span) => total + span, 0),
    regions: allowed ? allowed.filter(Boolean).length : thresholds.length + 1,
    reach: (thresholds.at(-1) ?? 0) - (thresholds[0] ?? 0),
  }));
  /** How many states are expected after the variables so far and this one. */
  const statesAfter = (next: number): number => {
    let closed = 1;
    let open = 1;
    const openSums: PartialSum[] = [];
    for (const [index, { step, used, rest, regions, reach }] of widths.entries()) {
      const sum = sums[index] as PartialSum;
      const span = sum.spans[next] as number;
      if (used + span === 0) continue;
      if (rest === span) closed *= regions;
      else {
        open *= Math.min(used + span, rest - span + reach) / step + 1;
        openSums.push(sum);
      }
    }
    // Nor can there be more than there are values of the variables that the open sums are of.
    let tuples = 1;
    for (const variable of [...order, next]) {
      if (tuples >= open) break;
      if (openSums.some(({ adds }) => adds[variable])) tuples *= sizes[variable] as number;
    }
    return closed * Math.min(open, tuples);
  };
  let states = 1;
  let edges = 0;
  for (let next = start; ;) {
    edges += states * (sizes[next] as number);
    states = statesAfter(next);
    order.push(next);
    left.delete(next);
    for (const [index, width] of widths.entries()) {
      const span = sums[index]?.spans[next] as number;
      width.used += span;
      width.rest -= span;
    }
    if (left.size === 0) return { order, edges };
    let least = NaN;
    const tried = new Set<number>();
    for (const variable of left) {
      const kind = kinds[variable] as number;
      if (tried.has(kind)) continue;
      tried.add(kind);
      const expected = statesAfter(variable);
      if (!(expected >= least)) [next, least] = [variable, expected];
    }
  }
}
