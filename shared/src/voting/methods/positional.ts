import { Fraction } from '../fraction.ts';
import { ballotCount, byName, named, places, type RankedProfile, tiers } from '../profile.ts';

interface ScoredCount {
  readonly winners: readonly string[];
  readonly ranking: readonly (readonly string[])[];
  readonly scores: Readonly<Record<string, Fraction>>;
}

/** First ranks; a ballot whose first rank is shared gives each its equal part. */
export function plurality(
  profile: RankedProfile,
): ScoredCount & { readonly firstRound: Readonly<Record<string, Fraction>> } {
  const count = byScore(profile.entries, firstVotes(profile));
  return { ...count, firstRound: count.scores };
}

export function firstVotes({ entries, groups }: RankedProfile): Fraction[] {
  const votes = entries.map(() => Fraction.zero);
  for (const { count, ranks } of groups) {
    const top = ranks[0] ?? [];
    for (const index of top) votes[index] = (votes[index] as Fraction).plus(Fraction.of(count, top.length));
  }
  return votes;
}

/**
 * Borda with n − 1 points for the first of n entries down to 0 for the last. Tied entries, and those that a ballot does
 * not list, share the points of their places equally.
 */
export function borda({ entries, groups }: RankedProfile): ScoredCount {
  const points = entries.map(() => Fraction.zero);
  const give = (rank: readonly number[], place: number, count: number): void => {
    // The mean of n−1−place … over the rank's places.
    const mean = Fraction.of(count * (2 * (entries.length - 1 - place) - (rank.length - 1)), 2);
    for (const index of rank) points[index] = (points[index] as Fraction).plus(mean);
  };
  for (const { count, ranks } of groups) {
    let place = 0;
    for (const rank of ranks) {
      give(rank, place, count);
      place += rank.length;
    }
    const listed = new Set(ranks.flat());
    const rest = places(entries).filter((index) => !listed.has(index));
    if (rest.length > 0) give(rest, place, count);
  }
  return byScore(entries, points);
}

/** Bucklin: the first rank at which somebody is named so far by more than half of the ballots; most such ballots win. */
export function bucklin(profile: RankedProfile): ScoredCount & { readonly rank: number } {
  const { entries, groups } = profile;
  const votes = entries.map(() => 0);
  const most = Math.max(0, ...groups.map(({ ranks }) => ranks.length));
  const half = ballotCount(groups) / 2;
  let rank = 0;
  while (rank < most && !votes.some((one) => one > half)) {
    for (const { count, ranks } of groups)
      for (const index of ranks[rank] ?? []) votes[index] = (votes[index] ?? 0) + count;
    rank += 1;
  }
  return {
    ...byScore(
      entries,
      votes.map((one) => Fraction.of(one)),
    ),
    rank,
  };
}

function byScore(entries: readonly string[], scores: readonly Fraction[]): ScoredCount {
  const ranking = named(
    entries,
    tiers(places(entries), (a, b) => (scores[b] as Fraction).compare(scores[a] as Fraction)),
  );
  return { winners: ranking[0] ?? [], ranking, scores: byName(entries, (index) => scores[index] as Fraction) };
}
