import { pairsOf } from '../pairs.ts';
import { firstIn, named, places, type RankedProfile, type TieOrder, type Unranked } from '../profile.ts';

/** More entries than this have too many subsets to look at each. */
export const MOST_KEMENY_ENTRIES = 16;

export interface KemenyCount {
  /** Whoever leads one of the best rankings. */
  readonly winners: readonly string[];
  /** One of the best; where there are several, the tie order chooses at every place. */
  readonly ranking: readonly (readonly string[])[];
  /** Agreeing pairs of ballots and ranking, summed up: the highest that any ranking has. */
  readonly score: number;
}

/**
 * Kemeny–Young: the ranking with which the ballots agree most, over all subsets of entries (Held–Karp).
 * @throws RangeError for more than `MOST_KEMENY_ENTRIES`
 */
export function kemeny(profile: RankedProfile, unranked: Unranked, order: TieOrder): KemenyCount {
  const { entries } = profile;
  const n = entries.length;
  if (n > MOST_KEMENY_ENTRIES) throw new RangeError(`Kemeny is counted up to ${String(MOST_KEMENY_ENTRIES)} entries.`);
  const pairs = pairsOf(profile, unranked);
  const all = 2 ** n - 1;
  // best[set]: the most that a ranking of the set can agree on among its own.
  const best = new Float64Array(all + 1);
  const gainOf = (index: number, set: number): number => {
    let gain = best[set & ~(1 << index)] as number;
    for (let other = 0; other < n; other++)
      if (other !== index && set & (1 << other)) gain += pairs[index]?.[other] ?? 0;
    return gain;
  };
  const members = (set: number): number[] => places(entries).filter((index) => set & (1 << index));
  for (let set = 1; set <= all; set++) best[set] = Math.max(...members(set).map((index) => gainOf(index, set)));
  const leaders = (set: number): number[] => members(set).filter((index) => gainOf(index, set) === best[set]);
  const ranking: number[] = [];
  for (let set = all; set > 0;) {
    const next = firstIn(order, leaders(set));
    ranking.push(next);
    set &= ~(1 << next);
  }
  return {
    winners: leaders(all).map((index) => entries[index] as string),
    ranking: named(
      entries,
      ranking.map((index) => [index]),
    ),
    score: best[all] as number,
  };
}
