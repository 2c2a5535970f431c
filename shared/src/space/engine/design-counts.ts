import { cellWeights } from './bounded-search.ts';
import type { EncodedRules } from './encoded-rules.ts';
import type { Engine } from './engine.ts';
import { type Evidence, indexOf, leafOf, type Wish } from './evidence.ts';
import type { PickValue } from './pick.ts';
import type { Case } from './strategy.ts';

/**
 * How many designs are left with each option and each value, beside some picks; of a choice that is itself picked, with
 * that pick taken back. Texts are not counted.
 */
export class DesignCounts {
  readonly #rules: EncodedRules;
  readonly #perLeaf: (leaf: number) => bigint;
  /** Per part, when first asked for. */
  readonly #perValue: (part: number) => readonly (readonly bigint[])[];

  constructor(engine: Engine, { evidence }: Case, compiled: NonNullable<Engine['compiled']>) {
    const { rules, reader } = engine;
    const weights = cellWeights(rules, reader, evidence);
    const { perLeaf } = compiled.pass.counts(evidence.allowed, weights);
    this.#rules = rules;
    this.#perLeaf = perLeaf;
    const known = new Map<number, readonly (readonly bigint[])[]>();
    this.#perValue = (part) => {
      const counts = known.get(part) ?? valueCounts(engine, evidence, part, perLeaf, weights);
      known.set(part, counts);
      return counts;
    };
  }

  /** Null for a mix, whose items are counted by `ofItem`, and for a text. */
  of(key: string, value: PickValue): bigint | null {
    const choice = this.#rules.choices.get(key);
    switch (choice?.kind) {
      case 'one': {
        const literal = choice.options.get(value as string);
        return literal === undefined ? 0n : this.#perLeaf(leafOf(literal));
      }
      case 'switch':
        return this.#perLeaf(leafOf(value === true ? choice.literal : -choice.literal));
      case 'number':
        return this.#ofValue(choice.part, choice.column, value as number);
      default:
        return null;
    }
  }

  /** How many designs have this amount of an item of a mix. */
  ofItem(key: string, item: string, amount: number): bigint | null {
    const choice = this.#rules.choices.get(key);
    const column = choice?.kind === 'mix' ? choice.columns.get(item) : undefined;
    return choice?.kind === 'mix' && column !== undefined ? this.#ofValue(choice.part, column, amount) : null;
  }

  #ofValue(part: number, column: number, value: number): bigint {
    const at = indexOf(this.#rules.parts[part]?.component.variables[column]?.values ?? [], value);
    return this.#perValue(part)[column]?.[at] ?? 0n;
  }
}

/** Null without a graph, and where limits on costs depend on what is left: then only the total can be counted. */
export function designCounts(engine: Engine, picks: readonly Wish[]): DesignCounts | null {
  const cases = engine.cases(engine.reader.read(picks), true);
  const [one] = cases;
  if (!engine.compiled || !one || cases.length > 1 || one.bounds.length > 0) return null;
  return new DesignCounts(engine, one, engine.compiled);
}

function valueCounts(
  { rules, reader }: Engine,
  evidence: Evidence,
  part: number,
  perLeaf: (leaf: number) => bigint,
  weights: readonly (number | bigint)[],
): readonly (readonly bigint[])[] {
  const outside = (rules.parts[part]?.cells ?? []).map((cell) => {
    const leaf = leafOf(cell);
    return perLeaf(leaf) / BigInt(weights[leaf] ?? 1);
  });
  return reader.passes[part]?.counts(evidence.masks[part] ?? [], outside) ?? [];
}
