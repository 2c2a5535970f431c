import type { Design } from '../design/design.ts';
import { KnownConflicts } from './engine/known-conflicts.ts';
import { repair } from './repair.ts';
import type { Space } from './schema.ts';
import type { Adjustment, Violation } from './violation.ts';
import { violations } from './violations.ts';

/** What a new version of a space means for one design or entry. */
export interface Impact<Id> {
  readonly id: Id;
  /** What would be outside the new space, with the rules; never empty. */
  readonly violations: readonly Violation[];
  /** What the repair would change. */
  readonly adjustments: readonly Adjustment[];
  /** The design as the repair leaves it: inside the new space. */
  readonly repaired: Design;
}

/** The designs that would be outside `next`, in their order, each with the reasons and with what its repair would do. */
export function impactOf<Id>(
  next: Space,
  designs: readonly { readonly id: Id; readonly design: Design }[],
): Impact<Id>[] {
  const conflicts = new KnownConflicts();
  return designs.flatMap(({ id, design }) => {
    const found = violations(next, design);
    if (found.length === 0) return [];
    const { design: repaired, adjustments } = repair(next, design, conflicts);
    return [{ id, violations: found, adjustments, repaired }];
  });
}
