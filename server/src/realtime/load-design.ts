import { and, asc, desc, eq, gt } from 'drizzle-orm';
import type { DesignId } from 'shared/ids.ts';
import * as Y from 'yjs';
import type { DatabaseOrTransaction } from '../db/database.ts';
import { designSnapshots, designUpdates } from '../design/tables.ts';

export interface LoadedDesign {
  readonly doc: Y.Doc;
  /** Sequence of the last update in it; 0 for a design without a log. */
  readonly head: number;
  /** Sequence of the snapshot that it was loaded from; 0 where there was none. */
  readonly snapshot: number;
}

/**
 * A design's document as the log has it: the last snapshot and every update since. The caller destroys it.
 * @throws Error where the log has a gap or does not fit together, rather than to go on with half a design
 */
export async function loadDesignDoc(tx: DatabaseOrTransaction, designId: DesignId): Promise<LoadedDesign> {
  const [snapshot] = await tx
    .select({ seq: designSnapshots.seq, bytes: designSnapshots.bytes })
    .from(designSnapshots)
    .where(eq(designSnapshots.designId, designId))
    .orderBy(desc(designSnapshots.seq))
    .limit(1);
  const updates = await tx
    .select({ seq: designUpdates.seq, bytes: designUpdates.bytes })
    .from(designUpdates)
    .where(and(eq(designUpdates.designId, designId), gt(designUpdates.seq, snapshot?.seq ?? 0)))
    .orderBy(asc(designUpdates.seq));
  const doc = new Y.Doc();
  let head = snapshot?.seq ?? 0;
  doc.transact(() => {
    if (snapshot) Y.applyUpdate(doc, snapshot.bytes);
    for (const { seq, bytes } of updates) {
      if (seq !== head + 1) throw new Error(`The log of design ${designId} jumps from ${head} to ${seq}.`);
      Y.applyUpdate(doc, bytes);
      head = seq;
    }
  }, 'setup');
  if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null)
    throw new Error(`The log of design ${designId} refers to what is not in it.`);
  return { doc, head, snapshot: snapshot?.seq ?? 0 };
}
