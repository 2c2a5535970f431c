import type { EncodedRules } from './encoded-rules.ts';
import { indexOf, leafOf } from './evidence.ts';
import type { PickValue } from './pick.ts';
import type { Literal } from './rule-model.ts';

/**
 * What is possible beside some picks. Of a choice that is itself picked it says what it could be changed to while all
 * others stay.
 */
export class Domains {
  readonly #rules: EncodedRules;
  /** Per leaf. */
  readonly leaves: Uint8Array;
  /** Per part and column, per value. */
  readonly values: readonly (readonly Uint8Array[])[];
  /** Whether the picks themselves go together. */
  isConsistent = false;
  /** False where the search ended before everything was found out: something possible may be missing, never the reverse. */
  isExact = true;

  constructor(rules: EncodedRules) {
    this.#rules = rules;
    this.leaves = new Uint8Array(2 * (rules.model.variables + 1));
    this.values = rules.parts.map(({ component }) =>
      component.variables.map(({ values }) => new Uint8Array(values.length)),
    );
  }

  /** Whether a choice may have a value. Of a mix each amount by itself; `Engine.isConsistent` tells of all together. */
  isPossible(key: string, value: PickValue): boolean {
    const choice = this.#rules.choices.get(key);
    switch (choice?.kind) {
      case 'one':
        return this.#isLeft(choice.options.get(value as string));
      case 'switch':
        return this.#isLeft(value === true ? choice.literal : -choice.literal);
      case 'number':
        return this.#hasValue(choice.part, choice.column, value as number);
      case 'mix': {
        const amounts = value as Readonly<Record<string, number>>;
        return [...choice.columns].every(([item, column]) => this.#hasValue(choice.part, column, amounts[item] ?? 0));
      }
      case 'free':
        return true;
      case undefined:
        return false;
    }
  }

  /** The values that a number, or the amounts that an item of a mix, may still have, ascending. */
  valuesOf(key: string, item?: string): number[] {
    const choice = this.#rules.choices.get(key);
    const column =
      choice?.kind === 'number' ? choice.column : choice?.kind === 'mix' ? choice.columns.get(item ?? '') : undefined;
    if (column === undefined || !choice || !('part' in choice)) return [];
    const left = this.values[choice.part]?.[column];
    return (this.#rules.parts[choice.part]?.component.variables[column]?.values ?? []).filter((_, at) => left?.[at]);
  }

  #isLeft(literal: Literal | undefined): boolean {
    return literal !== undefined && this.leaves[leafOf(literal)] === 1;
  }

  #hasValue(part: number, column: number, value: number): boolean {
    const at = indexOf(this.#rules.parts[part]?.component.variables[column]?.values ?? [], value);
    return at >= 0 && this.values[part]?.[column]?.[at] === 1;
  }
}
