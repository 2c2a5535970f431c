import { Schulze } from 'condorcet';
import { createRequire } from 'node:module';

/** A count by somebody else's code: its work is done when it is called. */
export interface PeerCount {
  readonly label: string;
  readonly winners: () => readonly string[];
}

/** Schulze by `condorcet`. The ballots are in its own form beforehand. */
export function schulzeByCondorcet(entries: readonly string[], rankings: readonly (readonly string[])[]): PeerCount {
  const ballots = rankings.map((ranking) => new Map(ranking.map((name, at) => [name, at + 1])));
  return {
    label: 'Schulze by condorcet 0.1.0',
    winners: () => {
      const count = new Schulze(new Set(entries));
      for (const ballot of ballots) count.addBallot(ballot);
      return count.rank().slice(0, 1) as string[];
    },
  };
}

type Count = new (candidates: string[], votes: string[][]) => { readonly winners: readonly string[] };

/** Instant runoff by `election-js`. */
export function irvByElectionJs(entries: readonly string[], rankings: readonly (readonly string[])[]): PeerCount {
  // It was compiled for require(), and its types name no module for that.
  const { default: Count } = createRequire(import.meta.url)('election-js/lib/irv/Count.js') as {
    readonly default: Count;
  };
  return {
    label: 'IRV by election-js 1.0.2',
    // It takes the ballots apart while it counts.
    winners: () =>
      new Count(
        [...entries],
        rankings.map((ranking) => [...ranking]),
      ).winners,
  };
}
