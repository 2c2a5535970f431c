import { everyLeaf, type Graph } from './graph.ts';
import type { RuleModel } from './rule-model.ts';

/**
 * A number per unit such that sums of different sets of units differ but for chance (multiplicative hashing); whole and
 * small enough that sums over a million units are exact.
 */
const markOf = (unit: number): number => 0x1_0000_0000 + (Math.imul(unit + 1, 0x9e3779b1) >>> 0);

/**
 * Throws unless every leaf exists, all children of an OR speak of as many and, as sums of marks tell, the same units,
 * no two children of an AND of the same, and the root of all. One pass; that no two children of an OR have a design in
 * common is not looked at.
 */
export function assertSmooth(graph: Graph, model: RuleModel, mismatch: (message: string) => Error): void {
  const { leaves, isOr, starts, children, unitOf, units } = graph;
  const exists = everyLeaf(model);
  let total = 0;
  for (let unit = 0; unit < units; unit += 1) total += markOf(unit);
  for (const variable of model.defined ?? []) {
    exists[2 * variable] = exists[2 * variable + 1] = 0;
    total -= markOf(unitOf[variable] as number);
  }
  const marks = new Float64Array(isOr.length);
  const marksOf = (vertex: number): number => {
    if (vertex >= leaves) return marks[vertex - leaves] as number;
    if (!exists[vertex]) throw mismatch('The graph has a leaf that does not exist.');
    return markOf(unitOf[vertex >> 1] as number);
  };
  const last = isOr.length - 1;
  for (let node = 0; node <= last; node += 1) {
    const parts = children.subarray(starts[node], starts[node + 1]);
    if (!isOr[node]) marks[node] = parts.reduce((sum, part) => sum + marksOf(part), 0);
    else if (parts.length) marks[node] = marksOf(parts[0] as number);
    else if (node === last) marks[node] = total;
    else throw mismatch('The graph has a contradiction in it.');
    if (isOr[node] && parts.some((part) => marksOf(part) !== marks[node])) throw mismatch('The graph is not smooth.');
    if ((marks[node] as number) > total) throw mismatch('The graph joins what is not independent.');
  }
  if (marks[last] !== total) throw mismatch('The graph does not speak of every option.');
}
