import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import type { NetConnectOpts } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import postgres from 'postgres';
import { type DatabaseConfig, databaseOf, driverOptions, embeddedOptions, type OpenDatabase } from '../db/connect.ts';
import { startEmbedded } from '../db/embedded.ts';
import { OwnLogConnection, sharedLogConnection } from '../db/log-connection.ts';
import { MIGRATIONS_FOLDER, migrate } from '../db/migrate.ts';

const CACHE = fileURLToPath(new URL('../../../node_modules/.cache/mitwerk/', import.meta.url));

/** What stands between us and the database; itself where nothing does. */
type Between = (target: NetConnectOpts) => Promise<{ readonly host: string; readonly port: number }>;

/**
 * A fresh database with our migrations: on the PostgreSQL that `TEST_DATABASE_URL` names, else embedded, in memory.
 * @param between told where the database is, says where we connect to instead
 */
export async function makeDatabase(between?: Between): Promise<OpenDatabase> {
  const url = process.env['TEST_DATABASE_URL'];
  return url ? onServer(url, between) : inMemory(between);
}

/**
 * A place for a database that nobody has opened yet, for tests of opening it.
 * @param begin `migrated`, where the test is not about what happens at the first start: that takes seconds
 */
export async function makePlace(
  begin: 'empty' | 'migrated',
): Promise<{ config: DatabaseConfig; remove(): Promise<void> }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'mitwerk test '));
  const url = process.env['TEST_DATABASE_URL'];
  const database = url ? await createOnServer(url) : null;
  if (!database && begin === 'migrated') {
    const template = await migratedTemplate();
    await (await startEmbedded({ dataDir: join(dataDir, 'postgres'), template })).close();
  }
  return {
    config: { databaseUrl: database?.url ?? null, dataDir },
    async remove() {
      await database?.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function createOnServer(serverUrl: string): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `mitwerk_test_${randomUUID().replaceAll('-', '')}`;
  const admin = postgres(serverUrl, { ...driverOptions, max: 1 });
  await admin.unsafe(`create database ${name}`);
  const own = new URL(serverUrl);
  own.pathname = `/${name}`;
  return {
    url: own.href,
    async drop() {
      await admin.unsafe(`drop database ${name} with (force)`);
      await admin.end();
    },
  };
}

async function onServer(serverUrl: string, between?: Between): Promise<OpenDatabase> {
  const { url, drop } = await createOnServer(serverUrl);
  const alone = postgres(url, { ...driverOptions, max: 1 });
  await migrate(alone);
  await alone.end();
  const { hostname, port } = new URL(url);
  const options = { ...driverOptions, ...(await between?.({ host: hostname, port: Number(port) })) };
  const client = postgres(url, { ...options, max: 5 });
  const log = new OwnLogConnection(() => postgres(url, { ...options, max: 1 }));
  return {
    db: databaseOf(client),
    logConnection: log,
    embedded: false,
    async close() {
      await Promise.all([client.end({ timeout: 5 }), log.close(5)]);
      await drop();
    },
  };
}

async function inMemory(between?: Between): Promise<OpenDatabase> {
  const embedded = await startEmbedded({ dataDir: null, template: await migratedTemplate() });
  const connection = (await between?.(embedded.connection)) ?? embedded.connection;
  const client = postgres({ ...embeddedOptions, ...connection });
  const db = databaseOf(client);
  return {
    ...{ db, logConnection: sharedLogConnection(db) },
    embedded: true,
    async close() {
      await client.end({ timeout: 5 });
      await embedded.close();
    },
  };
}

/** A migrated database as a tar. To set one up takes seconds, to load it half of one; so it is made once and kept. */
async function migratedTemplate(): Promise<Uint8Array<ArrayBuffer>> {
  const path = join(CACHE, `${await templateKey()}.tar`);
  if (existsSync(path)) return readFile(path);
  const embedded = await startEmbedded({ dataDir: null });
  const client = postgres({ ...embeddedOptions, ...embedded.connection });
  await migrate(client);
  await client.end();
  const dump = await embedded.dump();
  await embedded.close();
  await mkdir(CACHE, { recursive: true });
  // Complete or not at all, since other test files may look for it right now.
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, dump);
  await rename(draft, path);
  return dump;
}

async function templateKey(): Promise<string> {
  const hash = createHash('sha256');
  const pglite = fileURLToPath(new URL('../package.json', import.meta.resolve('@electric-sql/pglite')));
  hash.update((JSON.parse(await readFile(pglite, 'utf8')) as { version: string }).version);
  for (const file of (await readdir(MIGRATIONS_FOLDER)).filter((name) => name.endsWith('.sql')).sort()) {
    hash.update(file).update(await readFile(join(MIGRATIONS_FOLDER, file)));
  }
  return hash.digest('hex').slice(0, 16);
}
