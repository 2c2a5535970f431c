import { sql } from 'drizzle-orm';
import type { Database, Transaction } from '../db/database.ts';

/** Runs `change` as who owns the database could: past every trigger and foreign key. */
export async function asOwner(db: Database, change: (tx: Transaction) => Promise<void>): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.execute(sql`set local session_replication_role = replica`);
    await change(tx);
  });
}
