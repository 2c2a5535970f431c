import type { Leaf } from './graph.ts';
import type { Literal } from './rule-model.ts';

/** A literal as the number of the leaf that says it; the negation of a code is `code ^ 1`. */
export const codeOf = (literal: Literal): Leaf => (literal > 0 ? 2 * literal : 1 - 2 * literal);

/**
 * A clause without what its groups make superfluous: a member that holds says that the others do not.
 * @param unitOf per code its unit; those below `groups` are groups
 * @returns ascending codes; null when the clause always holds
 */
export function leanClause(codes: readonly Leaf[], unitOf: (code: Leaf) => number, groups: number): Leaf[] | null {
  const lean = new Set(codes);
  const denied = new Map<number, Leaf>();
  for (const code of lean) {
    if (lean.has(code ^ 1)) return null;
    const unit = unitOf(code);
    if (!(code & 1) || unit >= groups) continue;
    if (denied.has(unit)) return null;
    denied.set(unit, code);
  }
  for (const code of lean) if (!(code & 1) && denied.has(unitOf(code))) lean.delete(code);
  return [...lean].sort((a, b) => a - b);
}
