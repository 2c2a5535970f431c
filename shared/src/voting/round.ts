import { canonicalJson } from '../canonical-json.ts';
import { sha256Hex } from '../sha256.ts';

/** The rules of a round, frozen and hashed before it opens. */
export interface RoundRules {
  readonly schema: 'round/1';
  readonly method: 'schulze';
  /** How strong a win is: the number of ballots on the winning side. */
  readonly strength: 'winning_votes';
  readonly seats: number;
  /** Entries that a ballot does not list rank below all that it lists, tied with each other. */
  readonly unranked: 'below_all';
  /** Members of a crew may not rank their own entry. */
  readonly ownEntries: 'not_allowed';
  /**
   * Tied entries are ordered by SHA-256(seed + ":" + entry id), lowest first. Only `commitment`, the SHA-256 of the
   * seed, is known before the close.
   */
  readonly ties: { readonly rule: 'hash_order'; readonly commitment: string };
  /** Whether standings show before the close. */
  readonly hidden: boolean;
  readonly slate: readonly string[];
}

/**
 * The rules of a round over `slate`, ties settled by `tieSeed`.
 * @param tieSeed at least 128 random bits; whoever could guess it would know the order of ties before the close
 */
export function makeRules(slate: readonly string[], tieSeed: string): RoundRules {
  return {
    schema: 'round/1',
    method: 'schulze',
    strength: 'winning_votes',
    seats: 1,
    unranked: 'below_all',
    ownEntries: 'not_allowed',
    ties: { rule: 'hash_order', commitment: sha256Hex(tieSeed) },
    hidden: true,
    slate: slate.toSorted(), // sorted, so that the rules do not tell in which order the entries came
  };
}

/** SHA-256 of the rules' canonical JSON: publishing it fixes them. */
export function rulesHash(rules: RoundRules): string {
  return sha256Hex(canonicalJson(rules));
}

export interface RoundTimes {
  readonly opensAt: Date;
  readonly closesAt: Date;
}
export type RoundState = 'scheduled' | 'open' | 'closed';

/** The state at `now`; the opening instant is open, the closing instant closed. Nothing stores a state. */
export function roundStateAt(round: RoundTimes, now: Date): RoundState {
  if (now < round.opensAt) return 'scheduled';
  return now < round.closesAt ? 'open' : 'closed';
}
