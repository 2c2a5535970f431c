import { Fraction } from '../fraction.ts';
import {
  ballotCount,
  firstIn,
  lastIn,
  places,
  type RankedProfile,
  type TieBreak,
  type TieOrder,
  tiers,
} from '../profile.ts';

export interface ExactStvCount {
  readonly winners: readonly string[];
  readonly quota: Fraction;
  /** Votes at the beginning of each round of all that are still in the race. */
  readonly rounds: readonly Readonly<Record<string, Fraction>>[];
  readonly steps: readonly {
    readonly elected: readonly string[];
    readonly excluded: readonly string[];
    readonly exhausted: Fraction;
  }[];
  readonly ties: readonly TieBreak[];
}

export type ExactQuota = 'droop' | 'hare' | 'hagenbach-bischoff';

/**
 * The textbook single transferable vote with Gregory's fractions and no rounding at all: whoever has the quota is
 * elected and passes the surplus on at the same fraction for all papers; where nobody has it, the last one leaves.
 */
export function stvExact(profile: RankedProfile, seats: number, kind: ExactQuota, order: TieOrder): ExactStvCount {
  const { entries } = profile;
  const papers = profile.groups.map(({ count, ranks }) => ({
    weight: Fraction.of(count),
    // A rank that several share cannot be passed on as one paper.
    ranking: ranks.flatMap((rank) => (rank.length === 1 ? rank : [])),
  }));
  const total = ballotCount(profile.groups);
  const quota = quotaOf(total, seats, kind);
  let inRace = places(entries);
  let elected: number[] = [];
  const rounds: Record<string, Fraction>[] = [];
  const steps: ExactStvCount['steps'][number][] = [];
  const ties: TieBreak[] = [];
  const nameOf = (index: number): string => entries[index] as string;
  const settled = Fraction.of(total);
  while (elected.length < seats && inRace.length > seats - elected.length) {
    const votes = entries.map(() => Fraction.zero);
    const topOf = (ranking: readonly number[]): number | undefined => ranking.find((index) => inRace.includes(index));
    for (const { weight, ranking } of papers) {
      const top = topOf(ranking);
      if (top !== undefined) votes[top] = (votes[top] as Fraction).plus(weight);
    }
    rounds.push(Object.fromEntries(inRace.map((index) => [nameOf(index), votes[index] as Fraction])));
    const ranked = tiers(inRace, (a, b) => (votes[b] as Fraction).compare(votes[a] as Fraction));
    const open = seats - elected.length;
    const reached = ranked
      .filter((tier) => (votes[tier[0] as number] as Fraction).compare(quota) >= 0)
      .flat()
      .slice(0, open);
    for (const paper of papers) {
      const top = topOf(paper.ranking);
      if (top === undefined || !reached.includes(top)) continue;
      const share = (votes[top] as Fraction).minus(quota).over(votes[top] as Fraction);
      paper.weight = paper.weight.times(share);
    }
    const last = ranked.at(-1) ?? [];
    const excluded = reached.length > 0 ? [] : [lastIn(order, last)];
    if (excluded.length > 0 && last.length > 1)
      ties.push({ tied: last.map(nameOf), chosen: nameOf(excluded[0] as number), to: 'be excluded', by: 'tie order' });
    const counting = Fraction.sum(votes).plus(quota.times(Fraction.of(elected.length)));
    steps.push({
      elected: reached.map(nameOf),
      excluded: excluded.map(nameOf),
      exhausted: settled.minus(counting),
    });
    elected = [...elected, ...reached];
    inRace = inRace.filter((index) => !reached.includes(index) && !excluded.includes(index));
  }
  while (elected.length < seats && inRace.length > 0) {
    const next = firstIn(order, inRace);
    elected.push(next);
    inRace = inRace.filter((index) => index !== next);
  }
  return { winners: elected.map(nameOf), quota, rounds, steps, ties };
}

function quotaOf(total: number, seats: number, kind: ExactQuota): Fraction {
  if (kind === 'hare') return Fraction.of(total, seats);
  if (kind === 'hagenbach-bischoff') return Fraction.of(total, seats + 1);
  return Fraction.of(Math.floor(total / (seats + 1)) + 1);
}
