import { Fraction } from '../fraction.ts';
import { Piles } from '../piles.ts';
import { ballotCount, type RankedProfile } from '../profile.ts';
import type { StrictBallots } from '../strict-ballots.ts';

/** Whom each ballot counts for while entries leave the race. */
export interface FirstChoices {
  readonly entries: readonly string[];
  /** All ballots, also those that count for nobody. */
  readonly total: number;
  votes(index: number): Fraction;
  /** Takes entries out of the race and passes their ballots on. */
  exclude(indices: readonly number[]): void;
}

/** For ballots without ties: only the papers of who leaves are touched. */
export function strictChoices(ballots: StrictBallots): FirstChoices {
  const { entries, total } = ballots;
  const piles = new Piles(ballots, 1n);
  const inRace = new Uint8Array(entries.length).fill(1);
  return {
    entries,
    total,
    votes: (index) => Fraction.of(piles.votes(index)),
    exclude(indices) {
      for (const index of indices) inRace[index] = 0;
      for (const index of indices) piles.move(index, inRace, (value) => value);
    },
  };
}

/**
 * A rank that several entries share: its entries in the race get equal parts of the ballot; or the ballot ends at it
 * where more than one of them is in the race.
 */
export type SharedRanks = 'share' | 'exhaust-if-several-continue';

export function sharedChoices({ entries, groups }: RankedProfile, tied: SharedRanks): FirstChoices {
  const inRace = new Set(entries.keys());
  const at = groups.map(() => 0);
  // parts[k − 1][i]: ballots that give i one of k equal parts.
  const parts: number[][] = [];
  const give = (group: number, sign: 1 | -1): void => {
    const top = (groups[group]?.ranks[at[group] as number] ?? []).filter((index) => inRace.has(index));
    if (tied !== 'share' && top.length > 1) return;
    while (parts.length < top.length) parts.push(entries.map(() => 0));
    const row = parts[top.length - 1];
    for (const index of top) if (row) row[index] = (row[index] ?? 0) + sign * (groups[group]?.count ?? 0);
  };
  const settle = (group: number): void => {
    const ranks = groups[group]?.ranks ?? [];
    while ((at[group] as number) < ranks.length && !ranks[at[group] as number]?.some((index) => inRace.has(index)))
      at[group] = (at[group] as number) + 1;
    give(group, 1);
  };
  for (const group of groups.keys()) settle(group);
  return {
    entries,
    total: ballotCount(groups),
    votes: (index) => Fraction.sum(parts.map((row, more) => Fraction.of(row[index] ?? 0, more + 1))),
    exclude(indices) {
      const leaving = new Set(indices);
      const moving = [...groups.keys()].filter((group) =>
        groups[group]?.ranks[at[group] as number]?.some((index) => leaving.has(index)),
      );
      for (const group of moving) give(group, -1);
      for (const index of indices) inRace.delete(index);
      for (const group of moving) settle(group);
    },
  };
}
