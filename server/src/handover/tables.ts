import { boolean, index, integer, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { CampaignId, EntryId, PersonId } from 'shared/ids.ts';
import { persons } from '../accounts/tables.ts';
import { campaigns } from '../campaigns/tables.ts';
import { bytea } from '../db/bytea.ts';
import { entries } from '../entries/tables.ts';

export const decisions = pgTable('decisions', {
  campaignId: uuid()
    .primaryKey()
    .$type<CampaignId>()
    .references(() => campaigns.id),
  winnerId: uuid()
    .notNull()
    .$type<EntryId>()
    .references(() => entries.id),
  decidedBy: uuid()
    .notNull()
    .$type<PersonId>()
    .references(() => persons.id),
  decidedAt: timestamp({ withTimezone: true }).notNull(),
});

export const decisionReasons = pgTable(
  'decision_reasons',
  {
    campaignId: uuid()
      .notNull()
      .$type<CampaignId>()
      .references(() => decisions.campaignId, { onDelete: 'cascade' }),
    entryId: uuid()
      .notNull()
      .$type<EntryId>()
      .references(() => entries.id),
    place: integer().notNull(),
    winner: boolean().notNull(),
    reason: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.campaignId, t.entryId] }), index().on(t.entryId)],
);

export const handovers = pgTable('handovers', {
  campaignId: uuid()
    .primaryKey()
    .$type<CampaignId>()
    .references(() => campaigns.id),
  entryId: uuid()
    .notNull()
    .$type<EntryId>()
    .references(() => entries.id),
  sha256: text().notNull(),
  archive: bytea().notNull(),
  createdAt: timestamp({ withTimezone: true }).notNull(),
});
