export type HandoverErrorCode =
  'decision_exists' | 'decision_not_found' | 'decision_reason_missing' | 'decision_not_a_finalist' | 'round_not_closed';
