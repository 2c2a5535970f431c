import type { Leaf } from './graph.ts';
import { unitsOf, type RuleModel } from './rule-model.ts';

const UNDECIDED = 0;
const HOLDS = 1;
const FAILS = 2;

/**
 * What is decided at a moment of the search, and what follows from it by unit propagation. Literals are codes: the
 * leaf that says them.
 */
export class CompileState {
  readonly units: number;
  readonly unitOf: Int32Array;
  /** Per unit its variables. */
  readonly variablesOf: readonly (readonly number[])[];
  /** Per variable 1 where others decide it, so that no leaf says it. */
  readonly isDefined: Uint8Array;
  /** Per code whether it is decided: 0 no, 1 it holds, 2 it does not. */
  readonly decided: Uint8Array;
  /** Per unit how many members may still hold; 1 when the unit is decided. Only of groups. */
  readonly left: Int32Array;
  /** Per code what must hold as soon as it holds, from the clauses of two literals. */
  readonly implied: readonly (readonly Leaf[])[];
  /** The clauses of three literals and more. */
  readonly long: readonly (readonly Leaf[])[];
  /** Per long clause how many of its literals hold. */
  readonly satisfied: Int32Array;
  /** The codes that hold, in the order in which they were found. */
  readonly trail: Leaf[] = [];
  /** Per code that holds the one whose propagation decided it; 0 when it was assumed. */
  readonly reason: Int32Array;
  /** How many numbers were looked at: a measure of time that is the same on every machine. */
  steps = 0;

  readonly #groups: number;
  readonly #occurrences: readonly (readonly number[])[];
  readonly #failed: Int32Array;
  #done = 0;

  constructor(model: RuleModel, clauses: readonly (readonly Leaf[])[]) {
    const { unitOf, count } = unitsOf(model);
    const codes = 2 * model.variables + 2;
    this.unitOf = unitOf;
    this.units = count;
    this.#groups = model.groups.length;
    const variablesOf: number[][] = Array.from({ length: count }, () => []);
    for (let variable = 1; variable <= model.variables; variable += 1) {
      variablesOf[unitOf[variable] as number]?.push(variable);
    }
    this.variablesOf = variablesOf;
    this.isDefined = new Uint8Array(model.variables + 1);
    for (const variable of model.defined ?? []) this.isDefined[variable] = 1;
    this.left = Int32Array.from(variablesOf, (variables) => variables.length);
    this.decided = new Uint8Array(codes);
    this.reason = new Int32Array(codes);
    const implied: Leaf[][] = Array.from({ length: codes }, () => []);
    const occurrences: number[][] = Array.from({ length: codes }, () => []);
    const long: (readonly Leaf[])[] = [];
    for (const clause of clauses) {
      const [a, b] = clause;
      if (clause.length === 2 && a !== undefined && b !== undefined) {
        implied[a ^ 1]?.push(b);
        implied[b ^ 1]?.push(a);
      } else if (clause.length > 2) {
        for (const code of clause) occurrences[code]?.push(long.length);
        long.push(clause);
      }
    }
    this.implied = implied;
    this.long = long;
    this.#occurrences = occurrences;
    this.satisfied = new Int32Array(long.length);
    this.#failed = new Int32Array(long.length);
  }

  isGroup(unit: number): boolean {
    return unit < this.#groups;
  }

  holds(code: Leaf): boolean {
    return this.decided[code] === HOLDS;
  }

  /** Whether an open clause speaks of the undecided variable of `code`. */
  isBound(code: Leaf): boolean {
    return [code, code ^ 1].some((either) => {
      const implied = this.implied[either] as Leaf[];
      const clauses = this.#occurrences[either] as number[];
      this.steps += implied.length + clauses.length;
      return implied.some((other) => !this.decided[other]) || clauses.some((clause) => !this.satisfied[clause]);
    });
  }

  isDecided(unit: number): boolean {
    if (this.isGroup(unit)) return this.left[unit] === 1;
    return this.decided[2 * (this.variablesOf[unit]?.[0] as number)] !== UNDECIDED;
  }

  /** Decides that all of `codes` hold, and all that follows; false when that is a contradiction: then take it back. */
  assume(codes: readonly Leaf[]): boolean {
    for (const code of codes) if (!this.#decide(code, 0)) return false;
    while (this.#done < this.trail.length) if (!this.#propagate(this.trail[this.#done++] as number)) return false;
    return true;
  }

  /** Takes back all decisions but the first `length`. */
  takeBack(length: number): void {
    while (this.trail.length > length) {
      const code = this.trail.pop() as number;
      this.decided[code] = this.decided[code ^ 1] = UNDECIDED;
      if (this.trail.length >= this.#done) continue;
      this.#done = this.trail.length;
      this.#note(code, -1);
    }
  }

  #decide(code: Leaf, reason: Leaf): boolean {
    if (this.decided[code] !== UNDECIDED) return this.decided[code] === HOLDS;
    this.decided[code] = HOLDS;
    this.decided[code ^ 1] = FAILS;
    this.reason[code] = reason;
    this.trail.push(code);
    return true;
  }

  /** Counts that `code` holds, or with −1 takes that back. */
  #note(code: Leaf, change: 1 | -1): void {
    const satisfied = this.#occurrences[code] as number[];
    const failed = this.#occurrences[code ^ 1] as number[];
    this.steps += satisfied.length + failed.length;
    for (const clause of satisfied) this.satisfied[clause] = (this.satisfied[clause] as number) + change;
    for (const clause of failed) this.#failed[clause] = (this.#failed[clause] as number) + change;
    const unit = this.unitOf[code >> 1] as number;
    if (code & 1) this.left[unit] = (this.left[unit] as number) - change;
  }

  /** Counts first, so that it can be taken back as a whole even after a contradiction. */
  #propagate(code: Leaf): boolean {
    this.#note(code, 1);
    const implied = this.implied[code] as Leaf[];
    this.steps += 1 + implied.length;
    for (const other of implied) if (!this.#decide(other, code)) return false;
    for (const clause of this.#occurrences[code ^ 1] as number[]) {
      const literals = this.long[clause] as Leaf[];
      if (this.satisfied[clause] || (this.#failed[clause] as number) < literals.length - 1) continue;
      const last = literals.find((literal) => this.decided[literal] !== FAILS);
      if (last === undefined || !this.#decide(last, code)) return false;
    }
    const unit = this.unitOf[code >> 1] as number;
    return !this.isGroup(unit) || this.#propagateGroup(code, unit);
  }

  #propagateGroup(code: Leaf, unit: number): boolean {
    const members = this.variablesOf[unit] as number[];
    if (!(code & 1)) {
      this.steps += members.length;
      return members.every((member) => 2 * member === code || this.#decide(2 * member + 1, code));
    }
    if ((this.left[unit] as number) > 1) return true;
    const last = members.find((member) => this.decided[2 * member] !== FAILS);
    return last !== undefined && this.#decide(2 * last, code);
  }
}
