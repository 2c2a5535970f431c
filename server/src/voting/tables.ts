import { sql } from 'drizzle-orm';
import { check, index, integer, jsonb, pgTable, primaryKey, text, timestamp, unique, uuid } from 'drizzle-orm/pg-core';
import type { CampaignId, EntryId, PersonId, RoundId } from 'shared/ids.ts';
import type { RoundRules } from 'shared/voting/round.ts';
import type { SchulzeResult } from 'shared/voting/schulze.ts';
import { persons } from '../accounts/tables.ts';
import { campaigns } from '../campaigns/tables.ts';
import { entries } from '../entries/tables.ts';

export const rounds = pgTable(
  'rounds',
  {
    id: uuid().primaryKey().defaultRandom().$type<RoundId>(),
    campaignId: uuid()
      .notNull()
      .unique()
      .$type<CampaignId>()
      .references(() => campaigns.id),
    /** Frozen when the round is made; `rulesHash` is the SHA-256 of their canonical JSON. */
    rules: jsonb().notNull().$type<RoundRules>(),
    rulesHash: text().notNull(),
    /** Kept secret until the close; the rules carry its SHA-256. */
    tieSeed: text().notNull(),
    opensAt: timestamp({ withTimezone: true }).notNull(),
    closesAt: timestamp({ withTimezone: true }).notNull(),
    result: jsonb().$type<SchulzeResult>(),
    ballotCount: integer(),
  },
  (t) => [check('rounds_close_after_opening', sql`${t.opensAt} < ${t.closesAt}`)],
);

export const roundEntries = pgTable(
  'round_entries',
  {
    roundId: uuid()
      .notNull()
      .$type<RoundId>()
      .references(() => rounds.id, { onDelete: 'cascade' }),
    entryId: uuid()
      .notNull()
      .$type<EntryId>()
      .references(() => entries.id),
  },
  (t) => [primaryKey({ columns: [t.roundId, t.entryId] })],
);

/** Append-only: a voter's ballot with the highest revision counts. */
export const ballots = pgTable(
  'ballots',
  {
    roundId: uuid()
      .notNull()
      .$type<RoundId>()
      .references(() => rounds.id),
    voterId: uuid()
      .notNull()
      .$type<PersonId>()
      .references(() => persons.id),
    revision: integer().notNull(),
    key: text().notNull(),
    ranking: jsonb().notNull().$type<readonly (readonly EntryId[])[]>(),
    castAt: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.roundId, t.voterId, t.revision] }),
    unique().on(t.roundId, t.voterId, t.key),
    index().on(t.voterId),
  ],
);
