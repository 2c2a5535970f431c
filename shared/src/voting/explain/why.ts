import { duel, pairsOf } from '../pairs.ts';
import type { RankedProfile, Unranked } from '../profile.ts';
import { compareWins, type Strength, type Win, winsOf } from '../methods/strength.ts';
import type { IrvCount } from '../methods/irv.ts';
import type { Fraction } from '../fraction.ts';

/** One win on the way from one entry to another. */
export interface Link {
  readonly winner: string;
  readonly loser: string;
  readonly for: number;
  readonly against: number;
}

/** Why one entry ranks above another by Schulze's method, or why neither does. */
export interface WhyByPaths {
  readonly duel: { readonly for: number; readonly against: number };
  /** The strongest chain of wins from the first to the second; empty where there is none. */
  readonly forth: readonly Link[];
  readonly back: readonly Link[];
  /** The weakest wins of both chains: who has the stronger one is above. */
  readonly weakestForth: Link | null;
  readonly weakestBack: Link | null;
  readonly above: 'first' | 'second' | 'neither';
}

export function whyBySchulze(
  profile: RankedProfile,
  strength: Strength,
  unranked: Unranked,
  first: string,
  second: string,
): WhyByPaths {
  const { entries } = profile;
  const [a, b] = [entries.indexOf(first), entries.indexOf(second)];
  if (a < 0 || b < 0 || a === b) throw new RangeError('Two entries of the round are compared.');
  const pairs = pairsOf(profile, unranked);
  const [votes, against] = duel(pairs, a, b);
  const wins = winsOf(pairs, strength);
  const [forth, back] = [strongestChain(wins, a, b, strength), strongestChain(wins, b, a, strength)];
  const [there, here] = [weakest(forth, strength), weakest(back, strength)];
  const difference = there && here ? compareWins(there, here, strength) : (there ? 1 : 0) - (here ? 1 : 0);
  const link = (win: Win): Link => ({
    ...{ winner: entries[win.winner] as string, loser: entries[win.loser] as string },
    ...{ for: win.for, against: win.against },
  });
  return {
    duel: { for: votes, against },
    forth: forth.map(link),
    back: back.map(link),
    weakestForth: there && link(there),
    weakestBack: here && link(here),
    above: difference > 0 ? 'first' : difference < 0 ? 'second' : 'neither',
  };
}

/** Takes wins from the strongest on until a chain of them leads there; of such chains the shortest. */
function strongestChain(wins: readonly Win[], from: number, to: number, strength: Strength): Win[] {
  for (let at = 0; at < wins.length; at++) {
    // Equally strong wins come in together, so that the order of the slate does not choose between chains of other strength.
    const next = wins[at + 1];
    if (next && compareWins(wins[at] as Win, next, strength) === 0) continue;
    const chain = shortestChain(wins.slice(0, at + 1), from, to);
    if (chain) return chain;
  }
  return [];
}

function shortestChain(wins: readonly Win[], from: number, to: number): Win[] | null {
  const cameBy = new Map<number, Win | null>([[from, null]]);
  for (const node of cameBy.keys())
    for (const win of wins) if (win.winner === node && !cameBy.has(win.loser)) cameBy.set(win.loser, win);
  if (!cameBy.has(to)) return null;
  const chain: Win[] = [];
  for (let win = cameBy.get(to); win; win = cameBy.get(win.winner)) chain.unshift(win);
  return chain;
}

function weakest(chain: readonly Win[], strength: Strength): Win | null {
  return chain.reduce<Win | null>(
    (least, win) => (least && compareWins(least, win, strength) <= 0 ? least : win),
    null,
  );
}

/** Why one entry outlasted another in a runoff: the last round in which both had votes. */
export interface WhyByRounds {
  /** 1 is the first. */
  readonly round: number;
  readonly votes: readonly [first: Fraction, second: Fraction];
  /** Who left after that round; both stay where it was the last one. */
  readonly left: readonly string[];
}

export function whyByRunoff(count: IrvCount, first: string, second: string): WhyByRounds {
  const at = count.rounds.findLastIndex((round) => first in round && second in round);
  const round = count.rounds[at];
  const [a, b] = [round?.[first], round?.[second]];
  if (!a || !b) throw new RangeError('Two entries of the round are compared.');
  return {
    round: at + 1,
    votes: [a, b],
    left: (count.eliminations[at] ?? []).filter((name) => name === first || name === second),
  };
}
