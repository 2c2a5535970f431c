import { randomUUID } from 'node:crypto';
import type { BrandId, CampaignId, ProductId, SpaceHash } from 'shared/ids.ts';
import type { PublishedSpace } from 'shared/space/published-space.ts';
import { brands } from '../../campaigns/brand-tables.ts';
import { campaigns } from '../../campaigns/tables.ts';
import type { Database } from '../../db/database.ts';
import { products, spaces } from '../../space/tables.ts';

const HOUR_MS = 3_600_000;

/** A brand with one product, and a campaign of it that takes designs from an hour ago until in an hour. */
export async function seedCampaign(
  db: Database,
  published: PublishedSpace,
): Promise<{ readonly brandId: BrandId; readonly campaignId: CampaignId; readonly slug: string }> {
  const brandId = randomUUID() as BrandId;
  const productId = randomUUID() as ProductId;
  const campaignId = randomUUID() as CampaignId;
  const spaceHash = 'a'.repeat(64) as SpaceHash;
  const slug = published.space.id;
  const title = published.space.label;
  const inHours = (hours: number): Date => new Date(Date.now() + hours * HOUR_MS);
  await db.insert(brands).values({ id: brandId, slug: 'brand', name: 'Brand', accent: '#335577' });
  await db.insert(products).values({ id: productId, brandId, slug });
  await db.insert(spaces).values({ hash: spaceHash, productId, version: 1, content: published });
  await db.insert(campaigns).values({
    ...{ id: campaignId, slug, brandId, productId, spaceHash, title, tagline: title, brief: title },
    publishedAt: inHours(-2),
    designingFrom: inHours(-1),
    entriesCloseAt: inHours(1),
    votingFrom: inHours(2),
    votingUntil: inHours(3),
  });
  return { brandId, campaignId, slug };
}
