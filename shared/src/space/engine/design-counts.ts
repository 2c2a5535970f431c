import type { LeafCounts } from './case-counts.ts';
import type { EncodedRules } from './encoded-rules.ts';
import type { Engine } from './engine.ts';
import { indexOf, leafOf, type Wish } from './evidence.ts';
import type { PickValue } from './pick.ts';
import type { Literal } from './rule-model.ts';
import type { Case } from './strategy.ts';

/**
 * How many designs are left with each option and each value, beside some picks; of a choice that is itself picked, with
 * that pick taken back. Texts are not counted.
 */
export class DesignCounts {
  readonly #rules: EncodedRules;
  readonly #counts: readonly LeafCounts[];
  /** Per part, when first asked for; null where costs depend on its values. */
  readonly #perValue: (part: number) => readonly (readonly bigint[])[] | null;

  /** @param cases of which every design is in one, and what was counted of each */
  constructor(engine: Engine, cases: readonly Case[], counts: readonly LeafCounts[]) {
    this.#rules = engine.rules;
    this.#counts = counts;
    const known = new Map<number, readonly (readonly bigint[])[] | null>();
    this.#perValue = (part) => {
      if (!known.has(part)) known.set(part, valueCounts(engine, cases, counts, part));
      return known.get(part) ?? null;
    };
  }

  /** Null for a mix, whose items are counted by `ofItem`, for a text, and for numbers that are limited by what they cost. */
  of(key: string, value: PickValue): bigint | null {
    const choice = this.#rules.choices.get(key);
    switch (choice?.kind) {
      case 'one': {
        const literal = choice.options.get(value as string);
        return literal === undefined ? 0n : this.#ofLiteral(literal);
      }
      case 'switch':
        return this.#ofLiteral(value === true ? choice.literal : -choice.literal);
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

  #ofLiteral(literal: Literal): bigint {
    return this.#counts.reduce((sum, { perLeaf }) => sum + perLeaf(leafOf(literal)), 0n);
  }

  #ofValue(part: number, column: number, value: number): bigint | null {
    const at = indexOf(this.#rules.parts[part]?.component.variables[column]?.values ?? [], value);
    const counts = this.#perValue(part);
    return counts && (counts[column]?.[at] ?? 0n);
  }
}

/**
 * Null without a graph, where too many limits on different costs may turn out either way, and where several limits on
 * costs, or one on costs that are too fine, depend on what is left: then only the total can be counted.
 */
export function designCounts(engine: Engine, picks: readonly Wish[]): DesignCounts | null {
  const { compiled } = engine;
  if (!compiled) return null;
  const { all: cases, isWhole } = engine.cases(engine.reader.read(picks), true);
  if (!isWhole) return null;
  const counts: LeafCounts[] = [];
  for (const one of cases) {
    const counted = compiled.counts(one);
    if (!counted) return null;
    counts.push(counted);
  }
  return new DesignCounts(engine, cases, counts);
}

function valueCounts(
  { rules, reader }: Engine,
  cases: readonly Case[],
  counts: readonly LeafCounts[],
  part: number,
): bigint[][] | null {
  const { component, cells } = rules.parts[part] ?? { component: { variables: [] }, cells: [] };
  if (cases.some(({ bounds }) => bounds.some(({ cost }) => cost.ofValue[part]?.some((row) => row !== null))))
    return null;
  const total = component.variables.map(({ values }) => values.map(() => 0n));
  for (const [at, { evidence }] of cases.entries()) {
    const once = cells.map((cell) => counts[at]?.once(leafOf(cell)) ?? 0n);
    for (const [column, found] of (reader.passes[part]?.counts(evidence.masks[part] ?? [], once) ?? []).entries())
      for (const [value, count] of found.entries()) {
        const sums = total[column];
        if (sums) sums[value] = (sums[value] ?? 0n) + count;
      }
  }
  return total;
}
