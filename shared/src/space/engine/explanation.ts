import type { SpaceRule } from '../schema.ts';
import { minimalConflict, smallestRepairs } from './conflict.ts';
import type { Engine } from './engine.ts';
import { type Evidence, leafOf, type Wish } from './evidence.ts';
import type { Literal } from './rule-model.ts';
import { Solver } from './solver.ts';

/** Why something is not possible: picks and rules of which none could be left out. */
export interface Explanation {
  /** Indexes into the picks that were given, in their order. */
  readonly picks: readonly number[];
  /**
   * In the brand's order; none where the bounds of a number or a mix, or a budget, are reason enough. Where costs decide,
   * the rules that ask for the limit; not those that make it so expensive.
   */
  readonly rules: readonly SpaceRule[];
}

/** The same; `picks` is null where the rules are sure without looking for picks. */
export type Reason = Pick<Explanation, 'rules'> & { readonly picks: Explanation['picks'] | null };

/** Rules that are harder to see through are not explained: whoever waits for it would wait for everybody else. */
const MOST_CONFLICTS = 5_000;

/** Names the reasons for what an engine says is impossible, and the smallest ways out. */
export class Explainer {
  readonly #engine: Engine;
  readonly #solver: Solver;
  /** With a switch per rule; only made when somebody asks for rules. */
  #naming: Solver | null = null;

  constructor(engine: Engine) {
    this.#engine = engine;
    this.#solver = new Solver(engine.rules.model);
  }

  /**
   * One reason why `wanted` does not go with the picks; null where it does.
   * @param picks those to be named first at the front: the newest
   */
  explain(picks: readonly Wish[], wanted: readonly Wish[]): Explanation | null {
    return this.#explain(picks, wanted, true);
  }

