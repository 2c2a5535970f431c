import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from './connect.ts';

let directory = '';
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'mitwerk-embedded-'));
});
afterAll(() => rm(directory, { recursive: true }));

test('the data may live under a path that is longer than a socket’s may be, and has spaces', async () => {
  const dataDir = join(directory, 'a folder of somebody '.repeat(6).trim(), 'data');
  const { embedded, close } = await openDatabase({ databaseUrl: null, dataDir });
  expect(embedded).toBe(true);
  expect((await readdir(dataDir)).sort()).toEqual(['postgres', 'postgres.lock']);
  await close();
  expect(await readdir(dataDir)).toEqual(['postgres']);
});

test('a data directory that cannot be made is refused with its cure', async () => {
  const file = join(directory, 'a file');
  await writeFile(file, '');
  await expect(openDatabase({ databaseUrl: null, dataDir: join(file, 'data') })).rejects.toThrow(
    /^The data directory .*a file\/data cannot be written \(.+\): make it writable, or name another with DATA_DIR\.$/,
  );
});

test('a directory that holds no database of ours is refused, not overwritten', async () => {
  const dataDir = join(directory, 'foreign');
  await mkdir(join(dataDir, 'postgres'), { recursive: true });
  await writeFile(join(dataDir, 'postgres', 'PG_VERSION'), 'something else');
  await expect(openDatabase({ databaseUrl: null, dataDir })).rejects.toThrow(
    /^The embedded database cannot open .*foreign/,
  );
  expect(await readdir(dataDir)).toEqual(['postgres']);
});
