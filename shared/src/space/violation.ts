import type { Localized } from '../localized.ts';

/**
 * One way in which a design lies outside its space. `path` says where in the document (`params.paint`,
 * `elements.<id>.xf`), `because` is the brand's own reason where a rule of the brand is broken.
 */
export interface Violation {
  readonly code:
    | 'unknown_parameter'
    | 'unknown_option'
    | 'bad_value'
    | 'out_of_range'
    | 'mix_total'
    | 'mix_too_many'
    | 'text_length'
    | 'text_alphabet'
    | 'text_blocked'
    | 'rule'
    | 'unknown_zone'
    | 'zone_closed'
    | 'zone_full'
    | 'too_many_elements'
    | 'kind_not_allowed'
    | 'unknown_ink'
    | 'unknown_asset'
    | 'unknown_font'
    | 'bad_transform'
    | 'size_out_of_range'
    | 'angle_not_allowed'
    | 'ink_not_allowed'
    | 'outside_zone'
    | 'story_length';
  readonly path: string;
  readonly rule?: string;
  readonly because?: Localized;
}

/** What a repair did about a violation, so that the author can be told and can take it up again. */
export interface Adjustment {
  readonly violation: Violation;
  readonly path: string;
  readonly from: unknown;
  readonly to: unknown;
}
