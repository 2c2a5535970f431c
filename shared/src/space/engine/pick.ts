import type { ParameterValue } from '../../design/design.ts';

/** What a pick may say: the value of a parameter, or whether an option of a `many` is chosen. */
export type PickValue = ParameterValue | boolean;

/** The key of a pick that says what the choices may cost at most, in cents. */
export const BUDGET = 'budget';

/** A choice of somebody: a value for a key. Two picks of one key are two wishes of which at most one can be kept. */
export interface Pick {
  /** The parameter's id, `parameter/option` for an option of a `many`, or `BUDGET`. */
  readonly key: string;
  readonly value: PickValue;
  /** Lamport clock: greater than that of every pick that its author knew. */
  readonly clock: number;
  /** Who picked: any number that is the same everywhere, such as the Yjs client. */
  readonly actor: number;
  /** The brand has fixed it: it goes before everything else. */
  readonly isLocked?: boolean;
  /** The owner of the design protects it. */
  readonly isProtected?: boolean;
  readonly votes?: number;
}

/**
 * The order in which picks are kept where not all of them can be: what the brand locked, what the owner protects, what
 * has more votes, what was picked earlier; actor and key make it one order everywhere.
 */
export function inPriority<Given extends Pick>(picks: readonly Given[]): Given[] {
  return [...picks].sort(
    (a, b) =>
      Number(b.isLocked ?? false) - Number(a.isLocked ?? false) ||
      Number(b.isProtected ?? false) - Number(a.isProtected ?? false) ||
      (b.votes ?? 0) - (a.votes ?? 0) ||
      a.clock - b.clock ||
      a.actor - b.actor ||
      (a.key < b.key ? -1 : a.key > b.key ? 1 : 0),
  );
}
