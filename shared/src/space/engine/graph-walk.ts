import type { Graph, Leaf } from './graph.ts';

/**
 * One design of what `vertex` stands for.
 * @param choose which child of an OR, by node, to follow
 * @param term is filled: per unit the leaf that the design holds; units that `vertex` does not speak of stay as they are
 */
export function walk(graph: Graph, vertex: number, choose: (node: number) => number, term: Int32Array): Int32Array {
  const { leaves, isOr, starts, children, unitOf } = graph;
  const stack = [vertex];
  for (let next; (next = stack.pop()) !== undefined;) {
    const node = next - leaves;
    if (node < 0) term[unitOf[next >> 1] as number] = next satisfies Leaf;
    else if (isOr[node]) stack.push(choose(node));
    else
      for (let at = starts[node] as number; at < (starts[node + 1] as number); at += 1)
        stack.push(children[at] as number);
  }
  return term;
}
