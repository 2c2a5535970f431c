import { bigint, index, integer, jsonb, pgTable, text, timestamp, unique, uuid } from 'drizzle-orm/pg-core';
import type { Design } from 'shared/design/design.ts';
import type { CampaignId, DesignId, EntryId, PersonId, SpaceHash } from 'shared/ids.ts';
import { persons } from '../accounts/tables.ts';
import { campaigns } from '../campaigns/tables.ts';
import { bytea } from '../db/bytea.ts';
import { designs } from '../design/tables.ts';

/** A design as it was entered: nothing of it changes any more. */
export const entries = pgTable(
  'entries',
  {
    id: uuid().primaryKey().defaultRandom().$type<EntryId>(),
    campaignId: uuid()
      .notNull()
      .$type<CampaignId>()
      .references(() => campaigns.id),
    designId: uuid()
      .notNull()
      .unique()
      .$type<DesignId>()
      .references(() => designs.id),
    /** 1, 2, 3 … within the campaign, in the order of entering. */
    number: integer().notNull(),
    title: text().notNull(),
    spaceHash: text().notNull().$type<SpaceHash>(),
    /** The document as Yjs state, and what it says. */
    bytes: bytea().notNull(),
    content: jsonb().notNull().$type<Design>(),
    picture: bytea().notNull(),
    priceCents: bigint({ mode: 'number' }).notNull(),
    crew: jsonb()
      .notNull()
      .$type<readonly { readonly id: PersonId; readonly name: string; readonly colour: string }[]>(),
    /** SHA-256 of the canonical JSON of title, space hash, content, price and crew. */
    hash: text().notNull(),
    enteredBy: uuid()
      .notNull()
      .$type<PersonId>()
      .references(() => persons.id),
    enteredAt: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [unique().on(t.campaignId, t.number), index().on(t.campaignId)],
);
