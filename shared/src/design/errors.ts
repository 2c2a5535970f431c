export type DesignErrorCode =
  | 'design_not_found'
  | 'design_frozen'
  | 'design_outside_space'
  | 'invite_not_found'
  | 'invite_expired'
  | 'crew_full'
  | 'starter_not_found';
