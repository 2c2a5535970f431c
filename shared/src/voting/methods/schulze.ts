import { Fraction } from '../fraction.ts';
import { pairsOf } from '../pairs.ts';
import { byPair, named, places, type RankedProfile, tiers, type Unranked } from '../profile.ts';
import { ranksOf, widestPaths } from '../schulze.ts';
import { compareWins, type Strength, strengthOf, type Win, winsOf } from './strength.ts';

export interface SchulzeCount {
  /** All that nobody beats: more than one where the ballots leave it open. */
  readonly winners: readonly string[];
  readonly ranking: readonly (readonly string[])[];
  readonly pairwise: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Strength of the strongest path from one entry to the other; 0 where there is none. */
  readonly strengths: Readonly<Record<string, Readonly<Record<string, Fraction | string>>>>;
}

/**
 * @param pairs `[i][j]`: ballots that rank entry i above entry j
 * @see M. Schulze, "The Schulze Method of Voting", arXiv 1804.02973, sections 2.1 and 2.2
 */
export function schulzeOfPairs(
  entries: readonly string[],
  pairs: readonly (readonly number[])[],
  strength: Strength,
): SchulzeCount {
  // Paths only compare links, so a link's place in the order of strengths does instead of the strength itself.
  const wins = winsOf(pairs, strength).reverse();
  const links = entries.map(() => new Array<number>(entries.length).fill(0));
  const ofClass: Win[] = [];
  for (const win of wins) {
    const last = ofClass.at(-1);
    if (!last || compareWins(win, last, strength) !== 0) ofClass.push(win);
    (links[win.winner] as number[])[win.loser] = ofClass.length;
  }
  const paths = widestPaths(links);
  const strengths = ofClass.map((win) => strengthOf(win, strength));
  const ranks = ranksOf(paths);
  const ranking = named(
    entries,
    tiers(places(entries), (a, b) => (ranks[a] as number) - (ranks[b] as number)),
  );
  return {
    winners: ranking[0] ?? [],
    ranking,
    pairwise: byPair(entries, (i, j) => pairs[i]?.[j] ?? 0),
    strengths: byPair(entries, (i, j) => strengths[(paths[i]?.[j] ?? 0) - 1] ?? Fraction.zero),
  };
}

export function schulze(profile: RankedProfile, strength: Strength, unranked: Unranked): SchulzeCount {
  return schulzeOfPairs(profile.entries, pairsOf(profile, unranked), strength);
}
