import { SequenceTable } from './compile-table.ts';
import { makeGraph, type Graph } from './graph.ts';
import type { RuleModel } from './rule-model.ts';

/** What a contradiction becomes: the vertex that no graph has. */
export const FALSE = -1;

const AND = 0;
const OR = 1;

/** Collects the nodes of a graph; equal nodes are one. Vertices are as in `Graph`. */
export class GraphBuilder {
  readonly #model: RuleModel;
  readonly #nodes = new SequenceTable();
  readonly #leaves: number;
  /** How many edges the nodes have so far, with those that will turn out not to be needed. */
  edges = 0;

  constructor(model: RuleModel) {
    this.#model = model;
    this.#leaves = 2 * model.variables + 2;
  }

  /** The vertex that holds when all of `parts` do; they must have no unit in common. */
  and(parts: number[]): number {
    return this.#vertex(AND, parts);
  }

  /** The vertex that holds when one of `parts` does; they must exclude each other and speak of the same units. */
  or(parts: number[]): number {
    return parts.length ? this.#vertex(OR, parts) : FALSE;
  }

  /** The graph of what `root` reaches. */
  graph(root: number): Graph {
    const last = root < this.#leaves ? this.#add(root === FALSE ? [OR] : [AND, root]) : root - this.#leaves;
    const placeOf = new Int32Array(last + 1);
    placeOf[last] = 1;
    let edges = 0;
    for (let node = last; node >= 0; node -= 1) {
      if (!placeOf[node]) continue;
      const sequence = this.#nodes.sequence(node);
      edges += sequence.length - 1;
      for (const child of sequence.subarray(1)) if (child >= this.#leaves) placeOf[child - this.#leaves] = 1;
    }
    let count = 0;
    for (let node = 0; node <= last; node += 1)
      if (placeOf[node]) placeOf[node] = count++;
      else placeOf[node] = -1;
    const isOr = new Uint8Array(count);
    const starts = new Int32Array(count + 1);
    const children = new Int32Array(edges);
    let end = 0;
    for (let node = 0; node <= last; node += 1) {
      const place = placeOf[node] as number;
      if (place < 0) continue;
      const [kind = AND, ...parts] = this.#nodes.sequence(node);
      isOr[place] = kind;
      for (const child of parts) {
        children[end++] = child < this.#leaves ? child : this.#leaves + (placeOf[child - this.#leaves] as number);
      }
      starts[place + 1] = end;
    }
    return makeGraph(this.#model, isOr, starts, children);
  }

  #vertex(kind: number, parts: number[]): number {
    if (parts.length === 1) return parts[0] as number;
    return this.#leaves + this.#add([kind, ...parts.sort((a, b) => a - b)]);
  }

  #add(sequence: number[]): number {
    const { size } = this.#nodes;
    const node = this.#nodes.numberOf(sequence);
    if (node === size) this.edges += sequence.length - 1;
    return node;
  }
}
