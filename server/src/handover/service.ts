import { DomainError } from 'shared/errors.ts';
import type { DecisionBody, DecisionDetail } from 'shared/handover/api.ts';
import { decide } from 'shared/handover/decision.ts';
import type { PersonId } from 'shared/ids.ts';
import { placesOf } from 'shared/voting/places.ts';
import type { Campaign } from '../campaigns/campaign-record.ts';
import { lockedCampaign, managedCampaign, visibleCampaign } from '../campaigns/rights.ts';
import { databaseNow } from '../db/clock.ts';
import type { Database } from '../db/database.ts';
import { entriesById, entryPicture } from '../entries/service.ts';
import { type CountedRound, countedRound } from '../voting/count-round.ts';
import { ensureRound } from '../voting/ensure-round.ts';
import { findDecision, findHandover, insertDecision } from './queries.ts';

/**
 * Records the brand's pick, once and for good.
 * @throws DomainError `campaign_not_found`, `not_allowed`, `decision_exists`, `round_not_closed`, and all of `decide`
 */
export async function decideCampaign(
  db: Database,
  slug: string,
  personId: PersonId,
  { winner, reasons }: DecisionBody,
): Promise<void> {
  const campaign = await managedCampaign(db, slug, personId);
  const { result, tieSeed } = await closedRound(db, campaign);
  await db.transaction(async (tx) => {
    const { decidedAt } = await lockedCampaign(tx, campaign.id);
    if (decidedAt !== null) throw new DomainError('decision_exists', 'The brand has decided already.', { decidedAt });
    const finalists = decide(placesOf(result, tieSeed), winner, reasons);
    await insertDecision(tx, campaign.id, personId, await databaseNow(tx), finalists);
  });
}

/**
 * The decision, for everybody.
 * @throws DomainError `campaign_not_found`, `decision_not_found`
 */
export async function decisionDetail(db: Database, slug: string, personId: PersonId | null): Promise<DecisionDetail> {
  const campaign = await visibleCampaign(db, slug, personId);
  const decision = await findDecision(db, campaign.id);
  if (!decision) throw decisionNotFound();
  const entries = await entriesById(
    db,
    decision.finalists.map(({ entryId }) => entryId),
  );
  const handover = await findHandover(db, campaign.id);
  return {
    campaignSlug: campaign.slug,
    campaignTitle: campaign.title,
    brandName: campaign.brand.name,
    accent: campaign.brand.accent,
    decidedAt: decision.decidedAt.toISOString(),
    decidedBy: decision.decidedBy,
    finalists: decision.finalists.map(({ entryId, place, winner, reason }) => {
      const { number, title } = entries(entryId);
      return { entryId, number, title, picture: entryPicture(entryId), place, winner, reason };
    }),
    handover: handover && { ...handover, createdAt: handover.createdAt.toISOString() },
  };
}

export function decisionNotFound(): DomainError {
  return new DomainError('decision_not_found', 'The brand has not decided yet.');
}

/** The counted round of the campaign. @throws DomainError `round_not_closed` */
export async function closedRound(db: Database, campaign: Campaign): Promise<CountedRound> {
  const notClosed = () => new DomainError('round_not_closed', 'The round has not closed yet.');
  const roundId = campaign.roundId ?? (await ensureRound(db, campaign.id));
  if (roundId === null) throw notClosed();
  try {
    return await countedRound(db, roundId);
  } catch (error) {
    throw error instanceof DomainError && error.code === 'round_still_open' ? notClosed() : error;
  }
}
