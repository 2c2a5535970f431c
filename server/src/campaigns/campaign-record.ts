import type { CampaignDates } from 'shared/campaigns/campaign.ts';
import type { BrandId, CampaignId, ProductId, RoundId, SpaceHash } from 'shared/ids.ts';
import type { Localized } from 'shared/localized.ts';

/** A campaign as the server works with it. */
export interface Campaign extends CampaignDates {
  readonly id: CampaignId;
  readonly slug: string;
  readonly brand: { readonly id: BrandId; readonly slug: string; readonly name: string; readonly accent: string };
  readonly productId: ProductId;
  readonly spaceHash: SpaceHash;
  /** Null: the rules of every market hold. */
  readonly market: string | null;
  readonly title: Localized;
  readonly tagline: Localized;
  readonly brief: Localized;
  /** Null until the round is made. */
  readonly roundId: RoundId | null;
}
