import { and, eq, inArray } from 'drizzle-orm';
import { type CampaignDates, phaseAt } from 'shared/campaigns/campaign.ts';
import type { DesignId, PersonId } from 'shared/ids.ts';
import { campaigns } from '../campaigns/tables.ts';
import { databaseNow } from '../db/clock.ts';
import type { Database } from '../db/database.ts';
import { crew, designs } from '../design/tables.ts';
import type { Batch, Outcome } from './storage.ts';

/** What kept batches out of the log, as far as it still does; `busy` where one would go in now. */
export async function whyNotAppended(db: Database, batches: readonly Batch[]): Promise<ReadonlyMap<DesignId, Outcome>> {
  const designIds = batches.map(({ designId }) => designId);
  const found = await db
    .select({ design: designs, campaign: campaigns })
    .from(designs)
    .innerJoin(campaigns, eq(campaigns.id, designs.campaignId))
    .where(inArray(designs.id, designIds));
  const now = await databaseNow(db);
  const members = await db
    .select({ designId: crew.designId, personId: crew.personId })
    .from(crew)
    .where(and(inArray(crew.designId, designIds), inArray(crew.personId, [...new Set(batches.flatMap(authorsOf))])));
  return new Map(
    batches.map((batch) => {
      const own = found.find(({ design }) => design.id === batch.designId);
      const outside = authorsOf(batch).filter(
        (author) => !members.some(({ designId, personId }) => designId === batch.designId && personId === author),
      );
      return [batch.designId, outcomeOf(batch, own, now, outside)];
    }),
  );
}

function outcomeOf(
  { fence, head }: Batch,
  found: { readonly design: typeof designs.$inferSelect; readonly campaign: CampaignDates } | undefined,
  now: Date,
  outside: readonly PersonId[],
): Outcome {
  if (!found || found.design.fence !== fence || found.design.head !== head) return { kind: 'taken_over' };
  if (found.design.frozenAt !== null) return { kind: 'closed', because: 'entered' };
  if (phaseAt(found.campaign, now) !== 'designing') return { kind: 'closed', because: 'phase' };
  return outside.length > 0 ? { kind: 'not_in_crew', personIds: new Set(outside) } : { kind: 'busy' };
}

function authorsOf({ entries }: Batch): PersonId[] {
  return [...new Set(entries.flatMap(({ personId }) => (personId === null ? [] : [personId])))];
}
