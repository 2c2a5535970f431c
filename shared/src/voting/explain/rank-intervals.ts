import { seededRandom } from '../../seeded-random.ts';
import { ballotCount } from '../profile.ts';

export interface RankInterval {
  readonly entry: string;
  /** In the result; tied entries share it. */
  readonly rank: number;
  /** The ranks that 95 of 100 such electorates would have given it. */
  readonly from: number;
  readonly to: number;
}

export interface RankIntervals {
  /** In the order of the result. */
  readonly entries: readonly RankInterval[];
  /** Neighbours in the result whose order so many ballots do not settle, in groups of two or more. */
  readonly statisticalTies: readonly (readonly string[])[];
  readonly draws: number;
}

/**
 * Ranks by bootstrap: as many ballots are drawn from the cast ones, with repetition, and counted again. Neighbours are a
 * statistical tie unless the upper one stays strictly above in 95 % of the draws.
 * @param rankingOf counts some of the ballots: tiers of entries, best first
 * @param draws each draws as many ballots as were cast, and counts them: for very many ballots fewer will do
 * @param seed the same one gives the same intervals everywhere
 * @see B. Efron, "Bootstrap methods: another look at the jackknife", 1979
 */
export function rankIntervals<Group extends { readonly count: number }>(
  groups: readonly Group[],
  rankingOf: (groups: readonly Group[]) => readonly (readonly string[])[],
  seed: string,
  draws = 1_000,
): RankIntervals {
  const random = seededRandom(seed);
  const result = ranksIn(rankingOf(groups));
  const names = [...result.keys()];
  const drawn = Array.from({ length: draws }, () => ranksIn(rankingOf(redrawn(groups, random))));
  const entries = names.map((entry): RankInterval => {
    const ranks = drawn.map((ranks) => ranks.get(entry) ?? names.length).sort((a, b) => a - b);
    const at = (share: number): number => ranks[Math.min(draws - 1, Math.floor(share * draws))] ?? 1;
    return { entry, rank: result.get(entry) ?? 1, from: at(0.025), to: at(0.975) };
  });
  const isSettled = (upper: string, lower: string): boolean =>
    drawn.filter((ranks) => (ranks.get(upper) ?? 0) < (ranks.get(lower) ?? 0)).length >= 0.95 * draws;
  const ties: string[][] = [];
  for (const [index, name] of names.entries()) {
    const before = names[index - 1];
    if (before !== undefined && !isSettled(before, name)) ties.at(-1)?.push(name);
    else ties.push([name]);
  }
  return { entries, statisticalTies: ties.filter(({ length }) => length > 1), draws };
}

function ranksIn(tiers: readonly (readonly string[])[]): Map<string, number> {
  const ranks = new Map<string, number>();
  for (const tier of tiers) {
    const rank = ranks.size + 1;
    for (const name of tier) ranks.set(name, rank);
  }
  return ranks;
}

function redrawn<Group extends { readonly count: number }>(groups: readonly Group[], random: () => number): Group[] {
  const total = ballotCount(groups);
  const ends: number[] = [];
  for (const { count } of groups) ends.push((ends.at(-1) ?? 0) + count);
  const counts = groups.map(() => 0);
  for (let draw = 0; draw < total; draw++) {
    const at = Math.floor(random() * total);
    let [low, high] = [0, ends.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle] as number) > at) high = middle;
      else low = middle + 1;
    }
    counts[low] = (counts[low] ?? 0) + 1;
  }
  return groups.flatMap((group, index) => (counts[index] ? [{ ...group, count: counts[index] }] : []));
}
