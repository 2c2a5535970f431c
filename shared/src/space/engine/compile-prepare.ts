import { codeOf, leanClause } from './compile-clauses.ts';
import { CompileState } from './compile-state.ts';
import { eliminationOrder } from './elimination-order.ts';
import type { Leaf } from './graph.ts';
import { unitsOf, type RuleModel } from './rule-model.ts';

/** Where the search starts: what holds in every design is decided, and no clause says more than it must. */
export interface Prepared {
  readonly state: CompileState;
  /** Per unit its place in the elimination order; the search branches on the last first. */
  readonly order: Int32Array;
}

/** Simplifies the clauses of `model` until nothing changes any more; null when they contradict each other. */
export function prepare(model: RuleModel): Prepared | null {
  const { unitOf } = unitsOf(model);
  const unitOfCode = (code: Leaf): number => unitOf[code >> 1] as number;
  let facts: Leaf[] = model.groups.flatMap((group) => (group.length === 1 ? group.map((only) => 2 * only) : []));
  let clauses: Leaf[][] = model.clauses.map((clause) => clause.map(codeOf));
  for (let before = Infinity; ;) {
    const lean = new Map<string, Leaf[]>();
    for (const clause of clauses) {
      const kept = leanClause(clause, unitOfCode, model.groups.length);
      if (kept) lean.set(kept.join(), kept);
    }
    clauses = [...lean.values()];
    const short = clauses.filter(({ length }) => length < 2);
    const state = new CompileState(model, clauses);
    if (short.some(({ length }) => !length) || !state.assume([...facts, ...short.flat()])) return null;
    facts = state.trail;
    clauses = clauses
      .filter((clause) => !clause.some((code) => state.holds(code)))
      .map((clause) => clause.filter((code) => !state.decided[code]));
    const size = clauses.reduce((sum, { length }) => sum + length, 0);
    if (size === before) {
      const links = clauses.map((clause) => [...new Set(clause.map(unitOfCode))]);
      const sizes = state.variablesOf.map(({ length }) => Math.max(2, length));
      return { state, order: eliminationOrder(sizes, links) };
    }
    before = size;
  }
}
