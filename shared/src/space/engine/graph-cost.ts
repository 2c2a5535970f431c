import type { Graph } from './graph.ts';
import { walk } from './graph-walk.ts';

/**
 * Per vertex what its cheapest design costs under the evidence; infinite when it has none.
 * @param alive per vertex whether it has one (`GraphMarks`): of much evidence little is left
 */
export function costUp(graph: Graph, alive: Uint8Array, costs: Float64Array, up: Float64Array): Float64Array {
  const { leaves, isOr, starts, children } = graph;
  for (let leaf = 0; leaf < leaves; leaf += 1) up[leaf] = alive[leaf] ? (costs[leaf] as number) : Infinity;
  for (let node = 0; node < isOr.length; node += 1) {
    if (!alive[leaves + node]) {
      up[leaves + node] = Infinity;
      continue;
    }
    const end = starts[node + 1] as number;
    let at = starts[node] as number;
    let least = isOr[node] ? Infinity : 0;
    if (isOr[node]) for (; at < end; at += 1) least = Math.min(least, up[children[at] as number] as number);
    else for (; at < end; at += 1) least += up[children[at] as number] as number;
    up[leaves + node] = least;
  }
  return up;
}

/**
 * Per vertex what the cheapest design that holds it costs outside of it; for a leaf with the evidence on its own unit
 * taken back. Costs are whole, so that what was added can be subtracted again.
 */
export function costDown(graph: Graph, up: Float64Array, down: Float64Array): Float64Array {
  const { leaves, isOr, starts, children } = graph;
  down.fill(Infinity);
  down[down.length - 1] = 0;
  for (let node = isOr.length - 1; node >= 0; node -= 1) {
    const outside = down[leaves + node] as number;
    if (outside === Infinity) continue;
    const start = starts[node] as number;
    const end = starts[node + 1] as number;
    let finite = outside;
    let infinite = 0;
    for (let at = start; at < end && !isOr[node] && infinite < 2; at += 1) {
      const inside = up[children[at] as number] as number;
      if (inside === Infinity) infinite += 1;
      else finite += inside;
    }
    if (infinite > 1) continue;
    for (let at = start; at < end; at += 1) {
      const child = children[at] as number;
      const inside = up[child] as number;
      let cost = finite;
      if (!isOr[node] && inside !== Infinity) cost = infinite ? Infinity : finite - inside;
      if (cost < (down[child] as number)) down[child] = cost;
    }
  }
  return down;
}

/** Which child of each OR belongs to a cheapest design, whichever. */
export function anyCheapestChoice({ leaves, starts, children }: Graph, up: Float64Array): (node: number) => number {
  return (node) => {
    let at = starts[node] as number;
    while (up[children[at] as number] !== up[leaves + node]) at += 1;
    return children[at] as number;
  };
}

/**
 * Which child of each OR belongs to the cheapest design that comes first: at the first unit, by number, in which two of
 * them differ, it lacks what the other has or has the lower variable. Decided for those ORs only that such a design may
 * hold.
 */
export function cheapestChoices(graph: Graph, up: Float64Array): Int32Array {
  const { leaves, isOr, starts, children } = graph;
  const isUsed = new Uint8Array(isOr.length);
  const chosen = new Int32Array(isOr.length);
  isUsed[isOr.length - 1] = 1;
  for (let node = isOr.length - 1; node >= 0; node -= 1) {
    for (let at = starts[node] as number; isUsed[node] && at < (starts[node + 1] as number); at += 1) {
      const child = children[at] as number;
      if (child >= leaves && (!isOr[node] || up[child] === up[leaves + node])) isUsed[child - leaves] = 1;
    }
  }
  const choose = (node: number): number => chosen[node] as number;
  const termOf = (vertex: number): Int32Array => walk(graph, vertex, choose, new Int32Array(graph.units));
  for (let node = 0; node < isOr.length; node += 1) {
    if (!isUsed[node] || !isOr[node]) continue;
    let best = -1;
    let bestTerm: Int32Array | undefined;
    for (let at = starts[node] as number; at < (starts[node + 1] as number); at += 1) {
      const child = children[at] as number;
      if (up[child] !== up[leaves + node]) continue;
      if (best < 0) best = child;
      else {
        bestTerm ??= termOf(best);
        const term = termOf(child);
        if (!comesFirst(term, bestTerm)) continue;
        best = child;
        bestTerm = term;
      }
    }
    chosen[node] = best;
  }
  return chosen;
}

function comesFirst(term: Int32Array, other: Int32Array): boolean {
  const unit = term.findIndex((leaf, at) => leaf !== other[at]);
  const a = term[unit] as number;
  const b = other[unit] as number;
  return (a & 1) === (b & 1) ? a < b : (a & 1) === 1;
}
