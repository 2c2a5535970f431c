import { Fraction } from '../fraction.ts';
import { duel, pairsOf } from '../pairs.ts';
import { byName, byPair, named, places, type RankedProfile, tiers, type Unranked } from '../profile.ts';

interface PairCount {
  readonly winners: readonly string[];
  readonly pairwise: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

interface ScoredPairCount extends PairCount {
  readonly ranking: readonly (readonly string[])[];
  readonly scores: Readonly<Record<string, number>>;
}

/** The entry that beats every other one, if there is one. */
export function condorcet({ entries, ...rest }: RankedProfile, unranked: Unranked): PairCount {
  const pairs = pairsOf({ entries, ...rest }, unranked);
  const beatsAll = (i: number): boolean =>
    entries.every((_, j) => {
      const [votes, against] = duel(pairs, i, j);
      return i === j || votes > against;
    });
  return { winners: entries.filter((_, i) => beatsAll(i)), pairwise: byPair(entries, (i, j) => duel(pairs, i, j)[0]) };
}

/** Copeland: entries beaten, less entries that beat it. */
export function copeland(profile: RankedProfile, unranked: Unranked): ScoredPairCount {
  const pairs = pairsOf(profile, unranked);
  const score = (i: number): number =>
    pairs.reduce((sum, _, j) => {
      const [votes, against] = duel(pairs, i, j);
      return sum + Math.sign(votes - against);
    }, 0);
  return scored(profile.entries, pairs, score, 'most');
}

export type MinimaxVariant = 'winning' | 'margins' | 'opposition';

/**
 * Minimax (Simpson–Kramer): the entry whose worst duel is the least bad one. A duel is measured by the votes against in
 * a lost duel (`winning`), by how many it is lost (`margins`, negative where it is won), or by all votes against.
 */
export function minimax(profile: RankedProfile, variant: MinimaxVariant, unranked: Unranked): ScoredPairCount {
  const pairs = pairsOf(profile, unranked);
  const worst = (i: number): number =>
    Math.max(
      ...places(pairs)
        .filter((j) => j !== i)
        .map((j) => {
          const [votes, against] = duel(pairs, i, j);
          if (variant === 'margins') return against - votes;
          return variant === 'opposition' || against > votes ? against : 0;
        }),
    );
  return scored(profile.entries, pairs, worst, 'fewest');
}

function scored(
  entries: readonly string[],
  pairs: readonly (readonly number[])[],
  score: (index: number) => number,
  best: 'most' | 'fewest',
): ScoredPairCount {
  const scores = places(entries).map(score);
  const sign = best === 'most' ? -1 : 1;
  const ranking = named(
    entries,
    tiers(places(entries), (a, b) => sign * ((scores[a] as number) - (scores[b] as number))),
  );
  return {
    winners: ranking[0] ?? [],
    ranking,
    scores: byName(entries, (index) => scores[index] as number),
    pairwise: byPair(entries, (i, j) => duel(pairs, i, j)[0]),
  };
}

/** By how many ballots each duel was won: `A>B`. */
export function duelMargins(
  profile: RankedProfile,
  unranked: Unranked,
): { readonly margins: Readonly<Record<string, number>> } {
  const pairs = pairsOf(profile, unranked);
  return {
    margins: Object.fromEntries(
      wonDuels(profile.entries, pairs).map(({ name, votes, against }) => [name, votes - against]),
    ),
  };
}

/** The share of each won duel, as an exact fraction and in per cent with one decimal, halves away from zero. */
export function duelShares(
  profile: RankedProfile,
  unranked: Unranked,
): { readonly percent: Readonly<Record<string, number>>; readonly shares: Readonly<Record<string, Fraction>> } {
  const won = wonDuels(profile.entries, pairsOf(profile, unranked));
  const tenths = (votes: number, all: number): number =>
    Number((BigInt(votes) * 2000n + BigInt(all)) / (BigInt(all) * 2n));
  return {
    percent: Object.fromEntries(won.map(({ name, votes, against }) => [name, tenths(votes, votes + against) / 10])),
    shares: Object.fromEntries(won.map(({ name, votes, against }) => [name, Fraction.of(votes, votes + against)])),
  };
}

function wonDuels(
  entries: readonly string[],
  pairs: readonly (readonly number[])[],
): { readonly name: string; readonly votes: number; readonly against: number }[] {
  return entries.flatMap((above, i) =>
    entries.flatMap((below, j) => {
      const [votes, against] = duel(pairs, i, j);
      return votes > against ? [{ name: `${above}>${below}`, votes, against }] : [];
    }),
  );
}
