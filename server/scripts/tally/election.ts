import type { Ballots } from 'shared/voting/count.ts';
import type { MarkedGroup } from 'shared/voting/validity.ts';
import type { Unranked } from 'shared/voting/profile.ts';

/** What is asked of the ballots of an election. What a file expects as the answer is not in it. */
export interface Check {
  readonly method: string;
  readonly options: Readonly<Record<string, unknown>>;
}

/** x successes of n. */
export interface Proportion {
  readonly x: number;
  readonly n: number;
}

/** Ballots as they were marked become ranked ones by the options of each check. */
export type ElectionBallots =
  | Ballots
  | { readonly kind: 'marked'; readonly entries: readonly string[]; readonly groups: readonly MarkedGroup[] }
  | { readonly kind: 'proportion' };

/** An election of a file, checked: every name is known, every number can be counted with. */
export interface Election {
  /** Where it stands, for messages. */
  readonly where: string;
  readonly id: string;
  readonly candidates: readonly string[];
  readonly seats: number;
  readonly unranked: Unranked;
  readonly ballots: ElectionBallots;
  readonly checks: readonly Check[];
}
