import type { RankedGroup } from './profile.ts';

/** A rank at which more than one entry was marked, where the record does not say which. */
export const OVERVOTE = -1;

/** Ballots as they were marked: `marks[i]` is what stands at rank i + 1; an empty list is a rank that was skipped. */
export interface MarkedGroup {
  readonly count: number;
  readonly marks: readonly (readonly number[])[];
}

/** What marks count for, declared before the vote. */
export interface ValidityRules {
  /** The ballot ends there; the rank is passed over; or it ends only where several of its entries are still in the race. */
  readonly overvote: 'exhaust' | 'skip' | 'exhaust-if-several-continue';
  /** More skipped ranks in a row than this end the ballot; null: any number may be skipped. */
  readonly mostSkipped: number | null;
  /** Ranks after this many are not read; null: all are. */
  readonly mostRanks: number | null;
  /** An entry marked a second time is passed over, or ends the ballot. */
  readonly repeated: 'skip' | 'exhaust';
}

/** How many ballots each rule touched. A ballot may be in several. */
export interface ValidityReport {
  readonly overvoted: number;
  readonly skipped: number;
  readonly repeated: number;
  readonly unmarked: number;
}

/**
 * What marked ballots rank by the rules. A rank with several entries is left only where the rule about overvotes
 * depends on who is still in the race.
 * @see the ranked-choice tabulator RCTab, which reads marks in the same order: skips, repeats, overvotes
 */
export function readMarks(
  groups: readonly MarkedGroup[],
  rules: ValidityRules,
): { readonly groups: RankedGroup[]; readonly report: ValidityReport } {
  const report = { overvoted: 0, skipped: 0, repeated: 0, unmarked: 0 };
  const read = groups.map(({ count, marks }): RankedGroup => {
    const found = readBallot(marks, rules);
    if (found.overvoted) report.overvoted += count;
    if (found.skipped) report.skipped += count;
    if (found.repeated) report.repeated += count;
    if (found.ranks.length === 0) report.unmarked += count;
    return { count, ranks: found.ranks };
  });
  return { groups: read, report };
}

function readBallot(
  marks: MarkedGroup['marks'],
  { overvote, mostSkipped, mostRanks, repeated: onRepeated }: ValidityRules,
): { ranks: number[][]; overvoted: boolean; skipped: boolean; repeated: boolean } {
  const found = { ranks: [] as number[][], overvoted: false, skipped: false, repeated: false };
  const seen = new Set<number>();
  let skippedInARow = 0;
  for (const rank of marks.slice(0, mostRanks ?? marks.length)) {
    if (rank.length === 0) {
      skippedInARow += 1;
      continue;
    }
    if (skippedInARow > 0) found.skipped = true;
    if (mostSkipped !== null && skippedInARow > mostSkipped) break;
    skippedInARow = 0;
    if (rank.some((index) => seen.has(index))) {
      found.repeated = true;
      if (onRepeated === 'exhaust') break;
    }
    const fresh = rank.filter((index) => !seen.has(index));
    for (const index of fresh) if (index !== OVERVOTE) seen.add(index);
    if (rank.length > 1 || rank.includes(OVERVOTE)) {
      found.overvoted = true;
      // Nobody knows which entries an unnamed overvote meant, so nobody can say that only one of them is left.
      if (overvote === 'exhaust' || (overvote !== 'skip' && rank.includes(OVERVOTE))) break;
      if (overvote === 'skip') continue;
    }
    if (fresh.length > 0) found.ranks.push(fresh);
  }
  return found;
}
