import { canonicalJson } from 'shared/canonical-json.ts';
import { DomainError } from 'shared/errors.ts';
import type { BrandId, PersonId, ProductId, SpaceHash } from 'shared/ids.ts';
import type { ProductSummary } from 'shared/campaigns/api.ts';
import { sha256Hex } from 'shared/sha256.ts';
import { assertSpace } from 'shared/space/assert-space.ts';
import type { Params } from 'shared/space/condition.ts';
import { complete, defaultParams } from 'shared/space/defaults.ts';
import type { PublishedSpace } from 'shared/space/published-space.ts';
import type { Space } from 'shared/space/schema.ts';
import type { Database, DatabaseOrTransaction } from '../db/database.ts';
import { findProductsOf, findSpace, insertSpace, lockProduct, productOfSpace } from './queries.ts';

/** Spaces are found by the hash of their content, so what was read once is right for ever. */
const read = new Map<SpaceHash, PublishedSpace>();
const MOST_KEPT = 32;

/** SHA-256 of the canonical JSON of a published space. */
function hashOfSpace(published: PublishedSpace): SpaceHash {
  return sha256Hex(canonicalJson(published)) as SpaceHash;
}

/** @throws DomainError `space_not_found` */
export async function loadSpace(tx: DatabaseOrTransaction, hash: SpaceHash): Promise<PublishedSpace> {
  // Never waits for somebody else's reading of it: that could be waiting for the connection that this transaction holds.
  const published = read.get(hash) ?? (await findSpace(tx, hash));
  if (!published) throw new DomainError('space_not_found', 'There is no such space.');
  read.delete(hash); // to the end: the one that was used longest ago goes first
  read.set(hash, published);
  for (const oldest of read.keys()) {
    if (read.size <= MOST_KEPT) break;
    read.delete(oldest);
  }
  return published;
}

/**
 * Publishes a space as the newest version of the brand's product `slug`. Publishing the same content again changes
 * nothing.
 * @throws DomainError `space_invalid`, also where another product has published exactly this content
 */
export async function publishSpace(
  db: DatabaseOrTransaction,
  brandId: BrandId,
  slug: string,
  published: PublishedSpace,
): Promise<{ readonly productId: ProductId; readonly spaceHash: SpaceHash }> {
  assertSpace(published);
  const spaceHash = hashOfSpace(published);
  return db.transaction(async (tx) => {
    const productId = await lockProduct(tx, brandId, slug);
    const owner = await productOfSpace(tx, spaceHash);
    if (owner !== null && owner !== productId) {
      throw new DomainError('space_invalid', 'Another product has published this content.', { place: '/', spaceHash });
    }
    if (owner === null) await insertSpace(tx, productId, spaceHash, published);
    return { productId, spaceHash };
  });
}

/** What the person can make a campaign of. */
export async function productsOf(db: Database, personId: PersonId): Promise<ProductSummary[]> {
  const found = await findProductsOf(db, personId);
  const summaries: ProductSummary[] = [];
  for (const { id, brandSlug, spaceHash } of found) {
    const { space } = await loadSpace(db, spaceHash);
    summaries.push({
      id,
      brandSlug,
      label: space.label,
      summary: space.summary,
      spaceHash,
      picture: spacePicture(spaceHash),
    });
  }
  return summaries;
}

/** Path of the picture of a product as nobody has changed it yet. */
export function spacePicture(hash: SpaceHash): string {
  return `/api/v1/spaces/${hash}/picture.webp`;
}

/** Path of the picture of a starter of the space. */
export function starterPicture(hash: SpaceHash, starter: string): string {
  return `/api/v1/spaces/${hash}/starters/${starter}/picture.webp`;
}

/**
 * What a design begins with: the defaults, or those of a starter.
 * @throws DomainError `starter_not_found`
 */
export function beginning(space: Space, starterId?: string): Params {
  if (starterId === undefined) return defaultParams(space);
  const starter = space.starters.find(({ id }) => id === starterId);
  if (!starter) throw new DomainError('starter_not_found', 'The product has no such starter.', { starter: starterId });
  return complete(space, starter.params as Params);
}
