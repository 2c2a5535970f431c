import type { EntryId } from 'shared/ids.ts';
import { type Language, localize } from 'shared/localized.ts';
import { existingCampaign } from '../campaigns/rights.ts';
import type { Database } from '../db/database.ts';
import type { PageMetaOf } from '../http/page-meta.ts';
import { findEntry } from './queries.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const BY: Record<Language, string> = { en: 'by', nl: 'door', de: 'von' };

/** What a link to `/entries/:id` shows where it is shared: the design, its makers and what it was made for. */
export const entryPageMeta =
  (db: Database): PageMetaOf =>
  async (id, language) => {
    const entry = UUID.test(id) ? await findEntry(db, id as EntryId) : null;
    if (!entry) return null;
    const campaign = await existingCampaign(db, entry.campaignId);
    const makers = new Intl.ListFormat(language).format(entry.crew.map(({ name }) => name));
    return {
      title: entry.title,
      description: `${localize(campaign.title, language)}, ${BY[language]} ${makers}`,
      image: `/api/v1/entries/${entry.id}/picture.png`,
    };
  };
