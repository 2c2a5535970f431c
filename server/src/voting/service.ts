import { hashOrder } from 'shared/hash-order.ts';
import type { EntryId, RoundId } from 'shared/ids.ts';
import type { RoundDetail, RoundResult } from 'shared/voting/api.ts';
import { placesOf } from 'shared/voting/places.ts';
import { roundStateAt } from 'shared/voting/round.ts';
import type { Campaign } from '../campaigns/campaign-record.ts';
import { existingCampaign } from '../campaigns/rights.ts';
import type { Visitor } from '../campaigns/visitor.ts';
import { databaseNow } from '../db/clock.ts';
import type { Database, DatabaseOrTransaction } from '../db/database.ts';
import type { Entry } from '../entries/queries.ts';
import { entriesById, entryPicture } from '../entries/service.ts';
import { loadSpace } from '../space/service.ts';
import { countedRound, roundNotFound } from './count-round.ts';
import { findBallot, findRound, type Round } from './queries.ts';

/** For everybody: a round exists only in a published campaign. @throws DomainError `round_not_found` */
export async function roundDetail(db: Database, id: RoundId, { personId, orderSeed }: Visitor): Promise<RoundDetail> {
  const round = await findRound(db, id);
  if (!round) throw roundNotFound();
  const campaign = await existingCampaign(db, round.campaignId);
  const { space } = await loadSpace(db, campaign.spaceHash);
  const now = await databaseNow(db);
  const mine = personId === null ? null : await findBallot(db, id, personId);
  return {
    id,
    ...headOf(campaign, round),
    seats: round.rules.seats,
    state: roundStateAt(round, now),
    opensAt: round.opensAt.toISOString(),
    closesAt: round.closesAt.toISOString(),
    now: now.toISOString(),
    slate: (await slateOf(db, round, orderSeed)).map((entry) => ({
      id: entry.id,
      number: entry.number,
      title: entry.title,
      picture: entryPicture(entry.id),
      crew: [...entry.crew],
      priceCents: entry.priceCents,
      currency: space.currency,
      own: entry.crew.some((maker) => maker.id === personId),
    })),
    myBallot: mine && { ranking: copyOf(mine.ranking), castAt: mine.castAt.toISOString(), revision: mine.revision },
  };
}

/** @throws DomainError `round_not_found`, `round_still_open` */
export async function roundResult(db: Database, id: RoundId): Promise<RoundResult> {
  const round = await countedRound(db, id);
  const campaign = await existingCampaign(db, round.campaignId);
  const { result, tieSeed } = round;
  const places = placesOf(result, tieSeed);
  const entries = await entriesById(db, result.candidates as EntryId[]);
  const rows = places.map(({ id: entryId }) => result.candidates.indexOf(entryId));
  const inPlace = (matrix: readonly (readonly number[])[]) => rows.map((i) => rows.map((j) => matrix[i]?.[j] ?? 0));
  return {
    roundId: id,
    ...headOf(campaign, round),
    closedAt: round.closesAt.toISOString(),
    ballotCount: round.ballotCount,
    tieRule: { seed: tieSeed, commitment: round.rules.ties.commitment },
    entries: places.map(({ id: entryId, rank, place }) => {
      const { id: known, number, title, crew } = entries(entryId as EntryId);
      return { id: known, number, title, picture: entryPicture(known), rank, place, crew: [...crew] };
    }),
    pairs: inPlace(result.pairs),
    paths: inPlace(result.paths),
    decided: campaign.decidedAt !== null,
  };
}

function headOf(campaign: Campaign, round: Round) {
  return {
    campaignSlug: campaign.slug,
    campaignTitle: campaign.title,
    brandName: campaign.brand.name,
    accent: campaign.brand.accent,
    method: round.rules.method,
    rulesHash: round.rulesHash,
  };
}

/** Random per visitor, and the same at every visit. */
async function slateOf(tx: DatabaseOrTransaction, round: Round, orderSeed: string): Promise<Entry[]> {
  const slate = round.rules.slate as EntryId[];
  const entries = await entriesById(tx, slate);
  return hashOrder(`${round.id}:${orderSeed}`, slate).map(entries);
}

function copyOf(ranking: readonly (readonly string[])[]): string[][] {
  return ranking.map((group) => [...group]);
}
