import { eq } from 'drizzle-orm';
import type { DesignId, PersonId } from 'shared/ids.ts';
import type { Database } from '../../db/database.ts';
import { designs } from '../../design/tables.ts';
import { appendToLogs } from '../append-to-logs.ts';
import type { Outcome } from '../storage.ts';
import { whyNotAppended } from '../why-not-appended.ts';

/** Appends one update behind whatever is in the log by then, as a server would that has the design open. */
export async function append(
  db: Database,
  designId: DesignId,
  personId: PersonId,
  bytes: Uint8Array,
): Promise<Outcome> {
  for (;;) {
    const [design] = await db.select().from(designs).where(eq(designs.id, designId));
    if (!design) throw new Error(`No design ${designId}.`);
    const { fence, head } = design;
    const batch = { designId, fence, head, entries: [{ personId, bytes }], newAuthors: new Map() };
    if ((await appendToLogs(db, [batch])).has(designId)) return { kind: 'appended' };
    const why = (await whyNotAppended(db, [batch])).get(designId);
    if (why && why.kind !== 'busy' && why.kind !== 'taken_over') return why;
  }
}
