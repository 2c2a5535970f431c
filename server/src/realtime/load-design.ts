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

/** A design's log: the last snapshot, where there is one, and every update since, in Yjs' first format. */
export interface DesignLog {
  readonly updates: readonly Uint8Array[];
  /** Sequence of the last update; 0 for a design without a log. */
  readonly head: number;
  /** Sequence of the snapshot; 0 where there is none. */
  readonly snapshot: number;
}

/** @throws Error where the log has a gap, rather than to go on with half a design */
export async function readLog(tx: DatabaseOrTransaction, designId: DesignId): Promise<DesignLog> {
  const [snapshot] = await tx
    .select({ seq: designSnapshots.seq, bytes: designSnapshots.bytes })
    .from(designSnapshots)
    .where(eq(designSnapshots.designId, designId))
    .orderBy(desc(designSnapshots.seq))
    .limit(1);
  const since = await tx
    .select({ seq: designUpdates.seq, bytes: designUpdates.bytes })
    .from(designUpdates)
    .where(and(eq(designUpdates.designId, designId), gt(designUpdates.seq, snapshot?.seq ?? 0)))
    .orderBy(asc(designUpdates.seq));
  let head = snapshot?.seq ?? 0;
  for (const { seq } of since) {
    if (seq !== head + 1) throw new Error(`The log of design ${designId} jumps from ${head} to ${seq}.`);
    head = seq;
  }
  const updates = [...(snapshot ? [snapshot.bytes] : []), ...since.map(({ bytes }) => bytes)];
  return { updates, head, snapshot: snapshot?.seq ?? 0 };
}

/**
 * A design's document as the log has it. The caller destroys it.
 * @throws Error where the log has a gap or does not fit together
 */
export async function loadDesignDoc(tx: DatabaseOrTransaction, designId: DesignId): Promise<LoadedDesign> {
  const { updates, ...log } = await readLog(tx, designId);
  const doc = new Y.Doc();
  doc.transact(() => {
    for (const update of updates) Y.applyUpdate(doc, update);
  }, 'setup');
  if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null)
    throw new Error(`The log of design ${designId} refers to what is not in it.`);
  return { doc, ...log };
}
