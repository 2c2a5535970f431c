export type CampaignsErrorCode =
  | 'campaign_not_found'
  | 'campaign_dates_out_of_order'
  | 'campaign_date_passed'
  | 'campaign_not_designing'
  | 'campaign_already_published'
  | 'campaign_slug_taken'
  | 'campaign_market_unknown'
  | 'product_not_found'
  | 'brand_not_found'
  | 'phase_not_reached'
  | 'entry_not_found'
  | 'entry_exists'
  | 'no_entries';
