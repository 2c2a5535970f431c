import { and, eq, inArray } from 'drizzle-orm';
import { phaseAt } from 'shared/campaigns/campaign.ts';
import { campaigns } from '../campaigns/tables.ts';
import { databaseNow } from '../db/clock.ts';
import type { Database } from '../db/database.ts';
import { crew, designs } from '../design/tables.ts';
import type { Batch, Outcome } from './storage.ts';

/** What kept a batch out of the log, as far as it still does; `busy` where it would go in now. */
export async function whyNotAppended(db: Database, { designId, fence, head, entries }: Batch): Promise<Outcome> {
  const [found] = await db
    .select({ design: designs, campaign: campaigns })
    .from(designs)
    .innerJoin(campaigns, eq(campaigns.id, designs.campaignId))
    .where(eq(designs.id, designId));
  if (!found || found.design.fence !== fence || found.design.head !== head) return { kind: 'taken_over' };
  if (found.design.frozenAt !== null) return { kind: 'closed', because: 'entered' };
  if (phaseAt(found.campaign, await databaseNow(db)) !== 'designing') return { kind: 'closed', because: 'phase' };
  const authors = [...new Set(entries.flatMap(({ personId }) => (personId === null ? [] : [personId])))];
  const members = await db
    .select({ id: crew.personId })
    .from(crew)
    .where(and(eq(crew.designId, designId), inArray(crew.personId, authors)));
  const outside = authors.filter((author) => !members.some(({ id }) => id === author));
  return outside.length > 0 ? { kind: 'not_in_crew', personIds: new Set(outside) } : { kind: 'busy' };
}
