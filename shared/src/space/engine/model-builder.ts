import type { Literal, RuleModel } from './rule-model.ts';

/** A literal that always holds; its negation never does. */
export const TRUE: Literal = 1;

/**
 * Collects variables, groups and clauses. What it defines is equivalent to its definition in both directions, so that
 * definitions never change how many designs there are; equal definitions share a variable.
 */
export class ModelBuilder {
  #variables = 1;
  readonly #groups: number[][] = [];
  readonly #clauses: Literal[][] = [[TRUE]];
  readonly #ruleOf: number[] = [-1];
  readonly #known = new Map<string, Literal>();
  readonly #defined = new Set<number>([TRUE]);

  variable(): Literal {
    return ++this.#variables;
  }

  /** @returns a variable that the clauses about it will decide once all others are decided */
  definedVariable(): Literal {
    const variable = this.variable();
    this.#defined.add(variable);
    return variable;
  }

  /** Has the graph speak of a literal although others decide it: something depends on it by itself. */
  keep(literal: Literal): void {
    this.#defined.delete(Math.abs(literal));
  }

  /** @returns so many variables of which exactly one holds */
  group(size: number): Literal[] {
    const members = Array.from({ length: size }, () => this.variable());
    this.#groups.push(members);
    return members;
  }

  /** @param rule index of the rule that says so; −1 for a definition */
  clause(literals: readonly Literal[], rule = -1): void {
    const distinct = new Set(literals);
    distinct.delete(-TRUE);
    for (const literal of distinct) if (literal === TRUE || distinct.has(-literal)) return;
    this.#clauses.push([...distinct]);
    this.#ruleOf.push(rule);
  }

  /** A literal that holds when all of these do. */
  and(literals: readonly Literal[]): Literal {
    const distinct = [...new Set(literals)].filter((literal) => literal !== TRUE).sort((a, b) => a - b);
    if (distinct.some((literal) => literal === -TRUE || distinct.includes(-literal))) return -TRUE;
    const [only] = distinct;
    if (only === undefined) return TRUE;
    if (distinct.length === 1) return only;
    return this.#define(`and ${distinct.join()}`, (all) => {
      for (const literal of distinct) this.clause([-all, literal]);
      this.clause([all, ...distinct.map((literal) => -literal)]);
    });
  }

  or(literals: readonly Literal[]): Literal {
    return -this.and(literals.map((literal) => -literal));
  }

  /** A literal that holds when the result of that key holds of which exactly one holds. */
  select(keys: readonly Literal[], results: readonly Literal[]): Literal {
    const [first = TRUE] = results;
    if (results.every((result) => result === first)) return first;
    return this.#define(`select ${keys.join()} ${results.join()}`, (chosen) => {
      for (const [index, key] of keys.entries()) {
        const result = results[index] as Literal;
        this.clause([-key, -result, chosen]);
        this.clause([-key, result, -chosen]);
      }
    });
  }

  /**
   * A literal that holds when at least `min` and at most `max` of these do, by counting halves: unlike a counter from
   * one end to the other it falls into parts once the middle is known, which the compiler needs to get far.
   * @see Bailleux, Boufkhad, "Efficient CNF Encoding of Boolean Cardinality Constraints", 2003
   */
  between(literals: readonly Literal[], min: number, max: number): Literal {
    const counted = this.#counted(literals, Math.max(min, max + 1));
    const atLeast = (n: number): Literal => (n <= 0 ? TRUE : n > literals.length ? -TRUE : (counted[n] as Literal));
    return this.and([atLeast(min), -atLeast(Math.max(max, -1) + 1)]);
  }

  /** Literals that hold when at least so many of these do, from 0 up to `top`. */
  #counted(literals: readonly Literal[], top: number): Literal[] {
    if (literals.length < 2) return [TRUE, ...literals];
    const middle = literals.length >> 1;
    const [front, back] = [this.#counted(literals.slice(0, middle), top), this.#counted(literals.slice(middle), top)];
    const counted = [TRUE];
    const never = (side: readonly Literal[], n: number): Literal => side[n] ?? -TRUE; // more than there are
    for (let n = 1; n <= Math.min(top, literals.length); n += 1) {
      const define = (reached: Literal): void => {
        for (const [some, literal] of front.entries()) {
          const rest = back[n - some];
          if (rest !== undefined) this.clause([-literal, -rest, reached]);
          if (some < n) this.clause([never(front, some + 1), never(back, n - some), -reached]);
        }
        // Follows from the rest, but lets the compiler see at once what a count rules out.
        if (n > 1) this.clause([-reached, counted[n - 1] as Literal]);
      };
      counted.push(this.#define(`reach ${n} ${front.join()} ${back.join()}`, define));
    }
    return counted;
  }

  build(rules: number): RuleModel {
    return {
      variables: this.#variables,
      groups: this.#groups,
      clauses: this.#clauses,
      ruleOf: this.#ruleOf,
      rules,
      defined: [...this.#defined],
    };
  }

  #define(key: string, clauses: (variable: Literal) => void): Literal {
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const variable = this.definedVariable();
    this.#known.set(key, variable);
    clauses(variable);
    return variable;
  }
}
