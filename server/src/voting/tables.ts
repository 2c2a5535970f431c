import { sql } from 'drizzle-orm';
import {
  bigint,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
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

/** Append-only: a voter's ballot with the highest revision counts. Its leaf covers every other column. */
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
    castAt: timestamp({ withTimezone: true, precision: 3 }).notNull(),
    /** Place in the round, in the order of casting: 0, 1, 2 … */
    sequence: bigint({ mode: 'number' }).notNull(),
    pseudonym: text().notNull(),
    /** From the voter's browser: 32 bytes in hexadecimal. Never published. */
    nonce: text().notNull(),
    leaf: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.roundId, t.voterId, t.revision] }),
    unique().on(t.roundId, t.voterId, t.key),
    unique().on(t.roundId, t.sequence),
    unique().on(t.roundId, t.leaf),
    index().on(t.voterId),
  ],
);
