import type { Params } from '../condition.ts';
import { completeLike } from './completion.ts';
import type { KnownConflicts } from './known-conflicts.ts';
import type { Engine } from './engine.ts';
import type { Space } from '../schema.ts';
import { inPriority, type Pick } from './pick.ts';

/** What becomes of everybody's picks. */
export interface Resolution {
  /** A value for every parameter; breaks no rule. */
  readonly params: Params;
  /** In the order in which they were kept. */
  readonly kept: readonly Pick[];
  /** What does not go with what is kept; it stays with the design and returns by itself when it does. */
  readonly parked: readonly Pick[];
}

/**
 * Keeps picks in the order of their priority as long as they go together, parks the others, and leaves everything that
 * nobody picked as near to `like` as that allows. A function of the set of picks: whoever has the same picks has the
 * same design (Junker's preferred relaxation).
 * @param picks each with a value that exists
 * @param like breaks no rule
 * @param conflicts of this space; they save questions and change no answer
 */
export function resolve(
  engine: Engine,
  space: Space,
  picks: readonly Pick[],
  like: Params,
  conflicts?: KnownConflicts,
): Resolution {
  const ordered = inPriority(picks);
  let kept = keepGreedily(engine, ordered, conflicts);
  let params = completeLike(engine, space, kept, like, conflicts);
  // A search within limits may end without having found a design: with fewer picks there is one, at last `like` itself.
  while (params === null && kept.length > 0) {
    kept = kept.slice(0, -1);
    params = completeLike(engine, space, kept, like, conflicts);
  }
  return { params: params ?? like, kept, parked: ordered.filter((pick) => !kept.includes(pick)) };
}

function keepGreedily(engine: Engine, ordered: readonly Pick[], conflicts?: KnownConflicts): Pick[] {
  const kept: Pick[] = [];
  // Halving what may go together: long runs without a conflict cost one question.
  const keep = (from: number, to: number, isSurelyNot: boolean): boolean => {
    const picks = ordered.slice(from, to);
    const run = conflicts?.promising(kept, picks) ?? picks;
    if (run.length === 0) return false;
    if (!isSurelyNot && engine.isConsistent([...kept, ...run])) {
      kept.push(...run);
      return run.length === to - from;
    }
    if (to - from === 1) return false;
    const middle = (from + to) >> 1;
    // Where all of the first half is kept, it is the second that does not go with it.
    const isFirstKept = keep(from, middle, false);
    keep(middle, to, isFirstKept && run.length === to - from);
    return false;
  };
  keep(0, ordered.length, false);
  return kept;
}
