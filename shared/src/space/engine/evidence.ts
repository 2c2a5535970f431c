import { DomainError } from '../../errors.ts';
import type { Cost, EncodedRules, NumericPart } from './encoded-rules.ts';
import { everyLeaf } from './graph.ts';
import { MaskRows } from './mask-rows.ts';
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
  readonly #rows: readonly MaskRows[];

  constructor(rules: EncodedRules) {
    this.#rules = rules;
    this.#everything = everyLeaf(rules.model);
    this.passes = rules.parts.map(({ component }) => new ComponentPass(component));
    this.#rows = this.passes.map((pass, part) => {
      const { component, cells } = rules.parts[part] as NumericPart;
      return new MaskRows(pass, component.variables.length, cells.length);
    });
  }

  /** @throws DomainError `pick_invalid` where a key or a value does not exist */
  read(wishes: readonly Wish[]): Evidence {
    const allowed = this.#everything.slice();
    const masks = this.#rows.map(({ everything }) => everything);
    const untouched = [...masks];
    let budgetCents = Infinity;
    for (const wish of wishes) {
      if (wish.key === BUDGET && typeof wish.value === 'number') budgetCents = Math.min(budgetCents, wish.value);
      else this.#choose(wish, allowed, masks);
    }
    for (const [part, row] of masks.entries()) if (row !== untouched[part]) this.#narrow(part, row, allowed);
    return { allowed, masks, budgetCents };
  }

  /** The evidence with only one value left of a column, whatever was left of it. */
  restrict(evidence: Evidence, part: number, column: number, index: number): Evidence {
    const size = this.#rules.parts[part]?.component.variables[column]?.values.length ?? 0;
    const row = this.#rows[part]?.after(evidence.masks[part] ?? [], `${column}:${index}`, (before) =>
      before.with(column, new Uint8Array(size).fill(1, index, index + 1)),
    );
    if (!row) return evidence;
    const allowed = evidence.allowed.slice();
    this.#narrow(part, row, allowed);
    return { ...evidence, allowed, masks: evidence.masks.with(part, row) };
  }

  #narrow(part: number, row: Masks, allowed: Uint8Array): void {
    const possible = this.#rows[part]?.cellsOf(row) ?? [];
    const { cells } = this.#rules.parts[part] as NumericPart;
    for (const [cell, variable] of cells.entries()) allowed[leafOf(variable)] = possible[cell] as number;
  }

  #choose(wish: Wish, allowed: Uint8Array, masks: Masks[]): void {
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
        return this.#restrict(wish, masks, choice.part, [[choice.column, value]]);
      case 'mix': {
        if (typeof value !== 'object' || Array.isArray(value) || isNot) throw invalid(wish);
        const amounts = value as Readonly<Record<string, number>>;
        if (!Object.keys(amounts).every((item) => choice.columns.has(item))) throw invalid(wish);
        const chosen = [...choice.columns].map(
          ([item, column]) => [column, Object.hasOwn(amounts, item) ? (amounts[item] ?? 0) : 0] as const,
        );
        return this.#restrict(wish, masks, choice.part, chosen);
      }
      case 'free':
        return;
      case undefined:
        throw invalid(wish);
    }
  }

  #restrict(wish: Wish, masks: Masks[], part: number, chosen: readonly (readonly [number, number])[]): void {
    const columns = this.#rules.parts[part]?.component.variables ?? [];
    const indexes = chosen.map(([column, value]) => [column, indexOf(columns[column]?.values ?? [], value)] as const);
    const [row, rows] = [masks[part], this.#rows[part]];
    if (!row || !rows || indexes.some(([, index]) => index < 0)) throw invalid(wish);
    masks[part] = rows.after(row, `${wish.isNot ? '!' : '='}${indexes.join()}`, (before) => {
      const after = [...before];
      for (const [column, index] of indexes) {
        const size = columns[column]?.values.length ?? 0;
        const mask = new Uint8Array(size).fill(wish.isNot ? 1 : 0);
        mask[index] = wish.isNot ? 0 : 1;
        const left = after[column];
        after[column] = left ? mask.map((bit, at) => bit & (left[at] ?? 0)) : mask;
      }
      return after;
    });
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
