import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lockDirectory } from './directory-lock.ts';
import { ownIdentity, type ProcessIdentity } from './process-identity.ts';

const WHAT = 'the data directory ./data';
let directory = '';
let path = '';

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'mitwerk lock '));
  path = join(directory, 'postgres.lock');
});
afterEach(() => rm(directory, { recursive: true }));

/** A lock that `owner` left behind. */
const leaveLock = (owner: Partial<ProcessIdentity>, at = path): Promise<void> =>
  writeFile(at, JSON.stringify({ ...ownIdentity(), ...owner, token: `of ${String(owner.pid)}` }));

const endedPid = (): number => spawnSync(process.execPath, ['--version']).pid;
const filesLeft = (): Promise<string[]> => readdir(directory);

test('the lock of a living process is respected, and the refusal names it and the cure', async () => {
  const lock = await lockDirectory(path, WHAT);
  await expect(lockDirectory(path, WHAT)).rejects.toThrow(
    `The data directory ./data is in use by another Mitwerk (process ${String(process.pid)}): stop that one, or give this one its own DATA_DIR.`,
  );
  await lock.release();
  expect(await filesLeft()).toEqual([]);
});

test('the lock of a process that has ended is taken over', async () => {
  await leaveLock({ pid: endedPid() });
  const lock = await lockDirectory(path, WHAT);
  expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ pid: process.pid });
  await lock.release();
  expect(await filesLeft()).toEqual([]);
});

test('a process that has the same number by chance is not taken for the owner', async () => {
  await leaveLock({ pid: process.pid, startedAt: 'at another time' });
  await (await lockDirectory(path, WHAT)).release();
  await leaveLock({ pid: process.pid, bootId: 'of another boot' });
  await (await lockDirectory(path, WHAT)).release();
});

test('an owner that cannot be seen from here is not taken for dead', async () => {
  await leaveLock({ pid: endedPid(), host: 'another-machine' });
  await expect(lockDirectory(path, WHAT)).rejects.toThrow(/on another-machine, which cannot be seen from here/);
  await leaveLock({ pid: endedPid(), pidNamespace: 'pid:[1]' });
  await expect(lockDirectory(path, WHAT)).rejects.toThrow(`delete ${path} if you are sure`);
});

test('a lock that cannot be read is not taken for anybody’s', async () => {
  await writeFile(path, '');
  await expect(lockDirectory(path, WHAT)).rejects.toThrow(/postgres\.lock is unreadable/);
  expect(await filesLeft()).toEqual(['postgres.lock']);
});

test('of many who find a dead owner at the same moment, one gets the lock', async () => {
  const dead = endedPid();
  for (let round = 0; round < 20; round++) {
    await leaveLock({ pid: dead });
    const takers = await Promise.allSettled(Array.from({ length: 12 }, () => lockDirectory(path, WHAT)));
    const winners = takers.flatMap((taker) => (taker.status === 'fulfilled' ? [taker.value] : []));
    expect(winners).toHaveLength(1);
    expect(await filesLeft()).toEqual(['postgres.lock']);
    await winners[0]?.release();
  }
});

test('of many who find no lock, one gets it', async () => {
  const takers = await Promise.allSettled(Array.from({ length: 12 }, () => lockDirectory(path, WHAT)));
  expect(takers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test('a process that ended while it took a lock over keeps nobody out', async () => {
  const dead = endedPid();
  await leaveLock({ pid: dead });
  await leaveLock({ pid: dead }, `${path}.takeover`);
  await (await lockDirectory(path, WHAT)).release();
  expect(await filesLeft()).toEqual([]);
});

test('a lock that somebody took over is not theirs to lose', async () => {
  const lock = await lockDirectory(path, WHAT);
  await leaveLock({ pid: endedPid() });
  const next = await lockDirectory(path, WHAT);
  await lock.release();
  expect(await filesLeft()).toEqual(['postgres.lock']);
  await next.release();
});
