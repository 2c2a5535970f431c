import { Fraction } from '../fraction.ts';
import { lastIn, named, places, type RankedProfile, type TieBreak, type TieOrder, tiers } from '../profile.ts';

export interface CoombsCount {
  readonly winners: readonly string[];
  readonly ranking: readonly (readonly string[])[];
  readonly rounds: readonly Readonly<Record<string, Fraction>>[];
  readonly finalRound: Readonly<Record<string, Fraction>>;
  /** Last places, round by round. */
  readonly lastPlaces: readonly Readonly<Record<string, Fraction>>[];
  readonly eliminations: readonly (readonly string[])[];
  readonly ties: readonly TieBreak[];
}

/**
 * Coombs: like instant runoff, but whoever is last on the most ballots leaves. Entries that share a first or last place,
 * and those that a ballot does not list, which are all last, get equal parts of it.
 */
export function coombs({ entries, groups }: RankedProfile, order: TieOrder): CoombsCount {
  const name = (index: number): string => entries[index] as string;
  let inRace = places(entries);
  const rounds: Record<string, Fraction>[] = [];
  const lastPlaces: Record<string, Fraction>[] = [];
  const out: number[][] = [];
  const ties: TieBreak[] = [];
  let firsts: Fraction[] = [];
  for (;;) {
    firsts = entries.map(() => Fraction.zero);
    const lasts = entries.map(() => Fraction.zero);
    const give = (to: Fraction[], count: number, among: readonly number[]): void => {
      for (const index of among) to[index] = (to[index] as Fraction).plus(Fraction.of(count, among.length));
    };
    for (const { count, ranks } of groups) {
      const left = ranks
        .map((rank) => rank.filter((index) => inRace.includes(index)))
        .filter((rank) => rank.length > 0);
      if (left.length === 0) continue;
      const unlisted = inRace.filter((index) => !left.some((rank) => rank.includes(index)));
      give(firsts, count, left[0] ?? []);
      give(lasts, count, unlisted.length > 0 ? unlisted : (left.at(-1) ?? []));
    }
    const now = (votes: readonly Fraction[]): Record<string, Fraction> =>
      Object.fromEntries(inRace.map((index) => [name(index), votes[index] as Fraction]));
    rounds.push(now(firsts));
    lastPlaces.push(now(lasts));
    const counting = Fraction.sum(firsts);
    if (inRace.length <= 1 || firsts.some((votes) => votes.times(Fraction.of(2)).compare(counting) > 0)) break;
    const tied = tiers(inRace, (a, b) => (lasts[b] as Fraction).compare(lasts[a] as Fraction))[0] ?? [];
    const chosen = lastIn(order, tied);
    if (tied.length > 1) ties.push({ tied: tied.map(name), chosen: name(chosen), to: 'be excluded', by: 'tie order' });
    out.push([chosen]);
    inRace = inRace.filter((index) => index !== chosen);
  }
  const left = tiers(inRace, (a, b) => (firsts[b] as Fraction).compare(firsts[a] as Fraction));
  const ranking = named(entries, [...left, ...out.toReversed()]);
  return {
    winners: ranking[0] ?? [],
    ranking,
    rounds,
    finalRound: rounds.at(-1) ?? {},
    lastPlaces,
    eliminations: [...named(entries, out), []],
    ties,
  };
}
