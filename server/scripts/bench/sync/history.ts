import { eq, sql } from 'drizzle-orm';
import type { DesignId, PersonId } from 'shared/ids.ts';
import * as Y from 'yjs';
import type { Database } from '../../../src/db/database.ts';
import { designClients, designs, designUpdates } from '../../../src/design/tables.ts';
import { Mover } from './client/moves.ts';

const PER_INSERT = 5_000;
const CLIENT = 2 ** 31;

/** Moves in the log of a design, as if somebody had dragged its elements about for a long time. */
export async function writeHistory(
  db: Database,
  designId: DesignId,
  personId: PersonId | null,
  base: Uint8Array,
  elements: readonly string[],
  moves: number,
): Promise<void> {
  if (moves === 0) return;
  const doc = new Y.Doc();
  Y.applyUpdate(doc, base);
  const mover = new Mover(CLIENT, doc, elements);
  for (let from = 0; from < moves; from += PER_INSERT) {
    const count = Math.min(PER_INSERT, moves - from);
    const rows = Array.from({ length: count }, (_, index) => ({
      ...{ designId, personId, seq: 2 + from + index },
      bytes: mover.move(),
    }));
    await db.insert(designUpdates).values(rows);
  }
  await db.insert(designClients).values({ designId, clientId: CLIENT, personId });
  await db
    .update(designs)
    .set({ head: sql`${designs.head} + ${moves}` })
    .where(eq(designs.id, designId));
  doc.destroy();
}

/** The document with that history in memory, as one update. */
export function withHistory(base: Uint8Array, elements: readonly string[], moves: number): Uint8Array {
  if (moves === 0) return base;
  const doc = new Y.Doc();
  Y.applyUpdate(doc, base);
  const mover = new Mover(CLIENT, doc, elements);
  doc.transact(() => {
    for (let move = 0; move < moves; move += 1) Y.applyUpdate(doc, mover.move());
  });
  const whole = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  return whole;
}
