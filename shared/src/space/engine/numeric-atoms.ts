import { type Literal } from './rule-model.ts';
import { type ModelBuilder, TRUE } from './model-builder.ts';
import { buildComponent } from './numeric/build-component.ts';
import type { LinearForm } from './numeric/component.ts';
import type { NumericPart } from './encoded-rules.ts';

/** What a unit of a column adds: `factor` for each whole number, `presence` for being more than nothing. */
export interface Summand {
  readonly factor: number;
  readonly presence: number;
}
export type Sum = ReadonlyMap<string, Summand>;

interface Form {
  readonly sum: Sum;
  /** The literal of "at most so much", by that much. */
  readonly atoms: Map<number, Literal>;
}

/** Values that a rule set cannot be calculated with, because they are too many or too fine. */
export class TooFine extends Error {
  readonly columns: readonly string[];

  constructor(columns: readonly string[]) {
    super(`Too many combinations of values of ${columns.join(', ')}; a coarser step would help.`);
    this.columns = columns;
  }
}

/** The numbers and mixes of a space, and what the rules ask of them: whether a sum is at most something. */
export class NumericAtoms {
  readonly #builder: ModelBuilder;
  /** By column: `length`, `flavour.chili`; ascending. */
  readonly #values = new Map<string, readonly number[]>();
  readonly #forms = new Map<string, Form>();
  readonly #bounds: { readonly sum: Sum; readonly thresholds: number[]; readonly allowed: boolean[] }[] = [];

  constructor(builder: ModelBuilder) {
    this.#builder = builder;
  }

  addColumn(column: string, values: readonly number[]): void {
    this.#values.set(column, values);
  }

  /** Values outside of these bounds do not exist, whatever the rules say. */
  bound(sum: Sum, least: number, most: number): void {
    this.#bounds.push({ sum, thresholds: [least - 1, most], allowed: [false, true, false] });
  }

  /** The least and the greatest value of a sum. */
  range(sum: Sum): readonly [number, number] {
    let [low, high] = [0, 0];
    for (const [column, summand] of sum) {
      const added = this.#contributions(column, summand);
      low += added.reduce((a, b) => Math.min(a, b), Infinity);
      high += added.reduce((a, b) => Math.max(a, b), -Infinity);
    }
    return [low, high];
  }

  /** A literal that holds when the sum is at most `most`. */
  atMost(sum: Sum, most: number): Literal {
    const entries = [...sum]
      .filter(([, { factor, presence }]) => factor !== 0 || presence !== 0)
      .sort(([a], [b]) => (a < b ? -1 : 1));
    const [first] = entries;
    if (!first) return most >= 0 ? TRUE : -TRUE;
    const divisor = entries.reduce((g, [, { factor, presence }]) => gcd(gcd(g, factor), presence), 0);
    const sign = (first[1].factor || first[1].presence) > 0 ? divisor : -divisor;
    const reduced = new Map(
      entries.map(([column, { factor, presence }]) => [column, { factor: factor / sign, presence: presence / sign }]),
    );
    // −h <= k says the same as not (h <= −k − 1).
    return sign > 0
      ? this.#reducedAtMost(reduced, Math.floor(most / divisor))
      : -this.#reducedAtMost(reduced, Math.ceil(-most / divisor) - 1);
  }

  #reducedAtMost(sum: Sum, most: number): Literal {
    const [low, high] = this.range(sum);
    if (most >= high) return TRUE;
    if (most < low) return -TRUE;
    const key = JSON.stringify([...sum]);
    const form = this.#forms.get(key) ?? { sum, atoms: new Map<number, Literal>() };
    this.#forms.set(key, form);
    const literal = form.atoms.get(most) ?? this.#builder.definedVariable();
    form.atoms.set(most, literal);
    return literal;
  }

  /**
   * Builds what was collected: columns that a sum ties together become one component, and every atom is tied to its cells.
   * @returns the parts, and where each column is
   * @throws TooFine
   */
  build(): {
    readonly parts: NumericPart[];
    readonly places: ReadonlyMap<string, readonly [part: number, column: number]>;
  } {
    const places = new Map<string, readonly [number, number]>();
    const parts = this.#connected().map((columns, part) => {
      for (const [index, column] of columns.entries()) places.set(column, [part, index]);
      return this.#buildPart(columns);
    });
    return { parts, places };
  }

  #buildPart(columns: readonly string[]): NumericPart {
    const isHere = ({ sum }: { readonly sum: Sum }): boolean =>
      [...sum.keys()].some((column) => columns.includes(column));
    const atoms = [...this.#forms.values()].filter(isHere).map(({ sum, atoms }) => ({
      sum,
      thresholds: [...atoms.keys()].sort((a, b) => a - b),
      literals: atoms,
    }));
    const bounds = this.#bounds.filter(isHere);
    const forms = [...atoms, ...bounds].map((form): LinearForm => {
      const contributions = columns.map((column) => {
        const summand = form.sum.get(column);
        return summand ? this.#contributions(column, summand) : null;
      });
      const { thresholds } = form;
      return 'allowed' in form ? { contributions, thresholds, allowed: form.allowed } : { contributions, thresholds };
    });
    const variables = columns.map((column) => ({ values: this.#values.get(column) ?? [] }));
    const component = buildComponent(variables, forms);
    if (component === null) throw new TooFine(columns);
    if (component.cells === 0) {
      this.#builder.clause([]); // bounds that nothing fulfils
      return { component, cells: [] };
    }
    const cells = this.#builder.group(component.cells);
    for (const [index, { thresholds, literals }] of atoms.entries()) {
      for (const [threshold, most] of thresholds.entries()) {
        const literal = literals.get(most) as Literal;
        for (const [cell, variable] of cells.entries()) {
          this.#builder.clause([-variable, component.regionOf(cell, index) <= threshold ? literal : -literal]);
        }
      }
    }
    return { component, cells };
  }

  #connected(): string[][] {
    const leaderOf = new Map([...this.#values.keys()].map((column) => [column, column]));
    const leader = (column: string): string => {
      const next = leaderOf.get(column) ?? column;
      return next === column ? column : leader(next);
    };
    for (const { sum } of [...this.#forms.values(), ...this.#bounds]) {
      const [first, ...others] = sum.keys();
      for (const other of others) leaderOf.set(leader(other), leader(first as string));
    }
    return [...Map.groupBy(this.#values.keys(), leader).values()];
  }

  #contributions(column: string, { factor, presence }: Summand): number[] {
    return (this.#values.get(column) ?? []).map((value) => factor * value + (value > 0 ? presence : 0));
  }
}

function gcd(a: number, b: number): number {
  return b === 0 ? Math.abs(a) : gcd(b, a % b);
}
