import { and, desc, eq, gt, sql } from 'drizzle-orm';
import { unionAll } from 'drizzle-orm/pg-core';
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

export interface ReadLogOptions {
  /** As if there were no snapshot. */
  readonly fromTheBeginning?: boolean;
}

/**
 * Reads snapshot and log in one statement, which sees both as they are at one moment: a snapshot that is written and
 * updates that are forgotten in between would leave half a design.
 * @throws Error where the log has a gap, rather than to go on with half a design
 */
export async function readLog(
  tx: DatabaseOrTransaction,
  designId: DesignId,
  { fromTheBeginning = false }: ReadLogOptions = {},
): Promise<DesignLog> {
  const newest = tx
    .select({ seq: designSnapshots.seq, bytes: designSnapshots.bytes, isSnapshot: sql<boolean>`true` })
    .from(designSnapshots)
    .where(and(eq(designSnapshots.designId, designId), sql`${!fromTheBeginning}`))
    .orderBy(desc(designSnapshots.seq))
    .limit(1);
  const covered = fromTheBeginning
    ? sql`0`
    : sql`coalesce((select max(seq) from ${designSnapshots} where design_id = ${designId}), 0)`;
  const since = tx
    .select({ seq: designUpdates.seq, bytes: designUpdates.bytes, isSnapshot: sql<boolean>`false` })
    .from(designUpdates)
    .where(and(eq(designUpdates.designId, designId), gt(designUpdates.seq, covered)));
  const rows = await unionAll(newest, since).orderBy(sql`seq`);
  const [first] = rows;
  const snapshot = first?.isSnapshot === true ? first.seq : 0;
  let head = snapshot;
  for (const { seq, isSnapshot } of rows) {
    if (isSnapshot) continue;
    if (seq !== head + 1) throw new Error(`The log of design ${designId} jumps from ${head} to ${seq}.`);
    head = seq;
  }
  return { updates: rows.map(({ bytes }) => bytes), head, snapshot };
}

/**
 * A design's document as the log has it. The caller destroys it. Where the snapshot cannot be used the whole log is read,
 * if it is still there.
 * @throws Error where the log has a gap or does not fit together
 */
export async function loadDesignDoc(tx: DatabaseOrTransaction, designId: DesignId): Promise<LoadedDesign> {
  const { updates, ...log } = await readLog(tx, designId);
  try {
    return { doc: documentOf(designId, updates), ...log };
  } catch (error) {
    if (log.snapshot === 0) throw error;
    const { updates: all, ...whole } = await readLog(tx, designId, { fromTheBeginning: true });
    // Where the log was shortened nothing may be left of it, which is no empty design.
    if (whole.head < log.head) throw error;
    return { doc: documentOf(designId, all), ...whole };
  }
}

/** @throws Error where the updates do not make up a document */
function documentOf(designId: DesignId, updates: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc();
  doc.transact(() => {
    for (const update of updates) Y.applyUpdate(doc, update);
  }, 'setup');
  if (doc.store.pendingStructs === null && doc.store.pendingDs === null) return doc;
  throw new Error(`The log of design ${designId} refers to what is not in it.`);
}
