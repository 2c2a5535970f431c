import { desc, eq } from 'drizzle-orm';
import { toHexString } from 'lib0/buffer';
import type { RoundId } from 'shared/ids.ts';
import { checkpointHash, type PublishedCheckpoint } from 'shared/receipts/checkpoint.ts';
import { treeRoot } from 'shared/receipts/merkle.ts';
import { roundStateAt } from 'shared/voting/round.ts';
import { databaseNow } from '../db/clock.ts';
import type { Database, DatabaseOrTransaction } from '../db/database.ts';
import { ballotTree, storeFullBlocks } from './ballot-tree.ts';
import { findRound, lockRound, type Round } from './queries.ts';
import { ballotChains, checkpoints } from './record-tables.ts';

/** While a round is open, so long after the last one the next ballot makes a checkpoint due. */
const CHECKPOINT_EVERY_MS = 10 * 60_000;

/**
 * Makes the round's next checkpoint over all ballots that have their places.
 * @param final after the close: the round's row is locked for update, so that no ballot is under way
 * @returns the newest one, which is the one there was where it was the final one
 */
export async function makeCheckpoint(
  tx: DatabaseOrTransaction,
  { id: roundId, rulesHash }: Pick<Round, 'id' | 'rulesHash'>,
  final: boolean,
): Promise<PublishedCheckpoint> {
  // Most of the hashing before the lock, at which everybody waits who is casting.
  await storeFullBlocks(tx, roundId, await sizeOf(tx, roundId));
  const [chain] = await tx.select().from(ballotChains).where(eq(ballotChains.roundId, roundId)).for('update');
  if (!chain) throw new Error(`Round ${roundId} has no record.`);
  const before = await lastCheckpoint(tx, roundId);
  const { size } = chain;
  // Another server was quicker, or there is nothing more to say.
  if (before && (before.final || (!final && before.size === size))) return before;
  await storeFullBlocks(tx, roundId, size);
  const now = (await databaseNow(tx)).toISOString();
  const content = {
    sequence: (before?.sequence ?? -1) + 1,
    size,
    root: toHexString(treeRoot(size, await ballotTree(tx, roundId, size))),
    previous: before?.hash ?? rulesHash,
    at: before && before.at > now ? before.at : now, // the database's clock may have been set back
    final,
  };
  const made = { ...content, hash: checkpointHash(roundId, content) };
  await tx.insert(checkpoints).values({ ...made, roundId, at: new Date(made.at) });
  await tx
    .update(ballotChains)
    .set({ checkpoints: content.sequence + 1 })
    .where(eq(ballotChains.roundId, roundId));
  return made;
}

/** Makes the checkpoint that is due, if one is: after ten minutes in which ballots came, and after the close. */
export async function makeDueCheckpoint(db: Database, roundId: RoundId): Promise<void> {
  const round = await findRound(db, roundId);
  if (!round || !(await isDue(db, round))) return;
  await db.transaction(async (tx) => {
    const closed = roundStateAt(round, await databaseNow(tx)) === 'closed';
    // Once it has closed the last ballots may still be under way; they hold the round's row.
    const held = closed ? await lockRound(tx, roundId) : round;
    if (held) await makeCheckpoint(tx, held, closed && roundStateAt(held, await databaseNow(tx)) === 'closed');
  });
}

/** When the next checkpoint may be made; null where the last one was made. */
export function nextCheckpointAt(round: Round, last: PublishedCheckpoint | null): Date | null {
  if (last?.final) return null;
  const next = last ? new Date(Date.parse(last.at) + CHECKPOINT_EVERY_MS) : round.opensAt;
  return next < round.closesAt ? next : round.closesAt;
}

export async function lastCheckpoint(tx: DatabaseOrTransaction, roundId: RoundId): Promise<PublishedCheckpoint | null> {
  const newest = desc(checkpoints.sequence);
  const [row] = await tx.select().from(checkpoints).where(eq(checkpoints.roundId, roundId)).orderBy(newest).limit(1);
  return row ? publishedOf(row) : null;
}

export function publishedOf(row: typeof checkpoints.$inferSelect): PublishedCheckpoint {
  const { sequence, size, root, previous, at, final, hash } = row;
  return { sequence, size, root, previous, at: at.toISOString(), final, hash };
}

async function isDue(db: Database, round: Round): Promise<boolean> {
  const last = await lastCheckpoint(db, round.id);
  if (!last) return true;
  const next = nextCheckpointAt(round, last);
  const now = await databaseNow(db);
  if (next === null || now < next) return false;
  return now >= round.closesAt || last.size < (await sizeOf(db, round.id));
}

async function sizeOf(tx: DatabaseOrTransaction, roundId: RoundId): Promise<number> {
  const [chain] = await tx
    .select({ size: ballotChains.size })
    .from(ballotChains)
    .where(eq(ballotChains.roundId, roundId));
  return chain?.size ?? 0;
}
