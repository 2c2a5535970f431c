import type { Literal, RuleModel } from './rule-model.ts';
import { ClauseStore } from './solver-clauses.ts';
import { Reasons } from './solver-learn.ts';
import { VariableOrder } from './solver-order.ts';
import { type Groups, propagate } from './solver-propagate.ts';
import { Trail } from './solver-trail.ts';

/** Conflicts before the first restart; later ones follow the Luby sequence times this. */
const RESTART = 64;
/** Learned clauses kept before the first reduction; each lets a tenth more be kept. */
const KEPT = 3000;

const codeOf = (literal: Literal): number => (literal > 0 ? 2 * literal : 1 - 2 * literal);
const literalOf = (code: number): Literal => (code & 1 ? -(code >> 1) : code >> 1);

/**
 * Says whether a model has a design that contains given literals. Conflict-driven clause learning (Eén and Sörensson,
 * "An Extensible SAT-solver", 2003) with two watched literals, phase saving, Luby restarts, and assumptions as the
 * first decisions. What was learned under some assumptions follows from the model alone and stays for all later calls.
 * So no answer of `solve` depends on earlier calls; which design, core or implied literals are found may.
 */
export class Solver {
  readonly #variables: number;
  readonly #groups: Groups;
  readonly #clauses: ClauseStore;
  readonly #order: VariableOrder;
  readonly #trail: Trail;
  readonly #reasons: Reasons;
  /** The truth of the last design found. */
  readonly #found: Int8Array;
  /** The assumptions that the first levels of the trail decide. */
  #assumed: readonly number[] = [];
  /** False when the model contradicts itself. */
  #consistent = true;
  #core: Literal[] = [];
  #kept = KEPT;

  /** @param options.namesRules every rule can be switched, so that cores can name rules: see `selectorOf` */
  constructor(model: RuleModel, options: { readonly namesRules?: boolean } = {}) {
    const { variables, groups } = model;
    const size = variables + (options.namesRules ? model.rules : 0);
    this.#variables = variables;
    this.#groups = { members: groups, groupOf: new Int32Array(size + 1).fill(-1) };
    this.#clauses = new ClauseStore(2 * size + 2);
    // A selector only ever occurs negated, so that one without a value may count as off: nobody has to decide it.
    this.#order = new VariableOrder(size, variables);
    this.#trail = new Trail(size, this.#order);
    this.#reasons = new Reasons(this.#trail, this.#clauses);
    this.#found = new Int8Array(2 * size + 2);
    for (const [number, group] of groups.entries()) {
      for (const variable of group) {
        this.#groups.groupOf[variable] = number;
        this.prefer(variable);
      }
      this.#add(group);
    }
    for (const [index, clause] of model.clauses.entries()) {
      const rule = options.namesRules ? (model.ruleOf[index] ?? -1) : -1;
      this.#add(rule < 0 ? clause : [...clause, -this.selectorOf(rule)]);
    }
  }

