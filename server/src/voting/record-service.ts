import { and, asc, eq, gte, lt } from 'drizzle-orm';
import { toHexString } from 'lib0/buffer';
import { DomainError } from 'shared/errors.ts';
import type { RoundId } from 'shared/ids.ts';
import {
  CHECKPOINTS_PER_PAGE,
  type Checkpoints,
  type ConsistencyProof,
  type InclusionProof,
} from 'shared/receipts/api.ts';
import { consistencyPath, inclusionPath } from 'shared/receipts/merkle.ts';
import type { Database, DatabaseOrTransaction } from '../db/database.ts';
import { ballotTree } from './ballot-tree.ts';
import { lastCheckpoint, makeDueCheckpoint, nextCheckpointAt, publishedOf } from './checkpoint.ts';
import { roundNotFound } from './count-round.ts';
import { findRound, type Round } from './queries.ts';
import { checkpoints } from './record-tables.ts';
import { ballots } from './tables.ts';

/** The published checkpoints from the one numbered `from` on, for everybody. @throws DomainError `round_not_found` */
export async function publishedCheckpoints(db: Database, roundId: RoundId, from: number): Promise<Checkpoints> {
  const round = await upToDate(db, roundId);
  const rows = await db
    .select()
    .from(checkpoints)
    .where(and(eq(checkpoints.roundId, roundId), gte(checkpoints.sequence, from)))
    .orderBy(asc(checkpoints.sequence))
    .limit(CHECKPOINTS_PER_PAGE);
  const last = await lastCheckpoint(db, roundId);
  return {
    roundId,
    rulesHash: round.rulesHash,
    checkpoints: rows.map(publishedOf),
    total: (last?.sequence ?? -1) + 1,
    nextAt: nextCheckpointAt(round, last)?.toISOString() ?? null,
  };
}

/**
 * The way from a leaf to the root of a checkpoint. It tells the place of who knows the leaf, and nothing of the ballot.
 * @param prefix the leaf, or what it begins with
 * @param size of the checkpoint; null: the newest one
 * @throws DomainError `round_not_found`, `leaf_not_found`, `leaf_not_in_checkpoint`, `checkpoint_not_found`
 */
export async function inclusionProof(
  db: Database,
  roundId: RoundId,
  prefix: string,
  size: number | null,
): Promise<InclusionProof> {
  const round = await upToDate(db, roundId);
  const last = await lastCheckpoint(db, roundId);
  const proved = size ?? last?.size ?? 0;
  if (size !== null) await assertPublished(db, roundId, [size]);
  // Every hexadecimal digit comes before the g.
  const begins = and(gte(ballots.leaf, prefix), lt(ballots.leaf, `${prefix}g`));
  const [found, another] = await db
    .select({ leaf: ballots.leaf, sequence: ballots.sequence })
    .from(ballots)
    .where(and(eq(ballots.roundId, roundId), begins))
    .limit(2);
  if (!found || another) throw new DomainError('leaf_not_found', 'No ballot of this round has this receipt.');
  const { leaf, sequence } = found;
  if (sequence >= proved) {
    const nextAt = nextCheckpointAt(round, last);
    throw new DomainError('leaf_not_in_checkpoint', 'The ballot was received; it is not in this checkpoint yet.', {
      ...(nextAt ? { nextAt } : {}),
    });
  }
  const tree = await ballotTree(db, roundId, proved, [sequence]);
  return { leaf, sequence, size: proved, path: inclusionPath(sequence, proved, tree).map(toHexString) };
}

/**
 * What shows that the tree of one checkpoint begins with that of an earlier one.
 * @throws DomainError `round_not_found`, `checkpoint_not_found` unless both are sizes of checkpoints, the smaller first
 */
export async function consistencyProof(
  db: Database,
  roundId: RoundId,
  from: number,
  to: number,
): Promise<ConsistencyProof> {
  await upToDate(db, roundId);
  if (from > to) throw checkpointNotFound();
  await assertPublished(db, roundId, [from, to]);
  if (from === 0) return { from, to, path: [] };
  const tree = await ballotTree(db, roundId, to, [from - 1]);
  return { from, to, path: consistencyPath(from, to, tree).map(toHexString) };
}

async function upToDate(db: Database, roundId: RoundId): Promise<Round> {
  const round = await findRound(db, roundId);
  if (!round) throw roundNotFound();
  await makeDueCheckpoint(db, roundId);
  return round;
}

/** Of checkpoints only, or who asks for every size would learn when each ballot came. */
async function assertPublished(tx: DatabaseOrTransaction, roundId: RoundId, sizes: readonly number[]): Promise<void> {
  for (const size of sizes) {
    const ofSize = and(eq(checkpoints.roundId, roundId), eq(checkpoints.size, size));
    const [found] = await tx.select({ size: checkpoints.size }).from(checkpoints).where(ofSize).limit(1);
    if (!found) throw checkpointNotFound();
  }
}

function checkpointNotFound(): DomainError {
  return new DomainError('checkpoint_not_found', 'The round has no checkpoint of this size.');
}
