/** What can be broken, as the studio promises it. */
export type PromiseKind =
  /** A design outside its space: in the log, or shown to somebody who has nothing unsaved. */
  | 'invalid'
  /** Everything is exchanged, and two say something else. */
  | 'diverged'
  /** Somebody never gets everything stored, or holds what waits for something that never comes. */
  | 'stuck'
  /** What was acknowledged is not stored. */
  | 'lost'
  /** Somebody has seen what is not stored. */
  | 'shown_early'
  /** The log says something twice. */
  | 'doubled'
  /** The log has a gap, or refers to what is not in it. */
  | 'gap'
  /** A server appended after another one had taken the design over. */
  | 'two_writers'
  /** Somebody wrote as somebody else. */
  | 'forged'
  /** Somebody who means well was sent away. */
  | 'refused';

/** The simulation has found a defect. */
export class BrokenPromise extends Error {
  readonly kind: PromiseKind;
  readonly seed: number;

  constructor(kind: PromiseKind, seed: number, what: string, details: readonly unknown[] = []) {
    super(`Seed ${String(seed)}: ${what} (${kind}). ${details.length > 0 ? JSON.stringify(details) : ''}`);
    this.kind = kind;
    this.seed = seed;
  }
}
