import { minimalConflict } from './conflict.ts';
import type { EncodedRules } from './encoded-rules.ts';
import type { Literal, RuleModel } from './rule-model.ts';
import { Solver } from './solver.ts';

/** How often a search may run into a contradiction: what takes longer counts as not following. */
const MOST_CONFLICTS = 2000;

/** Finds rules that say nothing which the others do not say already. */
export class Redundancy {
  readonly #model: RuleModel;
  readonly #solver: Solver;

  constructor({ model, limits }: EncodedRules) {
    // The model does not know that what costs at most 10 also costs at most 20.
    const lines = limits.flatMap((tight) =>
      limits
        .filter((loose) => loose !== tight && loose.cost === tight.cost && tight.most <= loose.most)
        .map((loose) => [-tight.literal, loose.literal]),
    );
    this.#model = model;
    const clauses = [...model.clauses, ...lines];
    const ruleOf = [...model.ruleOf, ...lines.map(() => -1)];
    this.#solver = new Solver({ ...model, clauses, ruleOf }, { namesRules: true });
  }

  /**
   * The rules that a rule follows from, of which none could be left out, ascending; none where it always holds; null
   * where it says something of its own. What only the costs of different things show is not seen.
   */
  impliedBy(rule: number): number[] | null {
    const clauses = this.#model.clauses.filter((_, at) => this.#model.ruleOf[at] === rule);
    const others = Array.from({ length: this.#model.rules }, (_, index) => index).filter((index) => index !== rule);
    const found = minimalConflict(others, (kept) => {
      const core = new Set<number>();
      for (const clause of clauses) {
        const named = this.#followsFrom(clause, kept);
        if (named === null) return null;
        for (const index of named) core.add(index);
      }
      return [...core];
    });
    return found && [...found].sort((a, b) => a - b);
  }

  /** Rules of `kept` that the clause follows from; null where it does not follow from them. */
  #followsFrom(clause: readonly Literal[], kept: readonly number[]): number[] | null {
    const selectors = new Map(kept.map((index) => [this.#solver.selectorOf(index), index]));
    const broken = clause.map((literal) => -literal);
    if (this.#solver.solve([...selectors.keys(), ...broken], { maxConflicts: MOST_CONFLICTS }) !== false) return null;
    return this.#solver.core().flatMap((literal) => selectors.get(literal) ?? []);
  }
}