  #explain(picks: readonly Wish[], wanted: readonly Wish[], withCosts: boolean): Explanation | null {
    const named = minimalConflict([...picks.keys()], (kept) => this.#conflict(picks, wanted, kept, withCosts));
    if (named === null) return null;
    const evidence = this.#engine.reader.read([...named.map((index) => picks[index] as Wish), ...wanted]);
    return { picks: named, rules: this.#rulesOf(evidence) };
  }

  /**
   * A reason as well, found quicker: where what was chosen does not go together whatever it costs, costs are not looked
   * at; where costs alone decide, and it is sure which limits have to be kept, no picks are named (null), since the rules
   * are the same whichever they are. Null where `wanted` goes with the picks.
   */
  reason(picks: readonly Wish[], wanted: readonly Wish[]): Reason | null {
    const evidence = this.#engine.reader.read([...picks, ...wanted]);
    const assumed = this.#assume(evidence);
    const goesTogether = this.#solver.solve(assumed, { maxConflicts: MOST_CONFLICTS });
    if (goesTogether === true && this.#isSureWhichLimits(evidence))
      return this.#engine.isLeft(evidence) ? null : { picks: null, rules: this.#rulesOfLimits(assumed) };
    return this.#explain(picks, wanted, goesTogether !== false);
  }

  /** Whether costs alone can only be in the way because of limits that hold for any picks, or because of the only one. */
  #isSureWhichLimits({ budgetCents }: Evidence): boolean {
    const { limits, model } = this.#engine.rules;
    if (Number.isFinite(budgetCents) || limits.length === 0) return false;
    if (limits.length === 1) return limits.every(({ isEquivalent }) => !isEquivalent);
    return limits.every(({ literal }) => model.clauses.some((clause) => clause.length === 1 && clause[0] === literal));
  }

  /**
   * The smallest sets of picks without which `wanted` is possible, as indexes, at most `most`; of equal ones those first
   * that give up what stands at the front. Empty where it is never possible.
   */
  fixes(picks: readonly Wish[], wanted: readonly Wish[], most = 3): number[][] {
    return smallestRepairs([...picks.keys()], (kept) => this.#conflict(picks, wanted, kept), { most });
  }

  #conflict(
    picks: readonly Wish[],
    wanted: readonly Wish[],
    kept: readonly number[],
    withCosts = true,
  ): readonly number[] | null {
    const evidence = this.#engine.reader.read([...kept.map((index) => picks[index] as Wish), ...wanted]);
    const assumed = this.#assume(evidence);
    if (this.#solver.solve(assumed, { maxConflicts: MOST_CONFLICTS }) === false) {
      const core = new Set(this.#solver.core());
      return kept.filter((index) => this.#touches(picks[index] as Wish, core));
    }
    return withCosts && this.#hasBounds(evidence) && !this.#engine.isLeft(evidence) ? kept : null;
  }

  #hasBounds({ budgetCents }: Evidence): boolean {
    return this.#engine.rules.limits.length > 0 || Number.isFinite(budgetCents);
  }

  /** What the evidence takes away, as literals. */
  #assume({ allowed }: Evidence): Literal[] {
    const { groups, variables } = this.#engine.rules.model;
    const assumed: Literal[] = [];
    const isGrouped = new Uint8Array(variables + 1);
    for (const group of groups) {
      const left = group.filter((variable) => allowed[leafOf(variable)] === 1);
      for (const variable of group) isGrouped[variable] = 1;
      const [only] = left;
      if (left.length === group.length) continue;
      if (left.length === 1 && only !== undefined) assumed.push(only);
      else assumed.push(...group.filter((variable) => allowed[leafOf(variable)] === 0).map((variable) => -variable));
    }
    for (let variable = 1; variable <= variables; variable += 1) {
      if (isGrouped[variable] === 1) continue;
      if (allowed[leafOf(variable)] === 0) assumed.push(-variable);
      if (allowed[leafOf(-variable)] === 0) assumed.push(variable);
    }
    return assumed;
  }

  /** Whether a core may come from this pick. */
  #touches({ key, value, isNot = false }: Wish, core: ReadonlySet<Literal>): boolean {
    const choice = this.#engine.rules.choices.get(key);
    switch (choice?.kind) {
      case 'one': {
        // One option is left, and the core names it; or none is, and the core names those that were taken away.
        const own = choice.options.get(value as string) ?? 0;
        const others = [...choice.options.values()].filter((literal) => literal !== own);
        if (isNot) return core.has(-own) || others.some((literal) => core.has(literal));
        return core.has(own) || others.some((literal) => core.has(-literal));
      }
      case 'switch':
        return core.has(value === isNot ? -choice.literal : choice.literal);
      case 'number':
      case 'mix':
        return (this.#engine.rules.parts[choice.part]?.cells ?? []).some((cell) => core.has(cell) || core.has(-cell));
      default:
        return false;
    }
  }

  #rulesOf(evidence: Evidence): SpaceRule[] {
    const { model, rules } = this.#engine.rules;
    if (rules.length === 0) return [];
    const naming = (this.#naming ??= new Solver(model, { namesRules: true }));
    const assumed = this.#assume(evidence);
    const indexOf = new Map(rules.map((_, index) => [naming.selectorOf(index), index]));
    const named = minimalConflict([...rules.keys()], (kept) => {
      const switches = kept.map((index) => naming.selectorOf(index));
      if (naming.solve([...assumed, ...switches], { maxConflicts: MOST_CONFLICTS }) !== false) return null;
      return naming.core().flatMap((literal) => indexOf.get(literal) ?? []);
    });
    if (named !== null) return [...named].sort((a, b) => a - b).map((index) => rules[index] as SpaceRule);
    return this.#rulesOfLimits(assumed);
  }

  /** Of what is consistent but for what it costs: the rules that ask for a limit which has to be kept here. */
  #rulesOfLimits(assumed: readonly Literal[]): SpaceRule[] {
    const { model, rules, limits } = this.#engine.rules;
    const needed = new Set(
      limits.flatMap(({ literal }) => (this.#solver.solve([...assumed, -literal]) === false ? [literal] : [])),
    );
    const asking = new Set<number | undefined>();
    for (const [at, clause] of model.clauses.entries())
      if (clause.some((literal) => needed.has(literal))) asking.add(model.ruleOf[at]);
    return rules.filter((_, index) => asking.has(index));
  }
}
