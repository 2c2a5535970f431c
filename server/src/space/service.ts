import { DomainError } from 'shared/errors.ts';
import type { BrandId, PersonId, ProductId, SpaceHash } from 'shared/ids.ts';
import type { ProductSummary } from 'shared/campaigns/api.ts';
import type { RulesBody } from 'shared/space/api.ts';
import 'shared/space/engine/encoding-engines.ts';
import type { Params } from 'shared/space/condition.ts';
import { complete, defaultParams } from 'shared/space/defaults.ts';
import type { PublishedSpace } from 'shared/space/published-space.ts';
import type { Space } from 'shared/space/schema.ts';
import { type Context, marketsOf, spaceIn } from 'shared/space/validity.ts';
import type { Database, DatabaseOrTransaction } from '../db/database.ts';
import {
  findProductsOf,
  findSpace,
  findVersion,
  insertSpace,
  lockProduct,
  lockProductById,
  lowestVersion,
  newestVersion,
  updateVersion,
} from './queries.ts';
import type { Gives, PreparedSpace } from './thread/messages.ts';
import { rulesThread, TooHard } from './thread/rules-thread.ts';

/** Spaces are found by the hash of their content, so what was read once is right for ever. */
const read = new Map<SpaceHash, PublishedSpace>();
const MOST_KEPT = 32;

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

interface Publication {
  readonly productId: ProductId;
  readonly spaceHash: SpaceHash;
  /** 1, 2, 3 … within the product. */
  readonly version: number;
}

/**
 * Publishes a space as the newest version of the brand's product `slug`; see `storeVersion`.
 * @throws DomainError `space_invalid`, also where another product has published exactly this content
 */
export async function publishSpace(
  db: DatabaseOrTransaction,
  brandId: BrandId,
  slug: string,
  published: PublishedSpace,
): Promise<Publication> {
  const prepared = await prepareSpace(published);
  return db.transaction(async (tx) => storeVersion(tx, await lockProduct(tx, brandId, slug), prepared));
}

/**
 * Checks a space and compiles its rules, outside of any transaction and of the server's thread.
 * @param rules in place of its own
 * @param by who asks; null: the server itself
 * @throws DomainError `space_invalid`, `rules_unreadable`; with `rules` where no design keeps all of these
 */
export async function prepareSpace(
  published: PublishedSpace,
  rules: RulesBody | null = null,
  by: PersonId | null = null,
): Promise<PreparedSpace> {
  const prepared = await tryToPrepare(published, rules, by);
  if (prepared.kind === 'prepared') return prepared;
  const { rules: ids } = prepared.finding;
  const message = `no design keeps all of these rules: ${ids.join(', ')}`;
  throw new DomainError('space_invalid', `rules: ${message}`, { place: 'rules', message, rules: ids });
}

/** The same, but says it where no design keeps all rules. */
export async function tryToPrepare(
  published: PublishedSpace,
  rules: RulesBody | null,
  by: PersonId | null,
): Promise<Gives<'prepare'>> {
  try {
    return await rulesThread.run('prepare', { published, rules: rules && textOf(rules) }, by);
  } catch (error) {
    if (!(error instanceof TooHard)) throw error;
    throw new DomainError('space_invalid', error.message, { place: 'rules', message: error.message });
  }
}

/** As text it is handed on whatever it is; lists in lists without an end cannot even be written down. */
function textOf(rules: RulesBody): string {
  try {
    return JSON.stringify(rules);
  } catch {
    const message = 'this is nested too deeply';
    throw new DomainError('space_invalid', `/: ${message}`, { place: '/', message });
  }
}

/**
 * A published space as it is on a day and in a market, without the rules that do not hold there and then; null where all
 * of them do. Not within a transaction: it may take a second.
 */
export async function prepareFor(published: PublishedSpace, context: Context): Promise<PreparedSpace | null> {
  const space = spaceIn(published.space, context);
  return space === published.space ? null : prepareSpace({ ...published, space });
}

/** Stores what `prepareFor` gave, below the versions that the brand has published: it is no newer one than those. */
export async function storeBelow(
  tx: DatabaseOrTransaction,
  productId: ProductId,
  prepared: PreparedSpace,
): Promise<SpaceHash> {
  await lockProductById(tx, productId);
  const known = await findVersion(tx, prepared.spaceHash);
  if (!known) await insertSpace(tx, productId, Math.min(1, await lowestVersion(tx, productId)) - 1, prepared);
  return prepared.spaceHash;
}

/**
 * Stores what was prepared as the newest version of a product that is locked. What is the newest already stays as it is;
 * an older version becomes the newest again, by the next number: a space is found by its hash, so it is never there twice.
 * @throws DomainError `space_invalid` where another product has published exactly this content
 */
export async function storeVersion(
  tx: DatabaseOrTransaction,
  productId: ProductId,
  prepared: PreparedSpace,
): Promise<Publication> {
  const { spaceHash } = prepared;
  const known = await findVersion(tx, spaceHash);
  if (known && known.productId !== productId)
    throw new DomainError('space_invalid', 'Another product has published this content.', { place: '/', spaceHash });
  const newest = await newestVersion(tx, productId);
  if (known?.version === newest) return { productId, spaceHash, version: newest };
  const version = newest + 1;
  await (known ? updateVersion(tx, spaceHash, version) : insertSpace(tx, productId, version, prepared));
  return { productId, spaceHash, version };
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
      markets: marketsOf(space),
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
