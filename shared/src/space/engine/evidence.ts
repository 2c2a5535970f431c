import { DomainError } from '../../errors.ts';
import type { Cost, EncodedRules, NumericPart } from './encoded-rules.ts';
import { everyLeaf } from './graph.ts';
import { ComponentPass } from './numeric/component-pass.ts';
import { BUDGET, type PickValue } from './pick.ts';
import { type Literal } from './rule-model.ts';

/** The leaf of a literal: 2 · variable where it holds, and one more where it does not. */
export function leafOf(literal: Literal): number {
  return literal > 0 ? 2 * literal : -2 * literal + 1;
}

/** Which values of which columns are left; null: all of them. */
export type Masks = readonly (Uint8Array | null)[];

/** A key and a value; with `isNot`, any value but this one. */
export interface Wish {
  readonly key: string;
  readonly value: PickValue;
  readonly isNot?: boolean;
}

/** What is left of a space once somebody has chosen: per leaf whether it may hold, per column which values it may have. */
export interface Evidence {
  readonly allowed: Uint8Array;
  readonly masks: readonly Masks[];
  /** What the choices may cost at most, in cents. */
  readonly budgetCents: number;
}

/** Turns picks into evidence. */
export class EvidenceReader {
  readonly #rules: EncodedRules;
  readonly #everything: Uint8Array;
  readonly passes: readonly ComponentPass[];

  constructor(rules: EncodedRules) {
    this.#rules = rules;
    this.#everything = everyLeaf(rules.model);
    this.passes = rules.parts.map(({ component }) => new ComponentPass(component));
  }

  /** @throws DomainError `pick_invalid` where a key or a value does not exist */
  read(wishes: readonly Wish[]): Evidence {
    const allowed = this.#everything.slice();
    const masks = this.#rules.parts.map(({ component }): (Uint8Array | null)[] => component.variables.map(() => null));
    let budgetCents = Infinity;
    for (const wish of wishes) {
      if (wish.key === BUDGET && typeof wish.value === 'number') budgetCents = Math.min(budgetCents, wish.value);
      else this.#choose(wish, allowed, masks);
    }
    for (const [part, { cells }] of this.#rules.parts.entries()) {
      if (masks[part]?.some((mask) => mask !== null)) this.#narrow(part, cells, masks[part], allowed);
    }
    return { allowed, masks, budgetCents };
  }

  /** The evidence with only one value left of a column, whatever was left of it. */
  restrict(evidence: Evidence, part: number, column: number, index: number): Evidence {
    const values = this.#rules.parts[part]?.component.variables[column]?.values ?? [];
    const mask = new Uint8Array(values.length);
    mask[index] = 1;
    const masks = evidence.masks.map((row, at) => (at === part ? row.with(column, mask) : row));
    const allowed = evidence.allowed.slice();
    this.#narrow(part, this.#rules.parts[part]?.cells ?? [], masks[part] ?? [], allowed);
    return { ...evidence, allowed, masks };
  }

  #narrow(part: number, cells: NumericPart['cells'], masks: Masks, allowed: Uint8Array): void {
    const possible = new Uint8Array(cells.length);
    this.passes[part]?.cells(masks, possible);
    for (const [cell, variable] of cells.entries()) allowed[leafOf(variable)] = possible[cell] as number;
  }

  #choose(wish: Wish, allowed: Uint8Array, masks: (Uint8Array | null)[][]): void {
    const { key, value, isNot = false } = wish;
    const choice = this.#rules.choices.get(key);
    switch (choice?.kind) {
      case 'one': {
        if (typeof value !== 'string' || !choice.options.has(value)) throw invalid(wish);
        for (const [option, literal] of choice.options) if ((option === value) === isNot) allowed[leafOf(literal)] = 0;
        return;
      }
      case 'switch':
        if (typeof value !== 'boolean') throw invalid(wish);
        allowed[leafOf(value === isNot ? choice.literal : -choice.literal)] = 0;
        return;
      case 'number':
        if (typeof value !== 'number') throw invalid(wish);
        return this.#restrict(wish, masks, choice.part, choice.column, value);
      case 'mix': {
        if (typeof value !== 'object' || Array.isArray(value) || isNot) throw invalid(wish);
        const amounts = value as Readonly<Record<string, number>>;
        if (!Object.keys(amounts).every((item) => choice.columns.has(item))) throw invalid(wish);
        for (const [item, column] of choice.columns)
          this.#restrict(wish, masks, choice.part, column, Object.hasOwn(amounts, item) ? (amounts[item] ?? 0) : 0);
        return;
      }
      case 'free':
        return;
      case undefined:
        throw invalid(wish);
    }
  }

  #restrict(wish: Wish, masks: (Uint8Array | null)[][], part: number, column: number, value: number): void {
    const values = this.#rules.parts[part]?.component.variables[column]?.values ?? [];
    const index = indexOf(values, value);
    const row = masks[part];
    if (index < 0 || !row) throw invalid(wish);
    const before = row[column];
    const mask = new Uint8Array(values.length);
    if (wish.isNot) mask.fill(1)[index] = 0;
    else mask[index] = 1;
    row[column] = before ? mask.map((bit, at) => bit & (before[at] ?? 0)) : mask;
  }
}

/** Costs by leaf, for a pass over the graph; cells cost what their cheapest tuple does. */
export function leafCosts(rules: EncodedRules, cost: Cost): Float64Array {
  const costs = new Float64Array(2 * (rules.model.variables + 1));
  for (const [literal, cents] of cost.ofLiteral) costs[leafOf(literal)] = cents;
  return costs;
}

/** Where a value is among ascending ones; −1 where it is not. */
export function indexOf(values: readonly number[], value: number): number {
  let [low, high] = [0, values.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return values[low] === value ? low : -1;
}

function invalid({ key, value }: Wish): DomainError {
  return new DomainError('pick_invalid', `"${JSON.stringify(value)}" is no value of "${key}".`, { key });
}
