import { Fraction } from '../fraction.ts';
import {
  ballotCount,
  byName,
  firstIn,
  named,
  places,
  seated,
  type TieBreak,
  type TieOrder,
  tiers,
} from '../profile.ts';

/** Ballots with the same scores, by the places of the entries; null: not scored. */
export interface ScoreGroup {
  readonly count: number;
  readonly scores: readonly (Fraction | null)[];
}

export interface ScoreProfile {
  readonly entries: readonly string[];
  readonly groups: readonly ScoreGroup[];
}

/** An entry that a ballot does not score counts as `lowest` there, or is judged by the others alone. */
export type Unscored = 'lowest' | 'ignored';

export interface ScoreCount {
  readonly winners: readonly string[];
  readonly ranking: readonly (readonly string[])[];
  /** Sums of scores. */
  readonly scores: Readonly<Record<string, Fraction>>;
  /** Sums divided by the ballots that count for the entry; null where none does. */
  readonly averages: Readonly<Record<string, Fraction | null>>;
}

/** Score voting: the highest sum where what is not scored is the lowest score, the highest average where it is ignored. */
export function score(
  profile: ScoreProfile,
  seats: number,
  lowest: Fraction,
  unscored: Unscored,
  order: TieOrder,
): ScoreCount {
  const { entries } = profile;
  const { sums, averages } = sumsOf(profile, lowest, unscored);
  const values = unscored === 'lowest' ? sums : averages.map((average) => average ?? lowest);
  const groups = tiers(places(entries), (a, b) => (values[b] as Fraction).compare(values[a] as Fraction));
  // One seat: all that are level, as for other methods; more: the tie order has to say who is on the list.
  const winners = seats === 1 ? (groups[0] ?? []) : seated(groups, seats, order);
  return {
    winners: winners.map((index) => entries[index] as string),
    ranking: named(entries, groups),
    scores: byName(entries, (index) => sums[index] as Fraction),
    averages: byName(entries, (index) => averages[index] ?? null),
  };
}

function sumsOf(
  { entries, groups }: ScoreProfile,
  lowest: Fraction,
  unscored: Unscored,
): { sums: Fraction[]; averages: (Fraction | null)[] } {
  const judged = entries.map(() => 0);
  const sums = entries.map(() => Fraction.zero);
  for (const { count, scores } of groups) {
    for (const index of entries.keys()) {
      const given = scores[index] ?? (unscored === 'lowest' ? lowest : null);
      if (given === null) continue;
      sums[index] = (sums[index] as Fraction).plus(given.times(Fraction.of(count)));
      judged[index] = (judged[index] ?? 0) + count;
    }
  }
  return { sums, averages: sums.map((sum, index) => (judged[index] ? sum.over(Fraction.of(judged[index])) : null)) };
}

export interface StarCount extends Omit<ScoreCount, 'averages'> {
  readonly finalists: readonly string[];
  /** Ballots that score one finalist above the other, and those that score both alike. */
  readonly runoff: Readonly<Record<string, number>>;
  readonly equal: number;
  readonly ties: readonly TieBreak[];
}

/**
 * STAR: the two highest sums meet, and whoever more ballots score higher wins. Ties by the published order: for finalists
 * first the duel, then the most top scores, then the tie order; in the runoff first the higher sum, then the most top
 * scores, then the tie order.
 * @see STAR voting, "Ties", the official tie-breaking protocol of the Equal Vote Coalition
 */
export function star(profile: ScoreProfile, lowest: Fraction, order: TieOrder): StarCount {
  const { entries, groups } = profile;
  const { sums } = sumsOf(profile, lowest, 'lowest');
  const ties: TieBreak[] = [];
  const ranked = tiers(places(entries), (a, b) => (sums[b] as Fraction).compare(sums[a] as Fraction));
  const finalists: number[] = [];
  for (const tier of ranked) {
    let left = tier;
    while (finalists.length < 2 && left.length > 0) {
      const next =
        left.length <= 2 - finalists.length
          ? (left[0] as number)
          : settle(profile, lowest, left, 'be a finalist', order, ties);
      finalists.push(next);
      left = left.filter((index) => index !== next);
    }
  }
  const [a, b] = finalists;
  if (a === undefined || b === undefined) {
    const winners = named(entries, [finalists])[0] ?? [];
    return {
      winners,
      ranking: [winners],
      scores: byName(entries, (i) => sums[i] as Fraction),
      finalists: winners,
      runoff: {},
      equal: ballotCount(groups),
      ties,
    };
  }
  const [forA, forB] = [preferring(profile, lowest, a, b), preferring(profile, lowest, b, a)];
  const bySum = (sums[a] as Fraction).compare(sums[b] as Fraction);
  const winner =
    forA !== forB
      ? forA > forB
        ? a
        : b
      : bySum !== 0
        ? bySum > 0
          ? a
          : b
        : settle(profile, lowest, [a, b], 'win', order, ties);
  const loser = winner === a ? b : a;
  const rest = ranked
    .map((tier) => tier.filter((index) => index !== a && index !== b))
    .filter((tier) => tier.length > 0);
  return {
    winners: [entries[winner] as string],
    ranking: named(entries, [[winner], [loser], ...rest]),
    scores: byName(entries, (index) => sums[index] as Fraction),
    finalists: [entries[a] as string, entries[b] as string],
    runoff: { [entries[a] as string]: forA, [entries[b] as string]: forB },
    equal: ballotCount(groups) - forA - forB,
    ties,
  };
}

function preferring({ groups }: ScoreProfile, lowest: Fraction, above: number, below: number): number {
  return ballotCount(groups.filter(({ scores }) => (scores[above] ?? lowest).compare(scores[below] ?? lowest) > 0));
}

/** One of several with equal sums. */
function settle(
  profile: ScoreProfile,
  lowest: Fraction,
  tied: readonly number[],
  to: TieBreak['to'],
  order: TieOrder,
  ties: TieBreak[],
): number {
  const names = (indices: readonly number[]): string[] => indices.map((index) => profile.entries[index] as string);
  const record = (chosen: number, by: TieBreak['by']): number => {
    ties.push({ tied: names(tied), chosen: profile.entries[chosen] as string, to, by });
    return chosen;
  };
  const lost = (index: number): number =>
    tied.filter((other) => preferring(profile, lowest, other, index) > preferring(profile, lowest, index, other))
      .length;
  const unbeaten = tiers(tied, (x, y) => lost(x) - lost(y))[0] ?? [];
  if (unbeaten.length === 1) return record(unbeaten[0] as number, 'head to head');
  const top = highestScore(profile);
  const tops = (index: number): number =>
    ballotCount(profile.groups.filter(({ scores }) => top && scores[index]?.compare(top) === 0));
  const most = tiers(unbeaten, (x, y) => tops(y) - tops(x))[0] ?? [];
  if (most.length === 1) return record(most[0] as number, 'most top scores');
  return record(firstIn(order, most), 'tie order');
}

function highestScore({ groups }: ScoreProfile): Fraction | null {
  let top: Fraction | null = null;
  for (const { scores } of groups) for (const one of scores) if (one && (!top || one.compare(top) > 0)) top = one;
  return top;
}
