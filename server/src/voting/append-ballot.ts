import { and, desc, eq, lte, max, sql } from 'drizzle-orm';
import type { EntryId, PersonId, RoundId } from 'shared/ids.ts';
import { commitmentOf, LEAF_DOMAIN, leafOf, pseudonymOf } from 'shared/receipts/leaf.ts';
import type { SeenCheckpoint } from 'shared/receipts/receipt.ts';
import type { Ranking } from 'shared/voting/tally.ts';
import type { DatabaseOrTransaction } from '../db/database.ts';
import { ballotChains, checkpoints } from './record-tables.ts';
import { ballots } from './tables.ts';

export interface NewBallot {
  readonly voterId: PersonId;
  readonly key: string;
  readonly ranking: Ranking;
  /** 32 bytes in hexadecimal. */
  readonly nonce: string;
  readonly castAt: Date;
}

/** Where a ballot stands in the record of its round. */
export interface RecordedBallot {
  readonly revision: number;
  readonly castAt: Date;
  readonly pseudonym: string;
  readonly sequence: number;
  readonly commitment: string;
  readonly leaf: string;
}

/** The head of a round's record, without its lock. */
export interface Chain {
  readonly roundId: RoundId;
  readonly secret: string;
  /** How many checkpoints there are. */
  readonly checkpoints: number;
}

export async function chainOf(tx: DatabaseOrTransaction, roundId: RoundId): Promise<Chain> {
  const [chain] = await tx.select().from(ballotChains).where(eq(ballotChains.roundId, roundId));
  if (!chain) throw new Error(`Round ${roundId} has no record.`);
  return chain;
}

/**
 * Stores the ballot with its leaf, in the round's next place: dense, and in the order of commits, since the head of the
 * record is locked from here to the end of the transaction. So this comes last in it. The voter's row is locked.
 */
export async function appendBallot(
  tx: DatabaseOrTransaction,
  { roundId, secret }: Chain,
  { voterId, key, ranking, nonce, castAt: at }: NewBallot,
): Promise<RecordedBallot> {
  const mine = and(eq(ballots.roundId, roundId), eq(ballots.voterId, voterId));
  const [last] = await tx
    .select({ revision: max(ballots.revision) })
    .from(ballots)
    .where(mine);
  const revision = (last?.revision ?? 0) + 1;
  const pseudonym = pseudonymOf(secret, voterId);
  const castAt = at.toISOString();
  const commitment = commitmentOf({ pseudonym, revision, key, choice: ranking, castAt }, nonce);
  // The leaf holds the place, which is known only here: computed by the database, it costs no other round trip under the lock.
  const [row] = await tx.execute<{ sequence: string; leaf: string }>(sql`
    with place as (
      update ballot_chains set size = size + 1 where round_id = ${roundId} returning size - 1 as sequence
    )
    insert into ballots (round_id, voter_id, revision, key, ranking, cast_at, pseudonym, nonce, sequence, leaf)
    select ${roundId}::uuid, ${voterId}::uuid, ${revision}::integer, ${key}, ${JSON.stringify(ranking)}::jsonb,
      ${castAt}::timestamptz, ${pseudonym}, ${nonce}, sequence,
      encode(sha256('\\x00'::bytea || convert_to(${LEAF_DOMAIN}, 'UTF8') || '\\x00'::bytea
        || uuid_send(${roundId}::uuid) || int8send(sequence) || decode(${commitment}, 'hex')), 'hex')
    from place
    returning sequence, leaf`);
  if (!row) throw new Error('The ballot was not stored.');
  return { revision, castAt: at, pseudonym, sequence: Number(row.sequence), commitment, leaf: row.leaf };
}

/** The voter's ballot that came with this key, and what it said. */
export async function findBallotByKey(
  tx: DatabaseOrTransaction,
  roundId: RoundId,
  voterId: PersonId,
  key: string,
): Promise<(RecordedBallot & Pick<NewBallot, 'ranking' | 'nonce'>) | null> {
  const mine = and(eq(ballots.roundId, roundId), eq(ballots.voterId, voterId), eq(ballots.key, key));
  const [row] = await tx.select().from(ballots).where(mine);
  if (!row) return null;
  const { pseudonym, revision, ranking, castAt, nonce, sequence, leaf } = row;
  const content = { pseudonym, revision, key, choice: ranking, castAt: castAt.toISOString() };
  return { revision, castAt, pseudonym, sequence, leaf, ranking, nonce, commitment: commitmentOf(content, nonce) };
}

/**
 * The newest checkpoint from before the ballot in this place. It stays the same: the next one waits for the ballots that
 * have their places.
 */
export async function checkpointBefore(
  tx: DatabaseOrTransaction,
  roundId: RoundId,
  sequence: number,
): Promise<SeenCheckpoint> {
  const [seen] = await tx
    .select({ sequence: checkpoints.sequence, hash: checkpoints.hash })
    .from(checkpoints)
    .where(and(eq(checkpoints.roundId, roundId), lte(checkpoints.size, sequence)))
    .orderBy(desc(checkpoints.sequence))
    .limit(1);
  if (!seen) throw new Error(`Round ${roundId} has no checkpoint from before ballot ${sequence}.`);
  return seen;
}

/**
 * Stores many first ballots of different voters at once, for contests that are made up: the demo's, and those of tests.
 */
export async function appendFirstBallots(
  tx: DatabaseOrTransaction,
  roundId: RoundId,
  made: readonly NewBallot[],
): Promise<void> {
  if (made.length === 0) return;
  const [chain] = await tx
    .update(ballotChains)
    .set({ size: sql`${ballotChains.size} + ${made.length}` })
    .where(eq(ballotChains.roundId, roundId))
    .returning({ secret: ballotChains.secret, size: ballotChains.size });
  if (!chain) throw new Error(`Round ${roundId} has no record.`);
  const first = chain.size - made.length;
  await tx.insert(ballots).values(
    made.map(({ voterId, key, ranking, nonce, castAt }, index) => {
      const [revision, sequence] = [1, first + index];
      const pseudonym = pseudonymOf(chain.secret, voterId);
      const content = { pseudonym, revision, key, choice: ranking, castAt: castAt.toISOString() };
      const leaf = leafOf(roundId, sequence, commitmentOf(content, nonce));
      const stored = ranking as readonly (readonly EntryId[])[];
      return { roundId, voterId, revision, key, ranking: stored, castAt, sequence, pseudonym, nonce, leaf };
    }),
  );
}
