import { and, asc, count, eq, gte, lt } from 'drizzle-orm';
import { toHexString } from 'lib0/buffer';
import type { RoundId } from 'shared/ids.ts';
import { hexBytes } from 'shared/receipts/leaf.ts';
import { type PerfectRoot, perfectRootsOf } from 'shared/receipts/merkle.ts';
import type { DatabaseOrTransaction } from '../db/database.ts';
import { ballotBlocks } from './record-tables.ts';
import { ballots } from './tables.ts';

/** A proof reads the leaves of two blocks and one root of each other: at a million ballots 4,400 rows instead of a million. */
export const BLOCK_LEAVES = 256;
/** Of leaves read and hashed at once. */
const BLOCKS_AT_ONCE = 64;

/**
 * The tree of a round up to `size` leaves, as far as it has to be known for what lies in it at `indices`.
 * @param size at most what `storeFullBlocks` has seen
 */
export async function ballotTree(
  tx: DatabaseOrTransaction,
  roundId: RoundId,
  size: number,
  indices: readonly number[] = [],
): Promise<PerfectRoot> {
  const full = Math.floor(size / BLOCK_LEAVES);
  const blocks = perfectRootsOf(await blockRoots(tx, roundId, full));
  const wanted = [...new Set([...indices.map((index) => Math.floor(index / BLOCK_LEAVES)), full])];
  const leaves = new Map<number, PerfectRoot>();
  for (const block of wanted) {
    const from = block * BLOCK_LEAVES;
    leaves.set(block, perfectRootsOf(await leavesBetween(tx, roundId, from, Math.min(size, from + BLOCK_LEAVES))));
  }
  return (from, to) => {
    if (to - from >= BLOCK_LEAVES) return blocks(from / BLOCK_LEAVES, to / BLOCK_LEAVES);
    const block = Math.floor(from / BLOCK_LEAVES);
    const inside = leaves.get(block);
    if (!inside) throw new RangeError(`Block ${block} was not read.`);
    return inside(from - block * BLOCK_LEAVES, to - block * BLOCK_LEAVES);
  };
}

/** Stores the roots of all blocks that are full and have none yet. Doing it twice at the same time does no harm. */
export async function storeFullBlocks(tx: DatabaseOrTransaction, roundId: RoundId, size: number): Promise<void> {
  const [row] = await tx.select({ stored: count() }).from(ballotBlocks).where(eq(ballotBlocks.roundId, roundId));
  const full = Math.floor(size / BLOCK_LEAVES);
  for (let first = row?.stored ?? 0; first < full; first += BLOCKS_AT_ONCE) {
    const last = Math.min(full, first + BLOCKS_AT_ONCE);
    const roots = perfectRootsOf(await leavesBetween(tx, roundId, first * BLOCK_LEAVES, last * BLOCK_LEAVES));
    const rows = Array.from({ length: last - first }, (_, index) => {
      const root = toHexString(roots(index * BLOCK_LEAVES, (index + 1) * BLOCK_LEAVES));
      return { roundId, index: first + index, root };
    });
    await tx.insert(ballotBlocks).values(rows).onConflictDoNothing();
  }
}

async function blockRoots(tx: DatabaseOrTransaction, roundId: RoundId, full: number): Promise<Uint8Array[]> {
  const rows = await tx
    .select({ root: ballotBlocks.root })
    .from(ballotBlocks)
    .where(and(eq(ballotBlocks.roundId, roundId), lt(ballotBlocks.index, full)))
    .orderBy(asc(ballotBlocks.index));
  return rows.map(({ root }) => hexBytes(root, 32));
}

async function leavesBetween(
  tx: DatabaseOrTransaction,
  roundId: RoundId,
  from: number,
  to: number,
): Promise<Uint8Array[]> {
  const rows = await tx
    .select({ leaf: ballots.leaf })
    .from(ballots)
    .where(and(eq(ballots.roundId, roundId), gte(ballots.sequence, from), lt(ballots.sequence, to)))
    .orderBy(asc(ballots.sequence));
  return rows.map(({ leaf }) => hexBytes(leaf, 32));
}
