import { ballotCount, type RankedGroup } from './profile.ts';

/** Ends a ballot. Slates of strict ballots are smaller than that. */
export const END = 0xffff;

/** Ballots without ties in the order of their preferences, packed for counts that pass papers on. */
export interface StrictBallots {
  readonly entries: readonly string[];
  /** Ballot after ballot: entries from best to worst, then an end (`end`). */
  readonly marks: Uint8Array | Uint16Array;
  readonly end: number;
  /** How often each ballot is there, in their order; null: once. */
  readonly counts: Float64Array | null;
  /** All ballots, also those that rank nobody. */
  readonly total: number;
}

/** What to do at a rank that several entries share, where the count needs one: pass it over, or stop reading there. */
export type TiedRanks = 'skip' | 'exhaust';

/** @throws RangeError for more entries than marks can name */
export function strictBallots(
  entries: readonly string[],
  groups: readonly RankedGroup[],
  tied: TiedRanks,
): StrictBallots {
  if (entries.length >= END) throw new RangeError(`A slate of ranked ballots has fewer than ${String(END)} entries.`);
  const rankings = groups.map(({ ranks }) => untied(ranks, tied));
  const marks = new Uint16Array(rankings.reduce((sum, ranking) => sum + ranking.length + 1, 0));
  let at = 0;
  for (const ranking of rankings) {
    for (const index of ranking) marks[at++] = index;
    marks[at++] = END;
  }
  return {
    entries,
    marks,
    end: END,
    counts: Float64Array.from(groups, ({ count }) => count),
    total: ballotCount(groups),
  };
}

function untied(ranks: RankedGroup['ranks'], tied: TiedRanks): number[] {
  const ranking: number[] = [];
  for (const rank of ranks) {
    if (rank.length === 1) ranking.push(rank[0] as number);
    else if (tied === 'exhaust') break;
  }
  return ranking;
}
