import { and, asc, eq, gt, inArray, isNull, sql } from 'drizzle-orm';
import type { Design } from 'shared/design/design.ts';
import type { CampaignId, DesignId, EntryId, ProductId, SpaceHash } from 'shared/ids.ts';
import { campaigns } from '../campaigns/tables.ts';
import type { Database } from '../db/database.ts';
import { designs, designSnapshots, designUpdates } from '../design/tables.ts';
import { entries } from '../entries/tables.ts';

interface OpenDesign {
  readonly id: DesignId;
  readonly title: string;
  readonly spaceHash: SpaceHash;
  /** The last snapshot, and everything since. */
  readonly updates: readonly Uint8Array[];
}

/** Where and from when on people design a product. */
interface CampaignOfProduct {
  readonly id: CampaignId;
  /** Null: the rules of every market hold in it. */
  readonly market: string | null;
  readonly designingFrom: Date;
}

/** The product's campaigns, in the order of their ids. */
export async function campaignsOfProduct(db: Database, productId: ProductId): Promise<CampaignOfProduct[]> {
  return db
    .select({ id: campaigns.id, market: campaigns.market, designingFrom: campaigns.designingFrom })
    .from(campaigns)
    .where(eq(campaigns.productId, productId))
    .orderBy(asc(campaigns.id));
}

/** Designs of these campaigns that are not entered, in the order of their ids. */
export async function openDesignsPage(
  db: Database,
  campaignIds: readonly CampaignId[],
  after: DesignId | null,
  limit: number,
): Promise<OpenDesign[]> {
  // One view of the database: a snapshot written in between would hide what is between the older one and itself.
  return db.transaction(
    async (tx) => {
      const page = await tx
        .select({ id: designs.id, title: designs.title, spaceHash: designs.spaceHash })
        .from(designs)
        .where(
          and(
            inArray(designs.campaignId, [...campaignIds]),
            isNull(designs.frozenAt),
            ...(after === null ? [] : [gt(designs.id, after)]),
          ),
        )
        .orderBy(asc(designs.id))
        .limit(limit);
      if (page.length === 0) return [];
      const ids = page.map(({ id }) => id);
      const newest = sql`(select max(${designSnapshots.seq}) from ${designSnapshots}
        where ${designSnapshots.designId} = ${designs.id})`;
      const snapshots = await tx
        .select({ designId: designSnapshots.designId, bytes: designSnapshots.bytes })
        .from(designSnapshots)
        .innerJoin(designs, eq(designs.id, designSnapshots.designId))
        .where(and(inArray(designSnapshots.designId, ids), eq(designSnapshots.seq, newest)));
      const updates = await tx
        .select({ designId: designUpdates.designId, bytes: designUpdates.bytes })
        .from(designUpdates)
        .innerJoin(designs, eq(designs.id, designUpdates.designId))
        .where(and(inArray(designUpdates.designId, ids), sql`${designUpdates.seq} > coalesce(${newest}, 0)`))
        .orderBy(asc(designUpdates.designId), asc(designUpdates.seq));
      const bytesOf = new Map<DesignId, Uint8Array[]>(ids.map((id) => [id, []]));
      for (const { designId, bytes } of [...snapshots, ...updates]) bytesOf.get(designId)?.push(bytes);
      return page.map((design) => ({ ...design, updates: bytesOf.get(design.id) ?? [] }));
    },
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  );
}

/** Entries of these campaigns, in the order of their ids. */
export async function entriesPage(
  db: Database,
  campaignIds: readonly CampaignId[],
  after: EntryId | null,
  limit: number,
): Promise<{ readonly id: EntryId; readonly title: string; readonly content: Design }[]> {
  return db
    .select({ id: entries.id, title: entries.title, content: entries.content })
    .from(entries)
    .where(and(inArray(entries.campaignId, [...campaignIds]), ...(after === null ? [] : [gt(entries.id, after)])))
    .orderBy(asc(entries.id))
    .limit(limit);
}
