import type { CampaignSummary } from 'shared/campaigns/api.ts';
import { phaseAt } from 'shared/campaigns/campaign.ts';
import { databaseNow } from '../db/clock.ts';
import type { DatabaseOrTransaction } from '../db/database.ts';
import { entryPicture, firstEntries } from '../entries/service.ts';
import { loadSpace, spacePicture } from '../space/service.ts';
import type { Campaign } from './campaign-record.ts';
import { countsOf } from './queries.ts';

const PICTURES = 4;

/**
 * What a list shows of campaigns. Nothing in it depends on ballots: pictures are in the visitor's own order, the winner's
 * first once the brand has decided.
 */
export async function summariesOf(
  tx: DatabaseOrTransaction,
  found: readonly Campaign[],
  orderSeed: string,
): Promise<CampaignSummary[]> {
  if (found.length === 0) return [];
  const ids = found.map(({ id }) => id);
  const now = await databaseNow(tx);
  const counts = await countsOf(tx, ids);
  const shown = await firstEntries(tx, ids, orderSeed, PICTURES);
  const summaries: CampaignSummary[] = [];
  for (const campaign of found) {
    const { space } = await loadSpace(tx, campaign.spaceHash);
    const pictures = (shown.get(campaign.id) ?? []).map(entryPicture);
    summaries.push({
      id: campaign.id,
      slug: campaign.slug,
      title: campaign.title,
      tagline: campaign.tagline,
      brand: { slug: campaign.brand.slug, name: campaign.brand.name, accent: campaign.brand.accent },
      productLabel: space.label,
      phase: phaseAt(campaign, now),
      publishedAt: campaign.publishedAt?.toISOString() ?? null,
      designingFrom: campaign.designingFrom.toISOString(),
      entriesCloseAt: campaign.entriesCloseAt.toISOString(),
      votingFrom: campaign.votingFrom.toISOString(),
      votingUntil: campaign.votingUntil.toISOString(),
      decidedAt: campaign.decidedAt?.toISOString() ?? null,
      ...(counts.get(campaign.id) ?? { designCount: 0, entryCount: 0, makerCount: 0 }),
      pictures: pictures.length > 0 ? pictures : [spacePicture(campaign.spaceHash)],
    });
  }
  return summaries;
}
