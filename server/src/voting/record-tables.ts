import { bigint, boolean, integer, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { RoundId } from 'shared/ids.ts';
import { rounds } from './tables.ts';

/** The head of a round's record. Its row is the lock under which ballots get their places and checkpoints are made. */
export const ballotChains = pgTable('ballot_chains', {
  roundId: uuid()
    .primaryKey()
    .$type<RoundId>()
    .references(() => rounds.id, { onDelete: 'cascade' }),
  /** 32 random bytes in hexadecimal: what the voters' pseudonyms hang on. */
  secret: text().notNull(),
  /** How many ballots the round has, those that were replaced included. */
  size: bigint({ mode: 'number' }).notNull().default(0),
  /** How many checkpoints it has. */
  checkpoints: integer().notNull().default(0),
});

/** Append-only, and derived: the root of 256 leaves, so that a proof has to read some of them only. */
export const ballotBlocks = pgTable(
  'ballot_blocks',
  {
    roundId: uuid()
      .notNull()
      .$type<RoundId>()
      .references(() => rounds.id),
    index: integer().notNull(),
    root: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.roundId, t.index] })],
);

/** Append-only: what was published about the round's ballots. */
export const checkpoints = pgTable(
  'checkpoints',
  {
    roundId: uuid()
      .notNull()
      .$type<RoundId>()
      .references(() => rounds.id),
    sequence: integer().notNull(),
    size: bigint({ mode: 'number' }).notNull(),
    root: text().notNull(),
    previous: text().notNull(),
    at: timestamp({ withTimezone: true, precision: 3 }).notNull(),
    final: boolean().notNull(),
    hash: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.roundId, t.sequence] })],
);
