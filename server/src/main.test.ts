import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { lockDirectory } from './db/directory-lock.ts';
import { environmentOf, isReady, killStudios, startStudio, type StudioProcess } from './testing/studio-process.ts';
import { makePlace } from './testing/test-database.ts';

let directory = '';
// Each start loads the whole server, and all tests share the machine.
vi.setConfig({ testTimeout: 120_000 });
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'mitwerk main '));
});
afterEach(async () => {
  killStudios();
  await rm(directory, { recursive: true });
});

const start = (environment: Readonly<Record<string, string>>): StudioProcess =>
  startStudio(directory, { DATA_DIR: join(directory, 'data'), ...environment });

/** Starts what must not start. @returns the one sentence that it says */
async function refusalOf(environment: Readonly<Record<string, string>>): Promise<string> {
  const { code, stderr } = await start(environment).ended;
  expect(code).toBe(1);
  expect(stderr).toMatch(/^[A-Z][^\n]+\.\n$/);
  return stderr.trim();
}

test('a variable that is wrong, or misspelt, is named', async () => {
  expect(await refusalOf({ PORT: 'http', PROT: '80' })).toBe(
    'The environment is not right: PORT must be a whole number from 0 to 65535 (0 picks a free port), not "http"; PROT is no variable of Mitwerk (is PORT meant?).',
  );
});

test('a database that does not answer is named, without its password', async () => {
  expect(await refusalOf({ DATABASE_URL: 'postgres://me:hunter2@127.0.0.1:1/mitwerk' })).toMatch(
    /^PostgreSQL at 127\.0\.0\.1:1\/mitwerk cannot be used \(.*ECONNREFUSED.*\): check that it runs and that DATABASE_URL is right\.$/,
  );
});

test('a data directory that cannot be written is named', async () => {
  const file = join(directory, 'file');
  await writeFile(file, '');
  expect(await refusalOf({ DATA_DIR: join(file, 'data') })).toMatch(/^The data directory .* cannot be written \(/);
});

test('a data directory that another process holds is named, with that process', async () => {
  await writeFile(join(directory, 'postgres'), '');
  const lock = await lockDirectory(join(directory, 'postgres.lock'), 'the data directory');
  expect(await refusalOf({ DATA_DIR: directory })).toContain(
    `is in use by another Mitwerk (process ${String(process.pid)}): stop that one, or give this one its own DATA_DIR.`,
  );
  await lock.release();
});

test('a port that is taken, or an address that is not ours, is named; nothing stays locked', async () => {
  const { config, remove } = await makePlace('migrated');
  const environment = environmentOf(config);
  const other = createServer();
  const port = await new Promise<number>((resolve) => {
    other.listen(0, '127.0.0.1', () => {
      const address = other.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    });
  });
  expect(await refusalOf({ ...environment, PORT: String(port) })).toBe(
    `Another program uses port ${String(port)} on 127.0.0.1: stop it, or choose another with PORT.`,
  );
  expect(await refusalOf({ ...environment, PORT: '0', METRICS_PORT: String(port) })).toBe(
    `Another program uses port ${String(port)} on 127.0.0.1: stop it, or choose another with METRICS_PORT.`,
  );
  other.close();
  expect(await refusalOf({ ...environment, HOST: '192.0.2.1', PORT: String(port) })).toBe(
    'HOST 192.0.2.1 is no address of this machine: try 127.0.0.1, or 0.0.0.0 for all of them.',
  );
  await remove();
});

test('the studio starts, stops in order when it is told to, and starts again after it was killed', async () => {
  const { config, remove } = await makePlace('migrated');
  const environment = { PORT: '0', ...environmentOf(config) };
  const lockPath = join(config.dataDir, 'postgres.lock');

  const killed = start(environment);
  expect((await fetch(`${await killed.listening}/healthz`)).status).toBe(200);
  expect(existsSync(lockPath)).toBe(config.databaseUrl === null);
  killed.child.kill('SIGKILL');
  await killed.ended;
  expect(existsSync(lockPath)).toBe(config.databaseUrl === null);

  const studio = start({ ...environment, METRICS_PORT: '0' });
  const address = await studio.listening;
  expect((await fetch(`${address}/api/v1/me`)).status).toBe(200);
  await isReady(address);
  expect((await fetch(`${address}/metrics`)).headers.get('content-type')).not.toContain('version=0.0.4');
  expect(await (await fetch(`${await studio.metrics}`)).text()).toContain('\nmitwerk_sockets 0\n');
  studio.child.kill('SIGTERM');
  expect(await studio.ended).toEqual({ code: 0, stderr: '' });
  expect(existsSync(lockPath)).toBe(false);
  await remove();
});
