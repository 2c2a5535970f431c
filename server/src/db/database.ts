import type { PgDatabase } from 'drizzle-orm/pg-core';
import type { PostgresJsDatabase, PostgresJsQueryResultHKT } from 'drizzle-orm/postgres-js';
import type * as schema from './schema.ts';

/** The pool. Inside `db.transaction(async (tx) => …)` only `tx` may be used: the embedded database has one connection. */
export type Database = PostgresJsDatabase<typeof schema>;

export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0];

/** What a query function takes: it does not care whether it runs in a transaction. */
export type DatabaseOrTransaction = PgDatabase<PostgresJsQueryResultHKT, typeof schema>;
