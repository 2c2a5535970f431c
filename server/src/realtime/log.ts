import { and, eq, inArray, lt, sql } from 'drizzle-orm';
import { phaseAt } from 'shared/campaigns/campaign.ts';
import type { DesignId, PersonId } from 'shared/ids.ts';
import { campaigns } from '../campaigns/tables.ts';
import { databaseNow } from '../db/clock.ts';
import type { Database, DatabaseOrTransaction } from '../db/database.ts';
import { crew, designs, designSnapshots, designUpdates } from '../design/tables.ts';

export interface LogEntry {
  /** Null: the server itself. */
  readonly personId: PersonId | null;
  readonly bytes: Uint8Array;
}

/** Why nothing may be appended, or who of those who asked may. */
export type AppendRight =
  | { readonly isOpen: false; readonly because: 'entered' | 'phase' }
  | { readonly isOpen: true; readonly members: ReadonlySet<PersonId> };

/**
 * Locks the design's row and says who may write: until the transaction ends nobody else appends, and nobody enters the
 * design under its writers' hands.
 */
export async function lockForAppend(
  tx: DatabaseOrTransaction,
  designId: DesignId,
  authors: readonly PersonId[],
): Promise<AppendRight> {
  const [design] = await tx
    .select({ frozenAt: designs.frozenAt, campaign: campaigns })
    .from(designs)
    .innerJoin(campaigns, eq(campaigns.id, designs.campaignId))
    .where(eq(designs.id, designId))
    .for('no key update', { of: designs });
  if (!design) throw new Error(`Design ${designId} is gone.`);
  if (design.frozenAt !== null) return { isOpen: false, because: 'entered' };
  if (phaseAt(design.campaign, await databaseNow(tx)) !== 'designing') return { isOpen: false, because: 'phase' };
  const members = await tx
    .select({ id: crew.personId })
    .from(crew)
    .where(and(eq(crew.designId, designId), inArray(crew.personId, [...authors])));
  return { isOpen: true, members: new Set(members.map(({ id }) => id)) };
}

/**
 * Appends to a design's log. The sequence is dense and in the order of commits, because it is taken from the design's
 * row, which stays locked until the transaction ends.
 * @param entries at least one
 * @returns the sequence of the last entry
 */
export async function appendToLog(
  tx: DatabaseOrTransaction,
  designId: DesignId,
  entries: readonly LogEntry[],
): Promise<number> {
  const [design] = await tx
    .update(designs)
    .set({ head: sql`${designs.head} + ${entries.length}` })
    .where(eq(designs.id, designId))
    .returning({ head: designs.head });
  if (!design) throw new Error(`Design ${designId} is gone.`);
  const first = design.head - entries.length + 1;
  await tx
    .insert(designUpdates)
    .values(entries.map(({ personId, bytes }, index) => ({ designId, seq: first + index, personId, bytes })));
  return design.head;
}

/** Keeps the state up to `seq`, so that loading starts from there; older snapshots go, the log stays. */
export async function writeSnapshot(db: Database, designId: DesignId, seq: number, bytes: Uint8Array): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.insert(designSnapshots).values({ designId, seq, bytes }).onConflictDoNothing();
    await tx.delete(designSnapshots).where(and(eq(designSnapshots.designId, designId), lt(designSnapshots.seq, seq)));
  });
}
