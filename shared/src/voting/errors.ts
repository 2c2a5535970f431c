export type VotingErrorCode =
  | 'round_not_found'
  | 'round_not_open'
  | 'round_closed'
  | 'round_still_open'
  | 'round_exists'
  | 'ballot_unknown_entry'
  | 'ballot_duplicate_entry'
  | 'ballot_empty'
  | 'ballot_own_entry'
  | 'ballot_key_reused';
