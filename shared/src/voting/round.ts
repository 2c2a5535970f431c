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
