import { and, countDistinct, desc, eq, inArray } from 'drizzle-orm';
import { randomBytes } from 'node:crypto';
import type { CampaignId, EntryId, PersonId, RoundId } from 'shared/ids.ts';
import type { RoundRules, RoundTimes } from 'shared/voting/round.ts';
import type { SchulzeResult } from 'shared/voting/schulze.ts';
import type { Ranking } from 'shared/voting/tally.ts';
import { persons } from '../accounts/tables.ts';
import type { DatabaseOrTransaction } from '../db/database.ts';
import { ballotChains } from './record-tables.ts';
import { ballots, roundEntries, rounds } from './tables.ts';

export interface Round extends RoundTimes {
  readonly id: RoundId;
  readonly campaignId: CampaignId;
  readonly rules: RoundRules;
  readonly rulesHash: string;
  /** Secret until the close. */
  readonly tieSeed: string;
  /** Null until it has been counted. */
  readonly result: SchulzeResult | null;
  readonly ballotCount: number | null;
}

export interface StoredBallot {
  readonly revision: number;
  readonly ranking: Ranking;
  readonly castAt: Date;
}

export async function findRound(tx: DatabaseOrTransaction, id: RoundId): Promise<Round | null> {
  const [round] = await tx.select().from(rounds).where(eq(rounds.id, id));
  return round ?? null;
}

/** For counting, closing and moving the close: waits for ballots under way, and they wait for it. */
export async function lockRound(tx: DatabaseOrTransaction, id: RoundId): Promise<Round | null> {
  const [round] = await tx.select().from(rounds).where(eq(rounds.id, id)).for('update');
  return round ?? null;
}

/** For casting: any number of ballots at once, but none while the round is closed or counted. */
export async function shareRound(tx: DatabaseOrTransaction, id: RoundId): Promise<Round | null> {
  const [round] = await tx.select().from(rounds).where(eq(rounds.id, id)).for('share');
  return round ?? null;
}

/** One ballot of a person at a time: revisions are counted up, and a repeated request sees the first one's row. */
export async function lockVoter(tx: DatabaseOrTransaction, voterId: PersonId): Promise<void> {
  await tx.select({ id: persons.id }).from(persons).where(eq(persons.id, voterId)).for('no key update');
}

/** With its slate, and an empty record of ballots. */
export async function insertRound(
  tx: DatabaseOrTransaction,
  round: Omit<Round, 'id' | 'result' | 'ballotCount'>,
): Promise<RoundId> {
  const [row] = await tx.insert(rounds).values(round).returning({ id: rounds.id });
  if (!row) throw new Error('The round was not stored.');
  await tx
    .insert(roundEntries)
    .values(round.rules.slate.map((entryId) => ({ roundId: row.id, entryId: entryId as EntryId })));
  await tx.insert(ballotChains).values({ roundId: row.id, secret: randomBytes(32).toString('hex') });
  return row.id;
}

export async function updateClose(tx: DatabaseOrTransaction, id: RoundId, closesAt: Date): Promise<void> {
  await tx.update(rounds).set({ closesAt }).where(eq(rounds.id, id));
}

export async function updateResult(
  tx: DatabaseOrTransaction,
  id: RoundId,
  result: SchulzeResult,
  ballotCount: number,
): Promise<void> {
  await tx.update(rounds).set({ result, ballotCount }).where(eq(rounds.id, id));
}

/** The one that counts: the last revision. */
export async function findBallot(
  tx: DatabaseOrTransaction,
  roundId: RoundId,
  voterId: PersonId,
): Promise<StoredBallot | null> {
  const mine = and(eq(ballots.roundId, roundId), eq(ballots.voterId, voterId));
  const [ballot] = await tx.select().from(ballots).where(mine).orderBy(desc(ballots.revision)).limit(1);
  return ballot ?? null;
}

/** Every voter's last ballot, without the voter. */
export async function lastBallots(tx: DatabaseOrTransaction, roundId: RoundId): Promise<Ranking[]> {
  const rows = await tx
    .selectDistinctOn([ballots.voterId], { ranking: ballots.ranking })
    .from(ballots)
    .where(eq(ballots.roundId, roundId))
    .orderBy(ballots.voterId, desc(ballots.revision));
  return rows.map(({ ranking }) => ranking);
}

/** How many people have voted, per round; rounds without a ballot are left out. */
export async function turnoutOf(
  tx: DatabaseOrTransaction,
  ids: readonly RoundId[],
): Promise<ReadonlyMap<RoundId, number>> {
  const rows = await tx
    .select({ roundId: ballots.roundId, voters: countDistinct(ballots.voterId) })
    .from(ballots)
    .where(inArray(ballots.roundId, [...ids]))
    .groupBy(ballots.roundId);
  return new Map(rows.map(({ roundId, voters }) => [roundId, voters]));
}
