import type { Diagram } from './component.ts';

/** More than any number of values, so that two value indices make one key. */
const KEY = 2 ** 26;

/** A diagram under construction: edges are added node by node, layer by layer, in the order of the nodes' numbers. */
export class DiagramBuilder {
  readonly #to: number[] = [];
  readonly #run: number[] = [];
  readonly #start = [0];
  readonly #layers = [0];
  readonly #runStart = [0];
  readonly #runFrom: number[] = [];
  readonly #runTo: number[] = [];
  #runs = new Map<number, number>();

  /** How many edges there are. */
  get edges(): number {
    return this.#to.length;
  }

  /** Values `from` up to, without, `upTo` lead from the node to a node of the next layer. */
  add(from: number, upTo: number, to: number): void {
    const key = from * KEY + upTo;
    let run = this.#runs.get(key);
    if (run === undefined) {
      this.#runs.set(key, (run = this.#runFrom.push(from) - 1));
      this.#runTo.push(upTo);
    }
    this.#to.push(to);
    this.#run.push(run);
  }

  endNode(): void {
    this.#start.push(this.#to.length);
  }

  endLayer(): void {
    this.#layers.push(this.#start.length - 1);
    this.#runStart.push(this.#runFrom.length);
    this.#runs = new Map();
  }

  /** The finished diagram, without the nodes that no path to a cell goes through. */
  pack(cells: number): Diagram {
    const [start, to] = [this.#start, this.#to];
    const ends = start.length - 1;
    const numbers = new Int32Array(ends + cells).fill(1, ends);
    for (let node = ends - 1; node >= 0; node -= 1) {
      for (let edge = start[node] as number; edge < (start[node + 1] as number); edge += 1) {
        numbers[node] = (numbers[node] as number) | (numbers[to[edge] as number] as number);
      }
    }
    let nodes = 0;
    const before = Int32Array.from(numbers, (kept) => (nodes += kept) - kept);
    const [edgeStart, edgeTo, edgeRun]: [number[], number[], number[]] = [[0], [], []];
    for (let node = 0; node < ends; node += 1) {
      for (let edge = start[node] as number; edge < (start[node + 1] as number); edge += 1) {
        const next = to[edge] as number;
        if (numbers[next] === 1) edgeRun[edgeTo.push(before[next] as number) - 1] = this.#run[edge] as number;
      }
      if (numbers[node] === 1) edgeStart.push(edgeTo.length);
    }
    return {
      cells,
      ends: nodes - cells,
      layerStart: Int32Array.from(this.#layers, (node) => before[node] ?? nodes),
      edgeStart: Int32Array.from(edgeStart),
      edgeTo: Int32Array.from(edgeTo),
      edgeRun: Int32Array.from(edgeRun),
      runStart: Int32Array.from(this.#runStart),
      runFrom: Int32Array.from(this.#runFrom),
      runTo: Int32Array.from(this.#runTo),
    };
  }
}
