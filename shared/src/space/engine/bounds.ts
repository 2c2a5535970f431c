import type { Cost, EncodedRules } from './encoded-rules.ts';
import { type Evidence, type EvidenceReader, indexOf, leafCosts, leafOf, type Masks } from './evidence.ts';
import type { GraphPass } from './graph-pass.ts';
import type { ComponentPass } from './numeric/component-pass.ts';
import type { Literal } from './rule-model.ts';

/** The cost of a design may be at most so much. */
export interface Bound {
  readonly cost: Cost;
  readonly most: number;
}

/** Least costs of what is left: of everything, and of every design with a leaf or a value, whose own choice is taken back. */
export interface Least {
  readonly total: number;
  readonly perLeaf: Float64Array;
  /** Per part and column, per value. */
  readonly perValue: readonly (readonly Float64Array[])[];
}

/** One design: what holds, and the value of every column. */
export interface Assignment {
  readonly leaves: readonly number[] | Int32Array;
  /** Per part, per column. */
  readonly values: readonly (readonly number[])[];
}

interface CellCosts {
  /** Per cell what its cheapest tuple costs. */
  readonly perCell: Float64Array;
  /** By cell, as far as anybody has asked. */
  readonly tuples: Map<number, readonly number[]>;
}

/** Least costs by one pass over the graph and one over each part. */
export class CostPass {
  readonly #rules: EncodedRules;
  readonly #reader: EvidenceReader;
  readonly #graph: GraphPass;
  /** Per part, by leaf, its cell. */
  readonly #cellAt: readonly ReadonlyMap<number, number>[];
  readonly #known = new WeakMap<Masks, Map<Cost, CellCosts>>();

  constructor(rules: EncodedRules, reader: EvidenceReader, graph: GraphPass) {
    this.#rules = rules;
    this.#reader = reader;
    this.#graph = graph;
    this.#cellAt = rules.parts.map(({ cells }) => new Map(cells.map((variable, cell) => [leafOf(variable), cell])));
  }

  /** Infinity where nothing is left. */
  least(evidence: Evidence, cost: Cost): number {
    return cost.constant + this.#graph.least(evidence.allowed, this.#withCells(evidence, cost));
  }

  leastOfEach(evidence: Evidence, cost: Cost): Least {
    const costs = this.#withCells(evidence, cost);
    const { total, perLeaf } = this.#graph.cheapest(evidence.allowed, costs);
    for (let leaf = 0; leaf < perLeaf.length; leaf += 1) perLeaf[leaf] = (perLeaf[leaf] as number) + cost.constant;
    const perValue = this.#rules.parts.map(({ cells }, part) => {
      const outside = Float64Array.from(cells, (cell) => {
        const leaf = leafOf(cell);
        return (perLeaf[leaf] as number) - (costs[leaf] as number);
      });
      return this.#passAt(part).cheapest(evidence.masks[part] ?? [], cost.ofValue[part] ?? [], outside).perValue;
    });
    return { total: total + cost.constant, perLeaf, perValue };
  }

  /** A design that costs as little as possible; null where nothing is left. */
  cheapest(evidence: Evidence, cost: Cost): Assignment | null {
    const leaves = this.#graph.anyCheapestTerm(evidence.allowed, this.#withCells(evidence, cost));
    if (leaves === null) return null;
    const values = this.#rules.parts.map((_, part) => {
      const cellAt = this.#cellAt[part];
      const leaf = leaves.find((each) => cellAt?.has(each) ?? false) ?? 0;
      const cell = cellAt?.get(leaf) ?? -1;
      const masks = evidence.masks[part] ?? [];
      const { tuples } = this.#cellCosts(part, masks, cost);
      const tuple = tuples.get(cell) ?? this.#passAt(part).cheapestTuple(masks, cell, cost.ofValue[part] ?? []) ?? [];
      tuples.set(cell, tuple);
      return tuple;
    });
    return { leaves, values };
  }

  /** What hangs on a part's masks alone, and is asked for again and again. */
  #cellCosts(part: number, masks: Masks, cost: Cost): CellCosts {
    const ofCost = this.#known.get(masks) ?? new Map<Cost, CellCosts>();
    this.#known.set(masks, ofCost);
    const known = ofCost.get(cost) ?? {
      perCell: this.#passAt(part).cellCosts(masks, cost.ofValue[part] ?? []),
      tuples: new Map<number, readonly number[]>(),
    };
    ofCost.set(cost, known);
    return known;
  }

  #passAt(part: number): ComponentPass {
    const pass = this.#reader.passes[part];
    if (!pass) throw new Error(`There is no part ${part}.`);
    return pass;
  }

  /** A cell costs what the cheapest tuple in it does; what no tuple is left of is excluded by the evidence. */
  #withCells(evidence: Evidence, cost: Cost): Float64Array {
    const plain = plainCosts(this.#rules, cost);
    const priced = this.#rules.parts.map((_, part) => (cost.ofValue[part] ?? []).some((row) => row !== null));
    if (!priced.includes(true)) return plain;
    const costs = plain.slice();
    for (const [part, { cells }] of this.#rules.parts.entries()) {
      if (!priced[part]) continue;
      const { perCell } = this.#cellCosts(part, evidence.masks[part] ?? [], cost);
      for (const [cell, variable] of cells.entries()) {
        const least = perCell[cell] as number;
        if (Number.isFinite(least)) costs[leafOf(variable)] = least;
      }
    }
    return costs;
  }
}

const plain = new WeakMap<Cost, Float64Array>();

/** Costs by leaf as everybody sees them: not to be changed. */
function plainCosts(rules: EncodedRules, cost: Cost): Float64Array {
  const costs = plain.get(cost) ?? leafCosts(rules, cost);
  plain.set(cost, costs);
  return costs;
}

/** What an assignment costs. */
export function costOf(rules: EncodedRules, cost: Cost, { leaves, values }: Assignment): number {
  const ofLeaf = plainCosts(rules, cost);
  let total = cost.constant;
  for (const leaf of leaves) total += ofLeaf[leaf] as number;
  for (const [part, rows] of cost.ofValue.entries()) {
    for (const [column, row] of rows.entries()) {
      const value = values[part]?.[column];
      if (row === null || value === undefined) continue;
      total += row[indexOf(rules.parts[part]?.component.variables[column]?.values ?? [], value)] ?? 0;
    }
  }
  return total;
}

/** The same with every sign turned, so that a least is a greatest. */
export function negated({ constant, ofLiteral, ofValue }: Cost): Cost {
  return {
    constant: -constant,
    ofLiteral: new Map([...ofLiteral].map(([literal, add]): [Literal, number] => [literal, -add])),
    ofValue: ofValue.map((rows) => rows.map((row) => row?.map((add) => -add) ?? null)),
  };
}
