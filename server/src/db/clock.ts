import { sql } from 'drizzle-orm';
import type { DatabaseOrTransaction } from './database.ts';

/**
 * The database's clock: the only one that decides about phases and deadlines. Unlike `now()` it moves on within a
 * transaction, so what had to wait for a lock is judged by the time at which it got it.
 * @returns the instant, cut to milliseconds
 */
export async function databaseNow(db: DatabaseOrTransaction): Promise<Date> {
  const [row] = await db.execute<{ now: string }>(sql`select clock_timestamp() as now`);
  if (!row) throw new Error('The database did not say what time it is.');
  return new Date(row.now);
}
