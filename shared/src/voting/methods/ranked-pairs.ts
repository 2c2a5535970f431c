import { duel, pairsOf } from '../pairs.ts';
import { byPair, named, places, type RankedProfile, type TieOrder, type Unranked } from '../profile.ts';
import { compareWins, type Strength, type Win, winsOf } from './strength.ts';

export interface RankedPair {
  readonly winner: string;
  readonly loser: string;
  readonly for: number;
  readonly against: number;
  /** False where it would have closed a circle of stronger wins. */
  readonly locked: boolean;
  /** True where an equally strong win stood beside it, so that the tie order decided which came first. */
  readonly tied: boolean;
}

export interface RankedPairsCount {
  readonly winners: readonly string[];
  readonly ranking: readonly (readonly string[])[];
  readonly pairwise: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Every win in the order in which it was looked at. */
  readonly pairs: readonly RankedPair[];
}

/**
 * Tideman's ranked pairs: wins are locked from the strongest to the weakest, unless one would close a circle. Equal
 * numbers of winning votes are told apart by fewer votes against; what is still equal is taken in the tie order of the
 * winners and then against that of the losers. Two entries with equally many ballots each have no win between them and may share a rank.
 * @see T. N. Tideman, "Independence of clones as a criterion for voting rules", Social Choice and Welfare 4, 1987
 */
export function rankedPairs(
  profile: RankedProfile,
  strength: Strength,
  unranked: Unranked,
  order: TieOrder,
): RankedPairsCount {
  const { entries } = profile;
  const pairs = pairsOf(profile, unranked);
  const place = new Map(order.map((index, at) => [index, at]));
  const at = (index: number): number => place.get(index) ?? 0;
  const compare = (a: Win, b: Win): number => compareWins(b, a, strength) || a.against - b.against;
  const wins = winsOf(pairs, strength).sort(
    (a, b) => compare(a, b) || at(a.winner) - at(b.winner) || at(b.loser) - at(a.loser),
  );
  // reaches[i] holds j where locked wins lead from i to j.
  const reaches = entries.map((_, index) => new Set([index]));
  const looked = wins.map((win, index): RankedPair => {
    const to = reaches[win.loser] as Set<number>;
    const locked = !to.has(win.winner);
    if (locked) for (const set of reaches) if (set.has(win.winner)) for (const other of to) set.add(other);
    return {
      winner: entries[win.winner] as string,
      loser: entries[win.loser] as string,
      for: win.for,
      against: win.against,
      locked,
      tied: [wins[index - 1], wins[index + 1]].some((other) => other && compare(other, win) === 0),
    };
  });
  const ranking = named(entries, layers(places(entries), reaches));
  return {
    winners: ranking[0] ?? [],
    ranking,
    pairwise: byPair(entries, (i, j) => duel(pairs, i, j)[0]),
    pairs: looked,
  };
}

/** Those that nobody left reaches, then those that nobody reaches once these are set aside, and so on. */
function layers(all: readonly number[], reaches: readonly ReadonlySet<number>[]): number[][] {
  const result: number[][] = [];
  let left = [...all];
  while (left.length > 0) {
    const top = left.filter((j) => !left.some((i) => i !== j && reaches[i]?.has(j)));
    result.push(top);
    left = left.filter((index) => !top.includes(index));
  }
  return result;
}
