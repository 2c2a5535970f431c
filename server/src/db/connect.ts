import { drizzle } from 'drizzle-orm/postgres-js';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import postgres from 'postgres';
import { StartRefused } from '../start-refused.ts';
import type { Database } from './database.ts';
import { lockDirectory } from './directory-lock.ts';
import { startEmbedded } from './embedded.ts';
import { type LogConnection, OwnLogConnection, sharedLogConnection } from './log-connection.ts';
import { migrate } from './migrate.ts';
import * as schema from './schema.ts';

const OLDEST_POSTGRES = 15;
/** A stop has ten seconds for everything. */
const CLOSE_WITHIN_S = 2;

export interface DatabaseConfig {
  /** A PostgreSQL server; `null` for the embedded database. */
  readonly databaseUrl: string | null;
  /** Where the embedded database and its lock live. */
  readonly dataDir: string;
  /** Whether a PostgreSQL will do that can lose what it has committed: for tests and trials. */
  readonly allowUnsafeDatabase?: boolean;
}

/** An open database with the newest schema. */
export interface OpenDatabase {
  readonly db: Database;
  readonly logConnection: LogConnection;
  readonly embedded: boolean;
  /** Waits for what is under way, closes every connection and gives the data directory up. */
  close(): Promise<void>;
}

/**
 * Opens the database that `config` names and migrates it.
 * @throws StartRefused when it cannot be reached, opened or used, with one sentence that says why
 */
export async function openDatabase(config: DatabaseConfig): Promise<OpenDatabase> {
  return config.databaseUrl === null ? openEmbedded(config.dataDir) : openServer(config.databaseUrl, config);
}

/** Options of the driver that hold for both kinds of database. */
export const driverOptions = {
  // Timestamps come with an offset, which `Date` reads most surely in UTC.
  connection: { application_name: 'mitwerk', TimeZone: 'UTC' },
  // A query of the driver's own, as soon as it is connected. Where the connection is lost before it is answered, nobody
  // catches that, and the process ends.
  fetch_types: false,
  // Notices ("relation already exists, skipping") would be printed on the console.
  onnotice: () => undefined,
  // Seconds before a lost connection is tried again. The driver's own twenty would keep everybody waiting for a database
  // that has been back for long.
  backoff: (attempt: number) => Math.min(1, 0.05 * 2 ** attempt) * (0.5 + Math.random() / 2),
} as const;

/** How the embedded database's one connection is opened: it never idles out, since its successor would have to wait. */
export const embeddedOptions = {
  ...driverOptions,
  database: 'postgres',
  username: 'postgres',
  max: 1,
  max_lifetime: null,
} as const;

/** Drizzle over `client`, with the names of columns as the tables have them. */
export function databaseOf(client: postgres.Sql): Database {
  return drizzle(client, { schema, casing: 'snake_case' });
}

interface ServerSettings {
  readonly version: number;
  readonly fsync: string;
  readonly synchronousCommit: string;
}

async function openServer(url: string, { allowUnsafeDatabase = false }: DatabaseConfig): Promise<OpenDatabase> {
  const alone = postgres(url, { ...driverOptions, max: 1, max_lifetime: null, connect_timeout: 10 });
  let synchronousCommit = 'on';
  try {
    const [server] = await alone<ServerSettings[]>`
      select current_setting('server_version_num')::int as version, current_setting('fsync') as fsync,
        current_setting('synchronous_commit') as "synchronousCommit"`;
    assertRecentPostgres(server?.version ?? 0);
    if (!allowUnsafeDatabase) assertDurablePostgres(server?.fsync ?? '', placeOf(url));
    synchronousCommit = server?.synchronousCommit ?? 'on';
    await migrate(alone);
  } catch (error) {
    throw refusalOf(error, url);
  } finally {
    await alone.end({ timeout: CLOSE_WITHIN_S });
  }
  // Where it is off, a commit is told before it is on the disk, and so would be "Saved". Other values wait for more than
  // the disk, or for other servers: they are left as they are.
  const connection = {
    ...driverOptions.connection,
    ...(synchronousCommit === 'off' ? { synchronous_commit: 'on' } : {}),
  };
  const options = { ...driverOptions, connection, connect_timeout: 10 };
  const client = postgres(url, { ...options, max: 10 });
  const log = new OwnLogConnection(() => postgres(url, { ...options, max: 1 }));
  return {
    db: databaseOf(client),
    logConnection: log,
    embedded: false,
    close: async () => void (await Promise.all([client.end({ timeout: CLOSE_WITHIN_S }), log.close(CLOSE_WITHIN_S)])),
  };
}

