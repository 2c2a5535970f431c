import type { Graph } from './graph.ts';

/** To which children a node passes on that it is reached: none, all, or only the vertex of this number. */
const NONE = -2;
const ALL = -1;

/**
 * What of a graph is left under some evidence, kept from one question to the next: people choose one thing after the
 * other, and only what hangs on the leaves that come or go is looked at again. The answers depend on the evidence alone.
 */
export class GraphMarks {
  readonly #graph: Graph;
  /** Vertex v is a child of the nodes `parents[parentStarts[v]]` … `parents[parentStarts[v + 1] - 1]`. */
  readonly #parentStarts: Int32Array;
  readonly #parents: Int32Array;
  /** Per vertex whether it has a design. */
  readonly #alive: Uint8Array;
  /** Per node how many more children would need a design for it to have one: it has one unless this is positive. */
  readonly #missing: Int32Array;
  /** Per node to which children it passes on, and per vertex how many nodes pass on to it. */
  readonly #passesTo: Int32Array;
  readonly #support: Int32Array;
  /** Nodes that may have to pass on differently than when it was last asked what is possible. */
  readonly #touched: Int32Array;
  readonly #isTouched: Uint8Array;
  #touchedCount = 0;
  readonly #stack: Int32Array;

  constructor(graph: Graph) {
    const { leaves, isOr, starts, children } = graph;
    const vertices = leaves + isOr.length;
    this.#graph = graph;
    this.#parentStarts = new Int32Array(vertices + 1);
    this.#parents = new Int32Array(children.length);
    this.#alive = new Uint8Array(vertices).fill(1);
    this.#missing = new Int32Array(isOr.length);
    this.#passesTo = new Int32Array(isOr.length).fill(NONE);
    this.#support = new Int32Array(vertices);
    this.#touched = new Int32Array(isOr.length);
    this.#isTouched = new Uint8Array(isOr.length);
    this.#stack = new Int32Array(vertices);
    const ends = this.#parentStarts;
    for (const child of children) ends[child] = (ends[child] as number) + 1;
    for (let vertex = 1; vertex <= vertices; vertex += 1)
      ends[vertex] = (ends[vertex] as number) + (ends[vertex - 1] as number);
    for (let node = isOr.length - 1; node >= 0; node -= 1) {
      const [start, end] = [starts[node] as number, starts[node + 1] as number];
      if (isOr[node]) this.#missing[node] = 1 + start - end;
      for (let at = start; at < end; at += 1) {
        const child = children[at] as number;
        const place = (ends[child] as number) - 1;
        this.#parents[place] = node;
        ends[child] = place; // once all are placed, where they start
      }
    }
    // An OR without children is false; only the root can be one.
    if (isOr.at(-1) === 1 && starts.at(-1) === starts.at(-2)) this.#alive[vertices - 1] = 0;
    this.#support[vertices - 1] = 1;
    this.#touch(isOr.length - 1);
  }

  /** Per vertex 1 where it has a design that holds only allowed leaves. Good until the next question. */
  aliveUnder(allowed: Uint8Array): Uint8Array {
    this.isLeft(allowed);
    return this.#alive;
  }

  /** Whether a design exists that holds only allowed leaves. */
  isLeft(allowed: Uint8Array): boolean {
    // What goes before what comes: so no vertex changes more than twice.
    this.#change(allowed, 0);
    this.#change(allowed, 1);
    return this.#alive.at(-1) === 1;
  }

  /**
   * Which leaves are possible, the evidence on their own unit taken back.
   * @param out is filled: 1 per leaf that is
   * @returns whether the evidence as it is leaves a design
   */
  possible(allowed: Uint8Array, out: Uint8Array): boolean {
    const isLeft = this.isLeft(allowed);
    while (this.#touchedCount > 0) {
      this.#touchedCount -= 1;
      const node = this.#touched[this.#touchedCount] as number;
      this.#isTouched[node] = 0;
      const before = this.#passesTo[node] as number;
      const now = this.#whereTo(node);
      if (now === before) continue;
      this.#passesTo[node] = now;
      if (now !== NONE) this.#pass(node, now, 1);
      if (before !== NONE) this.#pass(node, before, -1);
    }
    const support = this.#support;
    for (let leaf = 0; leaf < out.length; leaf += 1) out[leaf] = support[leaf] ? 1 : 0;
    return isLeft;
  }

  /** Changes what hangs on the leaves that have come to be in a state: 1 has a design, 0 has none. */
  #change(allowed: Uint8Array, state: 0 | 1): void {
    const { leaves } = this.#graph;
    const [alive, missing, stack] = [this.#alive, this.#missing, this.#stack];
    const [parents, parentStarts] = [this.#parents, this.#parentStarts];
    let top = 0;
    for (let leaf = 0; leaf < leaves; leaf += 1) {
      if (alive[leaf] === state || (allowed[leaf] ? 1 : 0) !== state) continue;
      alive[leaf] = state;
      stack[top++] = leaf;
    }
    const step = state ? -1 : 1;
    const turningPoint = state ? 0 : 1;
    while (top > 0) {
      const vertex = stack[--top] as number;
      const end = parentStarts[vertex + 1] as number;
      for (let at = parentStarts[vertex] as number; at < end; at += 1) {
        const parent = parents[at] as number;
        const left = (missing[parent] as number) + step;
        missing[parent] = left;
        this.#touch(parent);
        if (left !== turningPoint) continue;
        alive[leaves + parent] = state;
        stack[top++] = leaves + parent;
      }
    }
  }

  #touch(node: number): void {
    if (this.#isTouched[node]) return;
    this.#isTouched[node] = 1;
    this.#touched[this.#touchedCount] = node;
    this.#touchedCount += 1;
  }

  #whereTo(node: number): number {
    const { leaves, isOr, starts, children } = this.#graph;
    if (!this.#support[leaves + node]) return NONE;
    const missing = this.#missing[node] as number;
    if (isOr[node] || missing === 0) return ALL;
    if (missing > 1) return NONE;
    // Of an AND with a dead child only that child, if it is the only one, can still make a difference.
    let at = starts[node] as number;
    while (this.#alive[children[at] as number]) at += 1;
    return children[at] as number;
  }

  #pass(node: number, to: number, change: 1 | -1): void {
    const { starts, children } = this.#graph;
    if (to !== ALL) return this.#reach(to, change);
    const end = starts[node + 1] as number;
    for (let at = starts[node] as number; at < end; at += 1) this.#reach(children[at] as number, change);
  }

  #reach(vertex: number, change: 1 | -1): void {
    const { leaves } = this.#graph;
    const before = this.#support[vertex] as number;
    this.#support[vertex] = before + change;
    if (vertex >= leaves && (before === 0 || before + change === 0)) this.#touch(vertex - leaves);
  }
}
