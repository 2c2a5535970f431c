export type SpaceErrorCode =
  | 'pick_invalid'
  | 'space_not_found'
  | 'space_invalid'
  | 'rules_unreadable'
  | 'rules_overtaken'
  | 'graph_not_found'
  | 'artwork_invalid'
  | 'font_not_found';
