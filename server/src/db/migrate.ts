import { sql } from 'drizzle-orm';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate as applyMigrations } from 'drizzle-orm/postgres-js/migrator';
import { fileURLToPath } from 'node:url';
import type postgres from 'postgres';
import { StartRefused } from '../start-refused.ts';

/** Where the migrations are, wherever the server was started from. */
export const MIGRATIONS_FOLDER = fileURLToPath(new URL('../../../migrations', import.meta.url));

/** Any number that nobody else locks: two servers that start together migrate one after the other. */
const MIGRATION_LOCK = 7_264_823_011;

/**
 * Brings the database to the newest schema of this code.
 * @param client a connection of its own, one only: the lock belongs to the session
 * @throws StartRefused when the database was migrated by a newer version
 */
export async function migrate(client: postgres.Sql, migrationsFolder = MIGRATIONS_FOLDER): Promise<void> {
  const db = drizzle(client);
  await db.execute(sql`select pg_advisory_lock(${MIGRATION_LOCK}::bigint)`);
  try {
    await refuseNewerSchema(client, migrationsFolder);
    await applyMigrations(db, { migrationsFolder });
  } finally {
    await db.execute(sql`select pg_advisory_unlock(${MIGRATION_LOCK}::bigint)`);
  }
}

async function refuseNewerSchema(client: postgres.Sql, migrationsFolder: string): Promise<void> {
  const [table] = await client<{ exists: boolean }[]>`
    select to_regclass('drizzle.__drizzle_migrations') is not null as exists`;
  if (!table?.exists) return;
  const [newest] = await client<{ createdAt: string }[]>`
    select created_at::text as "createdAt" from drizzle.__drizzle_migrations order by created_at desc limit 1`;
  if (!newest) return;
  const known = readMigrationFiles({ migrationsFolder }).map((migration) => migration.folderMillis);
  if (known.includes(Number(newest.createdAt))) return;
  const day = new Date(Number(newest.createdAt)).toISOString().slice(0, 10);
  throw new StartRefused(
    `The database has a newer schema (of ${day}) than this version of Mitwerk knows: start the version that made it, or restore a backup from before the upgrade.`,
  );
}
