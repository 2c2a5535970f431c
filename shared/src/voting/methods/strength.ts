import { Fraction } from '../fraction.ts';
import { duel } from '../pairs.ts';

/**
 * What makes a win strong: the ballots on its winning side, by how many it is won, or the ratio of both sides. The same
 * ballots can have three winners, one for each.
 */
export type Strength = 'winning' | 'margins' | 'ratio';

/** One win of one entry over another. */
export interface Win {
  readonly winner: number;
  readonly loser: number;
  readonly for: number;
  readonly against: number;
}

/** All wins, strongest first; equally strong ones in the slate's order. */
export function winsOf(pairs: readonly (readonly number[])[], strength: Strength): Win[] {
  const wins: Win[] = [];
  for (const winner of pairs.keys())
    for (const loser of pairs.keys()) {
      const [votes, against] = duel(pairs, winner, loser);
      if (votes > against) wins.push({ winner, loser, for: votes, against });
    }
  return wins.sort((a, b) => compareWins(b, a, strength));
}

/** Positive where `a` is the stronger one. */
export function compareWins(a: Win, b: Win, strength: Strength): number {
  if (strength === 'winning') return a.for - b.for;
  if (strength === 'margins') return a.for - a.against - (b.for - b.against);
  // Ratios without a division: nobody against is stronger than any ratio, and then more for is stronger.
  if (a.against === 0 && b.against === 0) return a.for - b.for;
  const left = BigInt(a.for) * BigInt(b.against);
  const right = BigInt(b.for) * BigInt(a.against);
  return left > right ? 1 : left < right ? -1 : 0;
}

/** The number that is published for a win; nobody against gives the text `7/0`. */
export function strengthOf(win: Win, strength: Strength): Fraction | string {
  if (strength === 'winning') return Fraction.of(win.for);
  if (strength === 'margins') return Fraction.of(win.for - win.against);
  return win.against === 0 ? `${String(win.for)}/0` : Fraction.of(win.for, win.against);
}
