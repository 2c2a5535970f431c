import type { Cost, NumericPart } from './encoded-rules.ts';
import type { Summand } from './numeric-atoms.ts';
import type { Literal } from './rule-model.ts';

/** A cost while it is not yet known where numbers and mixes are. */
export interface OpenCost {
  constant: number;
  readonly ofLiteral: Map<Literal, number>;
  readonly ofColumn: Map<string, Summand>;
}

/** Turns costs by column into costs by part, column and value. */
export class CostBuilder {
  readonly #built = new Map<string, Cost>();
  readonly #parts: readonly NumericPart[];
  readonly #places: ReadonlyMap<string, readonly [part: number, column: number]>;

  constructor(parts: readonly NumericPart[], places: ReadonlyMap<string, readonly [part: number, column: number]>) {
    this.#parts = parts;
    this.#places = places;
  }

  /** Equal costs are the same object, so that bounds on them can be told to be on one thing. */
  build(open: OpenCost): Cost {
    const key = JSON.stringify([open.constant, [...open.ofLiteral], [...open.ofColumn]]);
    const known = this.#built.get(key) ?? this.#build(open);
    this.#built.set(key, known);
    return known;
  }

  #build({ constant, ofLiteral, ofColumn }: OpenCost): Cost {
    const ofValue = this.#parts.map(({ component }) => component.variables.map((): readonly number[] | null => null));
    for (const [column, { factor, presence }] of ofColumn) {
      const [part, index] = this.#places.get(column) as readonly [number, number];
      const values = this.#parts[part]?.component.variables[index]?.values ?? [];
      const row = ofValue[part];
      if (row) row[index] = values.map((value) => factor * value + (value > 0 ? presence : 0));
    }
    return { constant, ofLiteral, ofValue };
  }
}
