import { sql } from 'drizzle-orm';
import type { Database } from '../db/database.ts';
import { designClients, designSnapshots, designUpdates } from '../design/tables.ts';
import type { Log } from './log-output.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;

/**
 * Deletes what nobody needs to load a design any more: updates that are older than `days` and that a snapshot of their
 * design covers. Who made what can then be told only as far back. Of a design from before it was kept whose its clients
 * are, nothing goes: its log alone says so, until somebody opens it (see `loadAuthors`).
 * @param days at least 1
 * @returns how many updates are gone
 */
export async function forgetHistory(db: Database, days: number): Promise<number> {
  const gone = await db.execute(sql`
    delete from ${designUpdates} using ${designSnapshots}
    where ${designSnapshots.designId} = ${designUpdates.designId} and ${designUpdates.seq} <= ${designSnapshots.seq}
      and ${designUpdates.at} < now() - make_interval(days => ${days})
      and exists (select from ${designClients} where ${designClients.designId} = ${designUpdates.designId})`);
  return gone.count;
}

/** Forgets once a day, beginning now. @returns ends it, and waits for what is under way */
export function forgetDaily(db: Database, days: number, log: Log): () => Promise<void> {
  let underWay = Promise.resolve();
  const forget = (): void => {
    underWay = forgetHistory(db, days).then(
      () => undefined,
      (error: unknown) => log.warn({ err: error }, 'history could not be shortened'),
    );
  };
  forget();
  const timer = setInterval(forget, DAY_MS).unref();
  return () => {
    clearInterval(timer);
    return underWay;
  };
}
