import type { CampaignDetail, CampaignSummary, ManagedCampaign } from 'shared/campaigns/api.ts';
import type { PersonId } from 'shared/ids.ts';
import { databaseNow } from '../db/clock.ts';
import type { Database } from '../db/database.ts';
import { designsOf } from '../design/service.ts';
import { loadSpace, starterPicture } from '../space/service.ts';
import { ensureRound } from '../voting/ensure-round.ts';
import { turnoutOf } from '../voting/queries.ts';
import type { Campaign } from './campaign-record.ts';
import { findCampaign, findManagedCampaigns, findPublishedCampaigns } from './queries.ts';
import { campaignNotFound, canManage, visibleCampaign } from './rights.ts';
import { summariesOf } from './summaries.ts';
import type { Visitor } from './visitor.ts';

/** Every published campaign, newest first. */
export async function listCampaigns(db: Database, visitor: Visitor): Promise<CampaignSummary[]> {
  return summariesOf(db, await findPublishedCampaigns(db), visitor.orderSeed);
}

/** The campaigns of the person's brands, drafts too. `ballotCount` says how many have voted, never how. */
export async function listManagedCampaigns(db: Database, personId: PersonId): Promise<ManagedCampaign[]> {
  const found = await withRounds(db, await findManagedCampaigns(db, personId));
  const summaries = await summariesOf(db, found, personId);
  const turnout = await turnoutOf(
    db,
    found.flatMap(({ roundId }) => (roundId === null ? [] : [roundId])),
  );
  return summaries.map((summary, index) => {
    const roundId = found[index]?.roundId ?? null;
    return { ...summary, roundId, ballotCount: roundId === null ? 0 : (turnout.get(roundId) ?? 0) };
  });
}

/** @throws DomainError `campaign_not_found` */
export async function campaignDetail(db: Database, slug: string, visitor: Visitor): Promise<CampaignDetail> {
  const [campaign] = await withRounds(db, [await visibleCampaign(db, slug, visitor.personId)]);
  const [summary] = campaign ? await summariesOf(db, [campaign], visitor.orderSeed) : [];
  if (!campaign || !summary) throw campaignNotFound();
  const { space } = await loadSpace(db, campaign.spaceHash);
  return {
    ...summary,
    brief: campaign.brief,
    market: campaign.market,
    spaceHash: campaign.spaceHash,
    roundId: campaign.roundId,
    canManage: await canManage(db, campaign, visitor.personId),
    myDesigns: visitor.personId === null ? [] : await designsOf(db, campaign.id, visitor.personId),
    starters: space.starters.map(({ id, label }) => ({ id, label, picture: starterPicture(campaign.spaceHash, id) })),
    now: (await databaseNow(db)).toISOString(),
  };
}

/** The campaigns with the rounds that are due: nobody has to press a button for a vote that was planned. */
async function withRounds(db: Database, found: readonly Campaign[]): Promise<Campaign[]> {
  const now = await databaseNow(db);
  const ready: Campaign[] = [];
  for (const campaign of found) {
    const due = campaign.roundId === null && campaign.publishedAt !== null && campaign.votingFrom <= now;
    if (due) await ensureRound(db, campaign.id);
    ready.push(due ? ((await findCampaign(db, campaign.slug)) ?? campaign) : campaign);
  }
  return ready;
}
