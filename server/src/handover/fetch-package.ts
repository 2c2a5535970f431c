import type { EntryId, PersonId } from 'shared/ids.ts';
import { sha256Hex } from 'shared/sha256.ts';
import { managedCampaign } from '../campaigns/rights.ts';
import type { Campaign } from '../campaigns/campaign-record.ts';
import { databaseNow } from '../db/clock.ts';
import type { Database } from '../db/database.ts';
import { entriesById } from '../entries/service.ts';
import { loadSpace } from '../space/service.ts';
import { lastBallots } from '../voting/queries.ts';
import { makePackage } from './package.ts';
import { findArchive, findDecision, insertHandover, markHandedOver } from './queries.ts';
import { closedRound, decisionNotFound } from './service.ts';

/**
 * The handover package of a decided campaign, for the brand's managers. Made when it is first asked for and kept: ever
 * after, the same bytes. With that first time the campaign counts as handed over.
 * @throws DomainError `campaign_not_found`, `not_allowed`, `decision_not_found`
 */
export async function fetchPackage(
  db: Database,
  slug: string,
  personId: PersonId,
): Promise<{ readonly archive: Uint8Array; readonly sha256: string }> {
  const campaign = await managedCampaign(db, slug, personId);
  if ((await findArchive(db, campaign.id)) === null) await createPackage(db, campaign);
  const stored = await findArchive(db, campaign.id);
  if (!stored) throw new Error('The package was not stored.');
  await markHandedOver(db, campaign.id, await databaseNow(db));
  return stored;
}

async function createPackage(db: Database, campaign: Campaign): Promise<void> {
  const decision = await findDecision(db, campaign.id);
  if (!decision) throw decisionNotFound();
  const round = await closedRound(db, campaign);
  const entries = await entriesById(db, round.rules.slate as EntryId[]);
  const winner = entries(decision.winnerId);
  const published = await loadSpace(db, winner.spaceHash);
  const slate = round.rules.slate.map((id) => entries(id as EntryId));
  const ballots = await lastBallots(db, round.id);
  const archive = await makePackage({ campaign, decision, winner, published, round, entries: slate, ballots });
  const createdAt = await databaseNow(db);
  await insertHandover(db, {
    campaignId: campaign.id,
    entryId: winner.id,
    sha256: sha256Hex(archive),
    archive,
    createdAt,
  });
}
