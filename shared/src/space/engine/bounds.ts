import type { Cost, EncodedRules } from './encoded-rules.ts';
import { type Evidence, type EvidenceReader, leafCosts, leafOf } from './evidence.ts';
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
  readonly leaves: ArrayLike<number>;
  /** Per part, per column. */
  readonly values: readonly (readonly number[])[];
}

/** Least costs by one pass over the graph and one over each part. */
export class CostPass {
  readonly #rules: EncodedRules;
  readonly #reader: EvidenceReader;
  readonly #graph: GraphPass;
  readonly #costs = new Map<Cost, Float64Array>();

  constructor(rules: EncodedRules, reader: EvidenceReader, graph: GraphPass) {
    this.#rules = rules;
    this.#reader = reader;
    this.#graph = graph;
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
    const chosen = new Set(leaves);
    const values = this.#rules.parts.map(({ cells }, part) => {
      const cell = cells.findIndex((variable) => chosen.has(leafOf(variable)));
      const pass = this.#reader.passes[part];
      return pass?.cheapestTuple(evidence.masks[part] ?? [], cell, cost.ofValue[part] ?? []) ?? [];
    });
    return { leaves, values };
  }

  #passAt(part: number): ComponentPass {
    const pass = this.#reader.passes[part];
    if (!pass) throw new Error(`There is no part ${part}.`);
    return pass;
  }

  /** A cell costs what the cheapest tuple in it does; what no tuple is left of is excluded by the evidence. */
  #withCells(evidence: Evidence, cost: Cost): Float64Array {
    const plain = this.#costs.get(cost) ?? leafCosts(this.#rules, cost);
    this.#costs.set(cost, plain);
    const priced = this.#rules.parts.map((_, part) => (cost.ofValue[part] ?? []).some((row) => row !== null));
    if (!priced.includes(true)) return plain;
    const costs = plain.slice();
    for (const [part, { cells }] of this.#rules.parts.entries()) {
      if (!priced[part]) continue;
      const perCell = this.#passAt(part).cellCosts(evidence.masks[part] ?? [], cost.ofValue[part] ?? []);
      for (const [cell, variable] of cells.entries()) {
        const least = perCell[cell] as number;
        if (Number.isFinite(least)) costs[leafOf(variable)] = least;
      }
    }
    return costs;
  }
}

/** What an assignment costs. */
export function costOf(rules: EncodedRules, cost: Cost, { leaves, values }: Assignment): number {
  let total = cost.constant;
  const chosen = new Set(Array.from(leaves));
  for (const [literal, cents] of cost.ofLiteral) if (chosen.has(leafOf(literal))) total += cents;
  for (const [part, { component }] of rules.parts.entries()) {
    for (const [column, value] of (values[part] ?? []).entries()) {
      const at = component.variables[column]?.values.indexOf(value) ?? -1;
      total += cost.ofValue[part]?.[column]?.[at] ?? 0;
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