/**
 * Not `full_page_writes`: on a file system that never writes half a page it is rightly off, and nobody can see from here
 * on which one the data is.
 * @throws StartRefused where the server does not wait for the disk, since "Saved" would not mean it
 */
export function assertDurablePostgres(fsync: string, place: string): void {
  if (fsync !== 'off') return;
  throw new StartRefused(
    `PostgreSQL at ${place} runs with fsync=off and may lose what people were told is saved: turn fsync on, or set ALLOW_UNSAFE_DATABASE=on where that does not matter.`,
  );
}

/**
 * @param version as PostgreSQL counts it: 150004 for 15.4
 * @throws StartRefused for one that is too old
 */
export function assertRecentPostgres(version: number): void {
  const major = Math.floor(version / 10_000);
  if (major >= OLDEST_POSTGRES) return;
  throw new StartRefused(
    `DATABASE_URL names a PostgreSQL ${String(major)}, and Mitwerk needs ${String(OLDEST_POSTGRES)} or newer: upgrade that server or name another.`,
  );
}

async function openEmbedded(dataDir: string): Promise<OpenDatabase> {
  const directory = join(dataDir, 'postgres');
  await makeWritable(dataDir);
  const lock = await lockDirectory(join(dataDir, 'postgres.lock'), `the data directory ${directory}`).catch(
    (error: unknown) => {
      throw notWritable(error, dataDir);
    },
  );
  try {
    const embedded = await startEmbedded({ dataDir: directory }).catch((error: unknown) => {
      throw new StartRefused(
        `The embedded database cannot open ${directory} (${oneLine(error)}): check the disk, or move that directory away to begin anew.`,
      );
    });
    const client = postgres({ ...embeddedOptions, ...embedded.connection });
    const close = async (): Promise<void> => {
      await client.end({ timeout: CLOSE_WITHIN_S });
      await embedded.close();
      await lock.release();
    };
    try {
      await migrate(client);
    } catch (error) {
      await close();
      throw error;
    }
    const db = databaseOf(client);
    return { db, logConnection: sharedLogConnection(db), embedded: true, close };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function makeWritable(dataDir: string): Promise<void> {
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw notWritable(error, dataDir);
  }
}

function notWritable(error: unknown, dataDir: string): unknown {
  const code = (error as NodeJS.ErrnoException).code;
  if (error instanceof StartRefused || code === undefined) return error;
  const reason = { EACCES: 'no permission', EROFS: 'read-only disk', ENOSPC: 'disk full' }[code] ?? oneLine(error);
  return new StartRefused(
    `The data directory ${dataDir} cannot be written (${reason}): make it writable, or name another with DATA_DIR.`,
  );
}

function refusalOf(error: unknown, url: string): unknown {
  if (error instanceof StartRefused) return error;
  const where = placeOf(url);
  switch ((error as { code?: string }).code) {
    case '28P01':
    case '28000':
      return new StartRefused(`PostgreSQL at ${where} refused the user or password: check DATABASE_URL.`);
    case '3D000':
      return new StartRefused(`PostgreSQL at ${where} has no such database: create it, or correct DATABASE_URL.`);
    case '42501':
      return new StartRefused(
        `PostgreSQL at ${where} does not let this user change the schema: grant it CREATE on the database.`,
      );
    default:
      return new StartRefused(
        `PostgreSQL at ${where} cannot be used (${oneLine(error)}): check that it runs and that DATABASE_URL is right.`,
      );
  }
}

/** Host, port and database: the part of a database URL that may be shown. */
function placeOf(url: string): string {
  try {
    const { host, pathname } = new URL(url);
    return `${host}${pathname}`;
  } catch {
    return 'DATABASE_URL';
  }
}

function oneLine(error: unknown): string {
  const first = error instanceof AggregateError ? (error.errors[0] as unknown) : error;
  const text =
    first instanceof Error ? first.message || (first as NodeJS.ErrnoException).code || first.name : String(first);
  return text.replaceAll(/\s+/g, ' ').trim().replace(/\.$/, '');
}
