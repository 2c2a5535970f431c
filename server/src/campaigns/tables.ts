import { sql } from 'drizzle-orm';
import { check, index, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { BrandId, CampaignId, PersonId, ProductId, SpaceHash } from 'shared/ids.ts';
import type { Localized } from 'shared/localized.ts';
import { persons } from '../accounts/tables.ts';
import { products, spaces } from '../space/tables.ts';
import { brands } from './brand-tables.ts';

export const campaigns = pgTable(
  'campaigns',
  {
    id: uuid().primaryKey().defaultRandom().$type<CampaignId>(),
    slug: text().notNull().unique(),
    brandId: uuid()
      .notNull()
      .$type<BrandId>()
      .references(() => brands.id),
    productId: uuid()
      .notNull()
      .$type<ProductId>()
      .references(() => products.id),
    spaceHash: text()
      .notNull()
      .$type<SpaceHash>()
      .references(() => spaces.hash),
    /** Null: the rules of every market hold. */
    market: text(),
    title: jsonb().notNull().$type<Localized>(),
    tagline: jsonb().notNull().$type<Localized>(),
    brief: jsonb().notNull().$type<Localized>(),
    createdBy: uuid()
      .$type<PersonId>()
      .references(() => persons.id),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    publishedAt: timestamp({ withTimezone: true }),
    designingFrom: timestamp({ withTimezone: true }).notNull(),
    entriesCloseAt: timestamp({ withTimezone: true }).notNull(),
    votingFrom: timestamp({ withTimezone: true }).notNull(),
    votingUntil: timestamp({ withTimezone: true }).notNull(),
    decidedAt: timestamp({ withTimezone: true }),
    handedOverAt: timestamp({ withTimezone: true }),
  },
  (t) => [
    index().on(t.brandId),
    check(
      'campaigns_dates_in_order',
      sql`${t.designingFrom} < ${t.entriesCloseAt} and ${t.entriesCloseAt} <= ${t.votingFrom} and ${t.votingFrom} < ${t.votingUntil}`,
    ),
  ],
);
