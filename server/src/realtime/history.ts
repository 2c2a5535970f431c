import { sql } from 'drizzle-orm';
import type { Database } from '../db/database.ts';
import { designSnapshots, designUpdates } from '../design/tables.ts';
import type { Log } from './log-output.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;

/**
 * Deletes what nobody needs to load a design any more: updates that are older than `days` and that a snapshot of their
 * design covers. Who made what can then be told only as far back.
 * @param days at least 1
 * @returns how many updates are gone
 */
export async function forgetHistory(db: Database, days: number): Promise<number> {
  const gone = await db.execute(sql`
    delete from ${designUpdates} using ${designSnapshots}
    where ${designSnapshots.designId} = ${designUpdates.designId} and ${designUpdates.seq} <= ${designSnapshots.seq}
      and ${designUpdates.at} < now() - make_interval(days => ${days})`);
  return gone.count;
}

/** Forgets once a day, beginning now. @returns ends it */
export function forgetDaily(db: Database, days: number, log: Log): () => void {
  const forget = (): void => {
    forgetHistory(db, days).catch((error: unknown) => log.warn({ err: error }, 'history could not be shortened'));
  };
  forget();
  const timer = setInterval(forget, DAY_MS).unref();
  return () => clearInterval(timer);
}
