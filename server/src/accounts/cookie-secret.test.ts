import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { cookieSecret } from './cookie-secret.ts';

let directory = '';
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'mitwerk-secret-'));
});
afterEach(() => rm(directory, { recursive: true }));

test('a secret that was chosen is used, and nothing is written', async () => {
  expect(await cookieSecret('chosen', directory)).toBe('chosen');
  expect(await readdir(directory)).toEqual([]);
});

test('a secret that was made is kept, for this user alone', async () => {
  const dataDir = join(directory, 'data');
  const secret = await cookieSecret(null, dataDir);
  expect(secret.length).toBeGreaterThanOrEqual(43);
  expect(await cookieSecret(null, dataDir)).toBe(secret);
  expect((await stat(join(dataDir, 'auth-secret'))).mode & 0o777).toBe(0o600);
  expect(await readdir(dataDir)).toEqual(['auth-secret']);
});

test('servers that start together have the same secret', async () => {
  const secrets = await Promise.all(Array.from({ length: 8 }, () => cookieSecret(null, directory)));
  expect(new Set(secrets).size).toBe(1);
});

test('where nothing can be kept, the refusal says what helps', async () => {
  const file = join(directory, 'file');
  await writeFile(file, '');
  await expect(cookieSecret(null, join(file, 'data'))).rejects.toThrow(
    /set AUTH_SECRET, or a DATA_DIR that can be written/,
  );
});
