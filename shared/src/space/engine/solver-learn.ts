import { type ClauseStore, HEAD } from './solver-clauses.ts';
import type { Trail } from './solver-trail.ts';

/** How deep reasons are followed to shorten a learned clause; deeper ones would endanger the stack. */
const DEPTH = 200;

/** What is known of a variable while reasons are followed. */
const UNSEEN = 0;
const SEEN = 1;
const REDUNDANT = 2;
const NEEDED = 3;

/** A clause that follows from the model and rules a conflict out. */
export interface Lesson {
  /** First the one that it implies after going back, then the one that was last to become false. */
  readonly literals: readonly number[];
  /** How many levels its literals are of: the fewer, the more useful it will be (Audemard and Simon 2009). */
  readonly glue: number;
  /** The number of decisions that may stay. */
  readonly back: number;
  /** Variables that the conflict had to do with. */
  readonly variables: number[];
}

/** Follows the reasons on a trail back to what caused something. */
export class Reasons {
  readonly #trail: Trail;
  readonly #clauses: ClauseStore;
  readonly #seen: Uint8Array;
  /** Per level the number of the last lesson with a literal of it. */
  readonly #lessonOf: number[] = [];
  #lesson = 0;

  constructor(trail: Trail, clauses: ClauseStore) {
    this.#trail = trail;
    this.#clauses = clauses;
    this.#seen = new Uint8Array(trail.level.length);
  }

  /** What to learn from a clause whose literals are all false, after at least one decision. */
  lessonOf(conflict: number): Lesson {
    const { codes, level, starts } = this.#trail;
    const { data } = this.#clauses;
    const seen = this.#seen;
    const variables: number[] = [];
    const others: number[] = [];
    let at = this.#trail.size;
    let code = 0;
    // Back along the trail until one literal of the last level is left that the others of it follow from.
    for (let clause = conflict, open = 0; ; clause = this.#clauseOf(code >> 1)) {
      const end = clause + HEAD + (data[clause + 1] as number);
      for (let index = clause + HEAD; index < end; index += 1) {
        const literal = data[index] as number;
        const variable = literal >> 1;
        if (seen[variable] !== UNSEEN || level[variable] === 0) continue;
        seen[variable] = SEEN;
        variables.push(variable);
        if (level[variable] === starts.length) open += 1;
        else others.push(literal);
      }
      do code = codes[--at] as number;
      while (seen[code >> 1] === UNSEEN);
      open -= 1;
      if (open === 0) break;
    }
    const glue = 1 + this.#markLevels(others);
    const touched = [...variables];
    const literals = [code ^ 1, ...others.filter((literal) => !this.#follows(literal >> 1, touched, DEPTH))];
    for (const variable of touched) seen[variable] = UNSEEN;
    let back = 0;
    for (let index = 1; index < literals.length; index += 1) {
      const literal = literals[index] as number;
      const of = level[literal >> 1] as number;
      if (of <= back) continue;
      back = of;
      literals[index] = literals[1] as number;
      literals[1] = literal;
    }
    return { literals, glue, back, variables };
  }

  /** The assumptions that make an assumption false, as codes, and it itself. Only assumptions may be decided. */
  coreOf(assumption: number): number[] {
    const { codes, level, reason, starts, size } = this.#trail;
    const { data } = this.#clauses;
    const seen = this.#seen;
    const core = [assumption];
    if (level[assumption >> 1] === 0) return core;
    seen[assumption >> 1] = SEEN;
    for (let at = size - 1; at >= (starts[0] as number); at -= 1) {
      const code = codes[at] as number;
      const variable = code >> 1;
      if (seen[variable] === UNSEEN) continue;
      seen[variable] = UNSEEN;
      if (reason[variable] === 0) {
        core.push(code);
        continue;
      }
      const clause = this.#clauseOf(variable);
      const end = clause + HEAD + (data[clause + 1] as number);
      for (let index = clause + HEAD; index < end; index += 1) {
        const other = (data[index] as number) >> 1;
        // Not the variable itself, whose turn is over.
        if (other !== variable && (level[other] as number) > 0) seen[other] = SEEN;
      }
    }
    return core;
  }

  #clauseOf(variable: number): number {
    return this.#clauses.clauseOf(this.#trail.reason[variable] as number);
  }

  /** Returns of how many levels literals are, and remembers of which. */
  #markLevels(literals: readonly number[]): number {
    this.#lesson += 1;
    let count = 0;
    for (const literal of literals) {
      const level = this.#trail.level[literal >> 1] as number;
      if (this.#lessonOf[level] === this.#lesson) continue;
      this.#lessonOf[level] = this.#lesson;
      count += 1;
    }
    return count;
  }

  /** Whether the value of a variable follows from those of the literals seen: then it adds nothing to them. */
  #follows(variable: number, touched: number[], depth: number): boolean {
    if (depth === 0 || this.#trail.reason[variable] === 0) return false;
    const { data } = this.#clauses;
    const seen = this.#seen;
    const clause = this.#clauseOf(variable);
    const end = clause + HEAD + (data[clause + 1] as number);
    let all = true;
    for (let index = clause + HEAD; all && index < end; index += 1) {
      const other = (data[index] as number) >> 1;
      const known = seen[other] as number;
      const level = this.#trail.level[other] as number;
      if (other === variable || level === 0 || known === SEEN || known === REDUNDANT) continue;
      // On a level without any of the literals there is none that it could follow from.
      all = known === UNSEEN && this.#lessonOf[level] === this.#lesson && this.#follows(other, touched, depth - 1);
    }
    if (seen[variable] === UNSEEN) {
      seen[variable] = all ? REDUNDANT : NEEDED;
      touched.push(variable);
    }
    return all;
  }
}
