import { and, desc, eq, inArray, max, min } from 'drizzle-orm';
import type { BrandId, PersonId, ProductId, SpaceHash } from 'shared/ids.ts';
import type { PublishedSpace } from 'shared/space/published-space.ts';
import { managers } from '../accounts/tables.ts';
import { brands } from '../campaigns/brand-tables.ts';
import type { DatabaseOrTransaction } from '../db/database.ts';
import { products, spaces } from './tables.ts';
import type { CompiledRules, PreparedSpace } from './thread/messages.ts';

export interface Product {
  readonly id: ProductId;
  readonly brandId: BrandId;
  readonly brandSlug: string;
  /** Of the newest published version. */
  readonly spaceHash: SpaceHash;
  readonly version: number;
}

export async function findSpace(tx: DatabaseOrTransaction, hash: SpaceHash): Promise<PublishedSpace | null> {
  const [row] = await tx.select({ content: spaces.content }).from(spaces).where(eq(spaces.hash, hash));
  return row?.content ?? null;
}

/** The products of all brands that the person manages, each with its newest space. */
export async function findProductsOf(tx: DatabaseOrTransaction, personId: PersonId): Promise<Product[]> {
  const managed = tx.select({ id: managers.brandId }).from(managers).where(eq(managers.personId, personId));
  return newest(tx).where(inArray(products.brandId, managed));
}

export async function findProduct(tx: DatabaseOrTransaction, id: ProductId): Promise<Product | null> {
  const [product] = await newest(tx).where(eq(products.id, id));
  return product ?? null;
}

function newest(tx: DatabaseOrTransaction) {
  return tx
    .selectDistinctOn([products.id], {
      id: products.id,
      brandId: products.brandId,
      brandSlug: brands.slug,
      spaceHash: spaces.hash,
      version: spaces.version,
    })
    .from(products)
    .innerJoin(brands, eq(brands.id, products.brandId))
    .innerJoin(spaces, eq(spaces.productId, products.id))
    .orderBy(products.id, desc(spaces.version))
    .$dynamic();
}

/** The brand's product of this name, made where it is missing, locked until the transaction ends. */
export async function lockProduct(tx: DatabaseOrTransaction, brandId: BrandId, slug: string): Promise<ProductId> {
  await tx.insert(products).values({ brandId, slug }).onConflictDoNothing();
  const [product] = await tx
    .select({ id: products.id })
    .from(products)
    .where(and(eq(products.brandId, brandId), eq(products.slug, slug)))
    .for('update');
  if (!product) throw new Error('A product that was just made is gone.');
  return product.id;
}

/** Where a space belongs; null: it is not published. */
export async function findVersion(
  tx: DatabaseOrTransaction,
  hash: SpaceHash,
): Promise<{ readonly productId: ProductId; readonly version: number } | null> {
  const [row] = await tx
    .select({ productId: spaces.productId, version: spaces.version })
    .from(spaces)
    .where(eq(spaces.hash, hash));
  return row ?? null;
}

/** The number of a product's newest version; 0: nothing is published. */
export async function newestVersion(tx: DatabaseOrTransaction, productId: ProductId): Promise<number> {
  const [last] = await tx
    .select({ version: max(spaces.version) })
    .from(spaces)
    .where(eq(spaces.productId, productId));
  return last?.version ?? 0;
}

/** The number of a product's lowest version: 1, or below where campaigns have versions of their own. */
export async function lowestVersion(tx: DatabaseOrTransaction, productId: ProductId): Promise<number> {
  const [first] = await tx
    .select({ version: min(spaces.version) })
    .from(spaces)
    .where(eq(spaces.productId, productId));
  return first?.version ?? 1;
}

export async function insertSpace(
  tx: DatabaseOrTransaction,
  productId: ProductId,
  version: number,
  { spaceHash: hash, published: content, compiled }: PreparedSpace,
): Promise<void> {
  await tx.insert(spaces).values({ hash, productId, version, content, ...compiled });
}

/** Gives a space that is published another number. */
export async function updateVersion(tx: DatabaseOrTransaction, hash: SpaceHash, version: number): Promise<void> {
  await tx.update(spaces).set({ version }).where(eq(spaces.hash, hash));
}

/** The rules of a space in the brand's own words, as they are stored. */
export async function findText(tx: DatabaseOrTransaction, hash: SpaceHash): Promise<string | null> {
  const [row] = await tx.select({ text: spaces.text }).from(spaces).where(eq(spaces.hash, hash));
  return row?.text ?? null;
}

export async function updateText(tx: DatabaseOrTransaction, hash: SpaceHash, text: string): Promise<void> {
  await tx.update(spaces).set({ text }).where(eq(spaces.hash, hash));
}

/** The compiled rules of a space as they are stored; null where nobody has compiled them, or there is no such space. */
export async function findCompiled(tx: DatabaseOrTransaction, hash: SpaceHash): Promise<CompiledRules | null> {
  const [row] = await tx
    .select({ rulesHash: spaces.rulesHash, engine: spaces.engine })
    .from(spaces)
    .where(eq(spaces.hash, hash));
  return row?.rulesHash && row.engine ? { rulesHash: row.rulesHash, engine: row.engine } : null;
}

export async function updateCompiled(
  tx: DatabaseOrTransaction,
  hash: SpaceHash,
  { rulesHash, engine }: CompiledRules,
): Promise<void> {
  await tx.update(spaces).set({ rulesHash, engine }).where(eq(spaces.hash, hash));
}

/** Locks the product until the transaction ends, so that its versions follow each other. */
export async function lockProductById(tx: DatabaseOrTransaction, id: ProductId): Promise<void> {
  await tx.select({ id: products.id }).from(products).where(eq(products.id, id)).for('update');
}
