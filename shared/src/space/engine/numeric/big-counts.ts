import type { Diagram } from './component.ts';

/** Per node the number of ways to it, when each run has so many allowed values. */
function waysAhead({ ends, cells, edgeStart, edgeTo, edgeRun }: Diagram, runs: readonly bigint[]): bigint[] {
  const ahead = Array<bigint>(ends + cells).fill(0n);
  ahead[0] = 1n;
  for (let node = 0; node < ends; node += 1) {
    const ways = ahead[node] as bigint;
    if (ways === 0n) continue;
    for (let edge = edgeStart[node] as number; edge < (edgeStart[node + 1] as number); edge += 1) {
      const to = edgeTo[edge] as number;
      ahead[to] = (ahead[to] as bigint) + ways * (runs[edgeRun[edge] as number] as bigint);
    }
  }
  return ahead;
}

/** Per cell the number of its tuples, however great, when each run has so many allowed values. */
export function bigCountsOfCells(diagram: Diagram, runs: readonly bigint[]): bigint[] {
  return waysAhead(diagram, runs).slice(diagram.ends);
}

/** Per run the weight of the tuples that each of its values is in, however great. */
export function bigCountsOfRuns(diagram: Diagram, allowed: Float64Array, weights: readonly bigint[]): bigint[] {
  const { ends, edgeStart, edgeTo, edgeRun } = diagram;
  const runs = Array.from(allowed, BigInt);
  const ahead = waysAhead(diagram, runs);
  const back = [...Array<bigint>(ends).fill(0n), ...weights];
  const found = runs.map(() => 0n);
  for (let node = ends - 1; node >= 0; node -= 1) {
    const ways = ahead[node] as bigint;
    let total = 0n;
    for (let edge = edgeStart[node] as number; edge < (edgeStart[node + 1] as number); edge += 1) {
      const weight = back[edgeTo[edge] as number] as bigint;
      if (weight === 0n) continue;
      const run = edgeRun[edge] as number;
      total += weight * (runs[run] as bigint);
      found[run] = (found[run] as bigint) + ways * weight;
    }
    back[node] = total;
  }
  return found;
}
