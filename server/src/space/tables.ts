import { index, integer, jsonb, pgTable, text, timestamp, unique, uuid } from 'drizzle-orm/pg-core';
import type { BrandId, ProductId, SpaceHash } from 'shared/ids.ts';
import type { PublishedSpace } from 'shared/space/published-space.ts';
import { brands } from '../campaigns/brand-tables.ts';
import { bytea } from '../db/bytea.ts';

export const products = pgTable(
  'products',
  {
    id: uuid().primaryKey().defaultRandom().$type<ProductId>(),
    brandId: uuid()
      .notNull()
      .$type<BrandId>()
      .references(() => brands.id),
    slug: text().notNull(),
  },
  (t) => [unique().on(t.brandId, t.slug)],
);

/** Published versions of a product's space: frozen, found by their hash. */
export const spaces = pgTable(
  'spaces',
  {
    hash: text().primaryKey().$type<SpaceHash>(),
    productId: uuid()
      .notNull()
      .$type<ProductId>()
      .references(() => products.id),
    version: integer().notNull(),
    content: jsonb().notNull().$type<PublishedSpace>(),
    /** Its rules in the brand's own words, with comments; null: it was not published as text. */
    text: text(),
    /** What the compiled rules depend on (`rulesHash`); null: nobody has compiled them yet. */
    rulesHash: text(),
    /** The compiled rules (`encodeEngine`); without a graph where they were too hard. */
    engine: bytea(),
    publishedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [unique().on(t.productId, t.version), index().on(t.productId)],
);
