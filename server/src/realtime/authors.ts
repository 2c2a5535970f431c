import { and, asc, eq, gt } from 'drizzle-orm';
import type { DesignId, PersonId } from 'shared/ids.ts';
import * as Y from 'yjs';
import type { DatabaseOrTransaction } from '../db/database.ts';
import { designClients, designUpdates } from '../design/tables.ts';

/** Whose the Yjs clients of a design are; null: the server's own. */
export type Authors = ReadonlyMap<number, PersonId | null>;

/** The server's own clients are below; people's are random over 32 bits. */
export const SERVER_ID_LIMIT = 2 ** 20;

const PAGE = 200;
/** Three values each, and a statement takes 65,535. */
const MOST_PER_INSERT = 10_000;

/**
 * Whose the clients are that have written in a document. A design from before this was kept is looked through once, and
 * what its log says is kept from then on.
 */
export async function loadAuthors(tx: DatabaseOrTransaction, designId: DesignId): Promise<Authors> {
  const rows = await tx
    .select({ clientId: designClients.clientId, personId: designClients.personId })
    .from(designClients)
    .where(eq(designClients.designId, designId));
  if (rows.length > 0) return new Map(rows.map(({ clientId, personId }) => [clientId, personId]));
  const found = await authorsInLog(tx, designId);
  await insertAuthors(tx, designId, found);
  return found;
}

async function insertAuthors(tx: DatabaseOrTransaction, designId: DesignId, authors: Authors): Promise<void> {
  const rows = [...authors].map(([clientId, personId]) => ({ designId, clientId, personId }));
  for (let at = 0; at < rows.length; at += MOST_PER_INSERT)
    await tx
      .insert(designClients)
      .values(rows.slice(at, at + MOST_PER_INSERT))
      .onConflictDoNothing();
}

/** A row of the log is what one person wrote, and the repair of it, which the server wrote. */
async function authorsInLog(tx: DatabaseOrTransaction, designId: DesignId): Promise<Authors> {
  const found = new Map<number, PersonId | null>();
  for (let after = 0; ;) {
    const page = await tx
      .select({ seq: designUpdates.seq, personId: designUpdates.personId, bytes: designUpdates.bytes })
      .from(designUpdates)
      .where(and(eq(designUpdates.designId, designId), gt(designUpdates.seq, after)))
      .orderBy(asc(designUpdates.seq))
      .limit(PAGE);
    for (const { personId, bytes } of page)
      for (const { id } of Y.decodeUpdate(bytes).structs)
        if (!found.has(id.client)) found.set(id.client, id.client < SERVER_ID_LIMIT ? null : personId);
    const last = page.at(-1);
    if (!last || page.length < PAGE) return found;
    after = last.seq;
  }
}
