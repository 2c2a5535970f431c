import type { SQL } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import type { Sql } from 'postgres';
import type { Database } from './database.ts';

/**
 * A statement that is carried out often and is the same each time: it is put together once, and a connection has it
 * parsed and planned once. Drizzle would put it together and have it parsed anew each time, which takes another round
 * trip and longer than to carry it out.
 * @param make the statement for its parameters, all of which are text and are to be cast in it
 * @returns its rows as the driver gives them
 */
export function preparedStatement<Row extends object>(
  make: (values: readonly string[]) => SQL,
): (db: Database, values: readonly string[]) => Promise<readonly Row[]> {
  let text: string | null = null;
  return async (db, values) => {
    text ??= new PgDialect({ casing: 'snake_case' }).sqlToQuery(make(values)).sql;
    return clientOf(db).unsafe<Row[]>(text, [...values], { prepare: true });
  };
}

/** The driver under drizzle. */
function clientOf(db: Database): Sql {
  return (db as Database & { readonly $client: Sql }).$client;
}
