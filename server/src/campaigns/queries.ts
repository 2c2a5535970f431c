import { count, countDistinct, desc, eq, inArray, isNotNull, type SQL } from 'drizzle-orm';
import type { PlannedDates } from 'shared/campaigns/dates.ts';
import type { BrandId, CampaignId, PersonId, ProductId, SpaceHash } from 'shared/ids.ts';
import type { Localized } from 'shared/localized.ts';
import { managers } from '../accounts/tables.ts';
import type { DatabaseOrTransaction } from '../db/database.ts';
import { crew, designs } from '../design/tables.ts';
import { entries } from '../entries/tables.ts';
import { rounds } from '../voting/tables.ts';
import { brands } from './brand-tables.ts';
import type { Campaign } from './campaign-record.ts';
import { campaigns } from './tables.ts';

const columns = {
  id: campaigns.id,
  slug: campaigns.slug,
  brand: { id: brands.id, slug: brands.slug, name: brands.name, accent: brands.accent },
  productId: campaigns.productId,
  spaceHash: campaigns.spaceHash,
  market: campaigns.market,
  title: campaigns.title,
  tagline: campaigns.tagline,
  brief: campaigns.brief,
  publishedAt: campaigns.publishedAt,
  designingFrom: campaigns.designingFrom,
  entriesCloseAt: campaigns.entriesCloseAt,
  votingFrom: campaigns.votingFrom,
  votingUntil: campaigns.votingUntil,
  decidedAt: campaigns.decidedAt,
  handedOverAt: campaigns.handedOverAt,
  roundId: rounds.id,
};

function select(tx: DatabaseOrTransaction, where: SQL | undefined) {
  return tx
    .select(columns)
    .from(campaigns)
    .innerJoin(brands, eq(brands.id, campaigns.brandId))
    .leftJoin(rounds, eq(rounds.campaignId, campaigns.id))
    .where(where)
    .orderBy(desc(campaigns.designingFrom), campaigns.slug);
}

export async function findCampaign(tx: DatabaseOrTransaction, slug: string): Promise<Campaign | null> {
  const [campaign] = await select(tx, eq(campaigns.slug, slug));
  return campaign ?? null;
}

export async function findCampaignById(tx: DatabaseOrTransaction, id: CampaignId): Promise<Campaign | null> {
  const [campaign] = await select(tx, eq(campaigns.id, id));
  return campaign ?? null;
}

/** Newest first. */
export async function findPublishedCampaigns(tx: DatabaseOrTransaction): Promise<Campaign[]> {
  return select(tx, isNotNull(campaigns.publishedAt));
}

/** Of all brands that the person manages, drafts too. */
export async function findManagedCampaigns(tx: DatabaseOrTransaction, personId: PersonId): Promise<Campaign[]> {
  const managed = tx.select({ id: managers.brandId }).from(managers).where(eq(managers.personId, personId));
  return select(tx, inArray(campaigns.brandId, managed));
}

/**
 * Locks the campaign until the transaction ends: entering, making the round, deciding and moving dates wait for each
 * other. New designs need not wait, so the lock is the one that lets foreign keys through.
 */
export async function lockCampaign(tx: DatabaseOrTransaction, id: CampaignId): Promise<Campaign | null> {
  await tx.select({ id: campaigns.id }).from(campaigns).where(eq(campaigns.id, id)).for('no key update');
  return findCampaignById(tx, id); // read after the lock: what it waited for may have changed it
}

export async function findBrand(
  tx: DatabaseOrTransaction,
  slug: string,
): Promise<{ readonly id: BrandId; readonly slug: string } | null> {
  const [brand] = await tx.select({ id: brands.id, slug: brands.slug }).from(brands).where(eq(brands.slug, slug));
  return brand ?? null;
}

export interface NewCampaign extends PlannedDates {
  readonly slug: string;
  readonly brandId: BrandId;
  readonly productId: ProductId;
  readonly spaceHash: SpaceHash;
  readonly market: string | null;
  readonly title: Localized;
  readonly tagline: Localized;
  readonly brief: Localized;
  readonly createdBy: PersonId;
}

/** @returns null where another campaign has the slug */
export async function insertCampaign(tx: DatabaseOrTransaction, campaign: NewCampaign): Promise<CampaignId | null> {
  const [row] = await tx.insert(campaigns).values(campaign).onConflictDoNothing().returning({ id: campaigns.id });
  return row?.id ?? null;
}

export async function updateCampaign(
  tx: DatabaseOrTransaction,
  id: CampaignId,
  change: Partial<
    Pick<typeof campaigns.$inferInsert, 'title' | 'tagline' | 'brief' | 'publishedAt' | 'decidedAt' | 'handedOverAt'>
  > &
    Partial<PlannedDates>,
): Promise<void> {
  await tx.update(campaigns).set(change).where(eq(campaigns.id, id));
}

export interface CampaignCounts {
  readonly designCount: number;
  readonly entryCount: number;
  /** Different people in the crews of its designs. */
  readonly makerCount: number;
}

export async function countsOf(
  tx: DatabaseOrTransaction,
  ids: readonly CampaignId[],
): Promise<ReadonlyMap<CampaignId, CampaignCounts>> {
  const made = await tx
    .select({ id: designs.campaignId, designs: countDistinct(designs.id), makers: countDistinct(crew.personId) })
    .from(designs)
    .leftJoin(crew, eq(crew.designId, designs.id))
    .where(inArray(designs.campaignId, [...ids]))
    .groupBy(designs.campaignId);
  const entered = await tx
    .select({ id: entries.campaignId, entries: count() })
    .from(entries)
    .where(inArray(entries.campaignId, [...ids]))
    .groupBy(entries.campaignId);
  const counts = ids.map((id) => ({
    designCount: made.find((row) => row.id === id)?.designs ?? 0,
    makerCount: made.find((row) => row.id === id)?.makers ?? 0,
    entryCount: entered.find((row) => row.id === id)?.entries ?? 0,
  }));
  return new Map(ids.map((id, index) => [id, counts[index] ?? { designCount: 0, makerCount: 0, entryCount: 0 }]));
}
