import { and, eq, gte, inArray, lt, sql } from 'drizzle-orm';
import type { DesignId, SpaceHash } from 'shared/ids.ts';
import { DomainError } from 'shared/errors.ts';
import type { Database, DatabaseOrTransaction } from '../db/database.ts';
import { designs, designSnapshots } from '../design/tables.ts';
import type { Snapshot } from './storage.ts';

/**
 * Makes the caller the only one who can append to a design: every append shows the number it was given here, and only
 * the highest counts. The row stays locked until the transaction ends.
 * @throws DomainError `design_not_found`
 */
export async function takeFence(
  tx: DatabaseOrTransaction,
  designId: DesignId,
): Promise<{ readonly fence: number; readonly epoch: number; readonly head: number; readonly hash: SpaceHash }> {
  const [design] = await tx
    .update(designs)
    .set({ fence: sql`${designs.fence} + 1` })
    .where(eq(designs.id, designId))
    .returning({ fence: designs.fence, epoch: designs.epoch, head: designs.head, hash: designs.spaceHash });
  if (!design) throw new DomainError('design_not_found', 'There is no such design.');
  return design;
}

export async function fencesOf(
  db: DatabaseOrTransaction,
  designIds: readonly DesignId[],
): Promise<ReadonlyMap<DesignId, number>> {
  const rows = await db
    .select({ id: designs.id, fence: designs.fence })
    .from(designs)
    .where(inArray(designs.id, [...designIds]));
  return new Map(rows.map(({ id, fence }) => [id, fence]));
}

/**
 * Keeps a snapshot; older ones go, one of the same `seq` too, the log stays. One that would skip entries of the log, because another server has
 * the design or because the log does not go as far, is not kept: what it skips would never be read again.
 */
export async function writeSnapshot(db: Database, { designId, fence, seq, state }: Snapshot): Promise<void> {
  await db.transaction(async (tx) => {
    const [design] = await tx
      .select({ id: designs.id })
      .from(designs)
      .where(and(eq(designs.id, designId), eq(designs.fence, fence), gte(designs.head, seq)));
    if (!design) return;
    await tx
      .insert(designSnapshots)
      .values({ designId, seq, bytes: state })
      .onConflictDoUpdate({ target: [designSnapshots.designId, designSnapshots.seq], set: { bytes: state } });
    await tx.delete(designSnapshots).where(and(eq(designSnapshots.designId, designId), lt(designSnapshots.seq, seq)));
  });
}
