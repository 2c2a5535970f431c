import { and, asc, eq, gte } from 'drizzle-orm';
import type { RoundId } from 'shared/ids.ts';
import type { SeenCheckpoint } from 'shared/receipts/receipt.ts';
import { RecordCheck, type RecordFault } from 'shared/receipts/record-check.ts';
import { rulesHash } from 'shared/voting/round.ts';
import type { DatabaseOrTransaction } from '../db/database.ts';
import { BLOCK_LEAVES } from './ballot-tree.ts';
import { publishedOf } from './checkpoint.ts';
import { roundNotFound } from './count-round.ts';
import { findRound } from './queries.ts';
import { ballotBlocks, ballotChains, checkpoints } from './record-tables.ts';
import { ballots } from './tables.ts';

const BALLOTS_AT_ONCE = 5_000;

/**
 * Reads everything that is stored of the round's ballots, and computes it again.
 * @param seen checkpoints from outside: who owns the database could write all of it anew, but not those
 * @returns the first place where something was altered or removed; null where nothing was
 * @throws DomainError `round_not_found`
 */
export async function checkRecord(
  tx: DatabaseOrTransaction,
  roundId: RoundId,
  seen: readonly SeenCheckpoint[] = [],
): Promise<RecordFault | null> {
  const round = await findRound(tx, roundId);
  if (!round) throw roundNotFound();
  const [chain] = await tx.select().from(ballotChains).where(eq(ballotChains.roundId, roundId));
  if (!chain) return { place: 'ballot', sequence: 0, wrong: 'missing' };
  const made = await tx
    .select()
    .from(checkpoints)
    .where(eq(checkpoints.roundId, roundId))
    .orderBy(asc(checkpoints.sequence));
  const blocks = await tx.select().from(ballotBlocks).where(eq(ballotBlocks.roundId, roundId));
  const check = new RecordCheck({
    ...{ roundId, seen, blockLeaves: BLOCK_LEAVES },
    rulesHash: rulesHash(round.rules), // computed again, or altered rules would pass by an unaltered hash
    secret: chain.secret,
    size: chain.size,
    checkpointCount: chain.checkpoints,
    checkpoints: made.map(publishedOf),
    blocks: new Map(blocks.map(({ index, root }) => [index, root])),
  });
  let last = -1;
  for (;;) {
    const rows = await tx
      .select()
      .from(ballots)
      .where(and(eq(ballots.roundId, roundId), gte(ballots.sequence, last + 1)))
      .orderBy(asc(ballots.sequence))
      .limit(BALLOTS_AT_ONCE);
    for (const { ranking, castAt, ...row } of rows) {
      check.add({ ...row, choice: ranking, castAt: castAt.toISOString() });
    }
    const newest = rows.at(-1);
    if (!newest) return check.end();
    last = newest.sequence;
  }
}
