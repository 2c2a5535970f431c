import { localize } from 'shared/localized.ts';
import type { Database } from '../db/database.ts';
import type { PageMetaOf } from '../http/page-meta.ts';
import { findCampaign } from './queries.ts';

/** What a link to `/c/:slug` shows where it is shared: the product as it comes, since no entry may be favoured. */
export const campaignPageMeta =
  (db: Database): PageMetaOf =>
  async (slug, language) => {
    const campaign = await findCampaign(db, slug);
    if (!campaign || campaign.publishedAt === null) return null;
    return {
      title: localize(campaign.title, language),
      description: localize(campaign.tagline, language),
      image: `/api/v1/spaces/${campaign.spaceHash}/picture.png?w=1600`,
    };
  };
