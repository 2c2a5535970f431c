import { randomBytes } from 'node:crypto';
import type { CampaignId, RoundId } from 'shared/ids.ts';
import type { RoundTimes } from 'shared/voting/round.ts';
import { makeRules, rulesHash } from 'shared/voting/round.ts';
import type { Campaign } from '../campaigns/campaign-record.ts';
import { lockCampaign } from '../campaigns/queries.ts';
import { databaseNow } from '../db/clock.ts';
import type { Database, DatabaseOrTransaction } from '../db/database.ts';
import { entryIdsOf } from '../entries/queries.ts';
import { makeCheckpoint } from './checkpoint.ts';
import { insertRound } from './queries.ts';

/**
 * The round of a campaign whose voting was to begin by now, made if it is missing. May be called by any number of
 * requests at once: the campaign's row lets one of them make it.
 * @returns null before that, and where nothing was entered
 */
export async function ensureRound(db: Database, campaignId: CampaignId): Promise<RoundId | null> {
  return db.transaction(async (tx) => {
    const campaign = await lockCampaign(tx, campaignId);
    if (!campaign || campaign.roundId !== null) return campaign?.roundId ?? null;
    if (campaign.publishedAt === null || (await databaseNow(tx)) < campaign.votingFrom) return null;
    return makeRound(tx, campaign, { opensAt: campaign.votingFrom, closesAt: campaign.votingUntil });
  });
}

/**
 * Freezes slate and rules, draws the seed of the tie rule and commits to it. The campaign's row is locked.
 * @returns null where nothing was entered
 */
export async function makeRound(
  tx: DatabaseOrTransaction,
  campaign: Campaign,
  times: RoundTimes,
): Promise<RoundId | null> {
  const slate = await entryIdsOf(tx, campaign.id);
  if (slate.length === 0) return null;
  const tieSeed = randomBytes(32).toString('hex');
  const rules = makeRules(slate, tieSeed);
  const made = { campaignId: campaign.id, rules, rulesHash: rulesHash(rules), tieSeed, ...times };
  const id = await insertRound(tx, made);
  await makeCheckpoint(tx, { ...made, id }, false);
  return id;
}
