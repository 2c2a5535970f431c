import { pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { BrandId } from 'shared/ids.ts';

export const brands = pgTable('brands', {
  id: uuid().primaryKey().defaultRandom().$type<BrandId>(),
  slug: text().notNull().unique(),
  name: text().notNull(),
  accent: text().notNull(),
});
