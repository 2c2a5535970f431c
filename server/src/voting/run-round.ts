import { openVoting } from 'shared/campaigns/dates.ts';
import { DomainError } from 'shared/errors.ts';
import type { PersonId, RoundId } from 'shared/ids.ts';
import { assertRoundOpen } from 'shared/voting/ballot.ts';
import { asManager } from '../campaigns/manage-campaign.ts';
import { updateCampaign } from '../campaigns/queries.ts';
import { existingCampaign } from '../campaigns/rights.ts';
import { databaseNow } from '../db/clock.ts';
import type { Database } from '../db/database.ts';
import { roundNotFound } from './count-round.ts';
import { makeRound } from './ensure-round.ts';
import { findRound, lockRound, updateClose } from './queries.ts';

/**
 * Opens the round now instead of as planned: entries close, the slate is what was entered.
 * @throws DomainError `phase_not_reached`, `round_exists`, `round_closed`, `no_entries`
 */
export async function openRound(db: Database, personId: PersonId, slug: string): Promise<RoundId> {
  return asManager(db, slug, personId, async (tx, campaign) => {
    if (campaign.roundId !== null) throw new DomainError('round_exists', 'This campaign has its round already.');
    const dates = openVoting(campaign, await databaseNow(tx));
    const roundId = await makeRound(tx, campaign, { opensAt: dates.votingFrom, closesAt: dates.votingUntil });
    if (roundId === null) throw new DomainError('no_entries', 'Nothing was entered, so there is nothing to vote on.');
    await updateCampaign(tx, campaign.id, dates);
    return roundId;
  });
}

/**
 * Closes the open round now instead of as planned.
 * @throws DomainError `round_not_found`, `not_allowed`, `round_not_open`, `round_closed`
 */
export async function closeRound(db: Database, personId: PersonId, id: RoundId): Promise<void> {
  const found = await findRound(db, id);
  if (!found) throw roundNotFound();
  const { slug } = await existingCampaign(db, found.campaignId);
  await asManager(db, slug, personId, async (tx, campaign) => {
    const round = await lockRound(tx, id);
    if (!round) throw roundNotFound();
    const now = await databaseNow(tx); // after the lock: ballots under way are in, and none is later than the close
    assertRoundOpen(round, now);
    // Both are in milliseconds; a round that is closed within the one that opened it still ends after it began.
    const closesAt = new Date(Math.max(now.getTime(), round.opensAt.getTime() + 1));
    await updateClose(tx, id, closesAt);
    await updateCampaign(tx, campaign.id, { votingUntil: closesAt });
  });
}
