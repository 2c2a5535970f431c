import {
  type AnyPgColumn,
  bigint,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';
import type { CampaignId, DesignId, PersonId, SpaceHash } from 'shared/ids.ts';
import { persons } from '../accounts/tables.ts';
import { campaigns } from '../campaigns/tables.ts';
import { bytea } from '../db/bytea.ts';
import { spaces } from '../space/tables.ts';

export const designs = pgTable(
  'designs',
  {
    id: uuid().primaryKey().defaultRandom().$type<DesignId>(),
    campaignId: uuid()
      .notNull()
      .$type<CampaignId>()
      .references(() => campaigns.id),
    spaceHash: text()
      .notNull()
      .$type<SpaceHash>()
      .references(() => spaces.hash),
    title: text().notNull(),
    parentId: uuid()
      .$type<DesignId>()
      .references((): AnyPgColumn => designs.id),
    createdBy: uuid()
      .notNull()
      .$type<PersonId>()
      .references(() => persons.id),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    epoch: integer().notNull().default(1),
    /** Sequence of the last update in the log. */
    head: bigint({ mode: 'number' }).notNull().default(0),
    /** Counts the servers that have opened the design: only the last one may append. */
    fence: bigint({ mode: 'number' }).notNull().default(0),
    /** Set when the design is entered: from then on nothing is appended. */
    frozenAt: timestamp({ withTimezone: true }),
  },
  (t) => [index().on(t.campaignId), index().on(t.createdBy)],
);

export const crew = pgTable(
  'crew',
  {
    designId: uuid()
      .notNull()
      .$type<DesignId>()
      .references(() => designs.id, { onDelete: 'cascade' }),
    personId: uuid()
      .notNull()
      .$type<PersonId>()
      .references(() => persons.id),
    joinedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.designId, t.personId] }), index().on(t.personId)],
);

/** Only the hash of a token is kept: who reads the database cannot join a crew. */
export const invites = pgTable('invites', {
  tokenHash: text().primaryKey(),
  designId: uuid()
    .notNull()
    .$type<DesignId>()
    .references(() => designs.id, { onDelete: 'cascade' }),
  createdBy: uuid()
    .notNull()
    .$type<PersonId>()
    .references(() => persons.id),
  expiresAt: timestamp({ withTimezone: true }).notNull(),
});

/** The log: every update that was accepted, with its author. Dense sequence per design, append-only. */
export const designUpdates = pgTable(
  'design_updates',
  {
    designId: uuid()
      .notNull()
      .$type<DesignId>()
      .references(() => designs.id, { onDelete: 'cascade' }),
    seq: bigint({ mode: 'number' }).notNull(),
    /** Null: the server itself (a starter, a remix). */
    personId: uuid()
      .$type<PersonId>()
      .references(() => persons.id),
    bytes: bytea().notNull(),
    at: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.designId, t.seq] })],
);

/** The state of a design up to and including `seq`. */
export const designSnapshots = pgTable(
  'design_snapshots',
  {
    designId: uuid()
      .notNull()
      .$type<DesignId>()
      .references(() => designs.id, { onDelete: 'cascade' }),
    seq: bigint({ mode: 'number' }).notNull(),
    bytes: bytea().notNull(),
    at: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.designId, t.seq] })],
);

/** Whose the Yjs clients are that have written in a design: nobody else may ever write as one of them. */
export const designClients = pgTable(
  'design_clients',
  {
    designId: uuid()
      .notNull()
      .$type<DesignId>()
      .references(() => designs.id, { onDelete: 'cascade' }),
    clientId: bigint({ mode: 'number' }).notNull(),
    /** Null: the server itself (a starter, a remix, a repair). */
    personId: uuid()
      .$type<PersonId>()
      .references(() => persons.id),
  },
  (t) => [primaryKey({ columns: [t.designId, t.clientId] })],
);
