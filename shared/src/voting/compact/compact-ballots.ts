import type { RankedGroup, RankedProfile } from '../profile.ts';
import type { StrictBallots } from '../strict-ballots.ts';

/** Ends a ballot. */
export const END_BYTE = 255;
/** The next entry shares the rank of the one before. */
export const TIE_BYTE = 254;
export const MOST_COMPACT_ENTRIES = 250;

/** One ballot after the other, a byte for each entry from best to worst: what a million ballots take in memory. */
export interface CompactBallots {
  readonly entries: readonly string[];
  readonly bytes: Uint8Array;
  readonly ballots: number;
  readonly hasTies: boolean;
}

/** @throws RangeError for more than `MOST_COMPACT_ENTRIES` entries */
export function compactOf({ entries, groups }: RankedProfile): CompactBallots {
  if (entries.length > MOST_COMPACT_ENTRIES)
    throw new RangeError(`A byte names one of ${String(MOST_COMPACT_ENTRIES)} entries at most.`);
  const each = groups.map(({ count, ranks }) => ({ count, bytes: bytesOf(ranks) }));
  const bytes = new Uint8Array(each.reduce((sum, one) => sum + one.count * one.bytes.length, 0));
  let at = 0;
  for (const one of each)
    for (let copy = 0; copy < one.count; copy++) {
      bytes.set(one.bytes, at);
      at += one.bytes.length;
    }
  return {
    entries,
    bytes,
    ballots: groups.reduce((sum, { count }) => sum + count, 0),
    hasTies: groups.some(({ ranks }) => ranks.some((rank) => rank.length > 1)),
  };
}

function bytesOf(ranks: RankedGroup['ranks']): number[] {
  return [...ranks.flatMap((rank) => rank.flatMap((index, at) => (at === 0 ? [index] : [TIE_BYTE, index]))), END_BYTE];
}

/** The same ballots for counts that pass papers on. @throws RangeError where ballots tie entries */
export function strictOfCompact({ entries, bytes, ballots, hasTies }: CompactBallots): StrictBallots {
  if (hasTies) throw new RangeError('What to do with ties is to be settled before.');
  return { entries, marks: bytes, end: END_BYTE, counts: null, total: ballots };
}