  /**
   * Whether the model has a design in which all assumptions hold.
   * @param options.maxConflicts how often the search may run into a contradiction
   * @returns null when it has done so that often without an answer
   */
  solve(assumptions: readonly Literal[], options: { readonly maxConflicts?: number } = {}): boolean | null {
    const { maxConflicts = Infinity } = options;
    const trail = this.#trail;
    const wanted = this.#start(assumptions);
    this.#reduceIfFull();
    let conflicts = 0;
    let restartAt = RESTART;
    // `run` goes through the Luby sequence (Knuth, The Art of Computer Programming 4, 7.2.2.2).
    let step = 1;
    let run = 1;
    while (this.#consistent) {
      const conflict = propagate(trail, this.#clauses, this.#groups);
      if (conflict !== 0) {
        this.#learnFrom(conflict);
        conflicts += 1;
        if (conflicts >= maxConflicts && this.#consistent) return null;
      } else if (conflicts >= restartAt) {
        [step, run] = (step & -step) === run ? [step + 1, 1] : [step, 2 * run];
        restartAt = conflicts + RESTART * run;
        trail.backTo(wanted.length);
        this.#reduceIfFull();
      } else if (trail.starts.length < wanted.length) {
        const next = wanted[trail.starts.length] as number;
        if ((trail.truth[next] as number) < 0) {
          this.#core = this.#reasons.coreOf(next).map(literalOf);
          return false;
        }
        trail.decide(next);
      } else {
        const variable = this.#order.take(trail.truth);
        if (variable === 0) {
          this.#found.set(trail.truth);
          return true;
        }
        trail.decide(2 * variable + (trail.phase[variable] as number));
      }
    }
    return false;
  }

  /** After `solve` said false: assumptions that the model contradicts. None when it contradicts itself. */
  core(): Literal[] {
    return this.#core;
  }

  /** After `solve` said true: whether a variable holds in the design found. */
  holds(variable: number): boolean {
    return this.#found[2 * variable] === 1;
  }

  /** Assume it to have a rule apply. Only for a solver with `namesRules`; there no rule applies otherwise. */
  selectorOf(rule: number): Literal {
    return this.#variables + 1 + rule;
  }

  /** Tries a literal before its negation, until a search ends up with the other. Changes no answer. */
  prefer(literal: Literal): void {
    this.#trail.phase[Math.abs(literal)] = literal < 0 ? 1 : 0;
  }

  /**
   * The literals that follow from assumptions by unit propagation, themselves included: each holds in every design
   * with the assumptions, but not everything that does is among them.
   * @returns null when propagation alone finds a contradiction
   */
  implied(assumptions: readonly Literal[]): Literal[] | null {
    const trail = this.#trail;
    const wanted = this.#start(assumptions);
    while (this.#consistent) {
      const level = trail.starts.length;
      if (propagate(trail, this.#clauses, this.#groups) !== 0) {
        if (level === 0) this.#consistent = false;
        else trail.backTo(level - 1);
        return null;
      }
      // Only here is the trail that of these assumptions and no others.
      if (level === wanted.length) return Array.from(trail.codes.subarray(0, trail.size), literalOf);
      const next = wanted[level] as number;
      if ((trail.truth[next] as number) < 0) return null;
      trail.decide(next);
    }
    return null;
  }

  /** Goes back to what these assumptions and the last call's begin with: keeping that saves its propagation. */
  #start(assumptions: readonly Literal[]): readonly number[] {
    const wanted = assumptions.map(codeOf);
    let level = 0;
    while (level < wanted.length && wanted[level] === this.#assumed[level]) level += 1;
    this.#trail.backTo(level);
    this.#assumed = wanted;
    this.#core = [];
    return wanted;
  }

  #add(literals: readonly Literal[]): void {
    const codes = new Set(literals.map(codeOf));
    if (!literals.some((literal) => codes.has(codeOf(-literal)))) this.#imply([...codes], 0);
  }

  /** Adds a clause of which all literals but the first are false, or one before anything is propagated. */
  #imply(literals: readonly number[], glue: number): void {
    const [first] = literals;
    const reason = literals.length > 1 ? this.#clauses.add(literals, glue) : 0;
    if (first === undefined) this.#consistent = false;
    else if (literals.length === 1 || glue > 0) {
      const value = this.#trail.truth[first] as number;
      if (value < 0) this.#consistent = false;
      else if (value === 0) this.#trail.assign(first, reason);
    }
  }

  #learnFrom(conflict: number): void {
    if (this.#trail.starts.length === 0) {
      this.#consistent = false;
      return;
    }
    const { literals, glue, back, variables } = this.#reasons.lessonOf(conflict);
    this.#order.bump(variables);
    this.#trail.backTo(back);
    this.#imply(literals, glue);
  }

  #reduceIfFull(): void {
    if (this.#clauses.learned <= this.#kept) return;
    this.#trail.backTo(0);
    if (propagate(this.#trail, this.#clauses, this.#groups) === 0) this.#clauses.reduce(this.#trail.truth);
    else this.#consistent = false;
    this.#kept *= 1.1;
  }
}
