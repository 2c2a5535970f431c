import { randomUUID } from 'node:crypto';
import { link, readFile, rename, rm, unlink, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import Type, { type Static } from 'typebox';
import Value from 'typebox/value';
import { StartRefused } from '../start-refused.ts';
import { livenessOf, ownIdentity, type ProcessIdentity } from './process-identity.ts';

const Known = Type.Union([Type.String(), Type.Null()]);
const LockFile = Type.Object({
  pid: Type.Integer({ minimum: 1 }),
  startedAt: Known,
  bootId: Known,
  pidNamespace: Known,
  host: Type.String(),
  /** Of this one lock, so that nobody takes another's for it. */
  token: Type.String(),
});
type LockContent = ProcessIdentity & Static<typeof LockFile>;

/** A lock that this process holds. */
export interface DirectoryLock {
  /** Gives the lock up; harmless when it is gone already. */
  release(): Promise<void>;
}

/**
 * Takes the lock at `lockPath` for this process. A lock whose owner has ended is taken over; its age says nothing.
 * @param what the thing that is guarded, as the message names it: `the data directory ./data/postgres`
 * @param self this process; another one only in tests
 * @throws StartRefused while another process holds the lock, or where nobody can say whether it does
 */
export async function lockDirectory(
  lockPath: string,
  what: string,
  self: ProcessIdentity = ownIdentity(),
): Promise<DirectoryLock> {
  const mine: LockContent = { ...self, token: randomUUID() };
  const draft = `${lockPath}.${mine.token}`;
  await writeFile(draft, JSON.stringify(mine), { flag: 'wx', mode: 0o600 });
  try {
    let held = false;
    while (!held) held = (await create(draft, lockPath, mine)) || (await takeOver(draft, lockPath, what, self));
  } finally {
    await rm(draft, { force: true });
  }
  return {
    async release() {
      const found = await readLock(lockPath);
      if (isContent(found) && found.token === mine.token) await unlink(lockPath);
    },
  };
}

/** Creates the lock complete or not at all. @returns whether it was not there before */
async function create(draft: string, lockPath: string, mine: LockContent): Promise<boolean> {
  try {
    await link(draft, lockPath);
    return true;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'EEXIST') return false;
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'ENOSYS') throw error;
  }
  // A file system without hard links, as on memory sticks.
  try {
    await writeFile(lockPath, JSON.stringify(mine), { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** @returns `false` when the lock changed meanwhile, so that the caller looks again */
async function takeOver(draft: string, lockPath: string, what: string, self: ProcessIdentity): Promise<boolean> {
  const found = await readLock(lockPath);
  if (found === 'gone') return false;
  refuseUnlessDead(found, lockPath, what, self);
  // Of several that found the same dead owner, one at a time may go on, and each looks again: otherwise the second
  // would replace the first's fresh lock. The guard is a lock like any other, since its owner may die as well.
  const guard = await lockDirectory(`${lockPath}.takeover`, what, self);
  try {
    const still = await readLock(lockPath);
    if (!isContent(still) || still.token !== found.token) return false;
    await rename(draft, lockPath);
    return true;
  } finally {
    await guard.release();
  }
}

function refuseUnlessDead(
  found: LockContent | 'unreadable',
  lockPath: string,
  what: string,
  self: ProcessIdentity,
): asserts found is LockContent {
  const remedy = `delete ${lockPath} if you are sure that no Mitwerk uses it`;
  if (found === 'unreadable') {
    throw new StartRefused(`Cannot tell who uses ${what}, because ${basename(lockPath)} is unreadable: ${remedy}.`);
  }
  const liveness = livenessOf(found, self);
  const owner = `process ${String(found.pid)}`;
  if (liveness === 'alive') {
    throw new StartRefused(
      `${capitalised(what)} is in use by another Mitwerk (${owner}): stop that one, or give this one its own DATA_DIR.`,
    );
  }
  if (liveness === 'unknown') {
    throw new StartRefused(
      `${capitalised(what)} is locked by ${owner} on ${found.host}, which cannot be seen from here: stop it, or ${remedy}.`,
    );
  }
}

async function readLock(lockPath: string): Promise<LockContent | 'gone' | 'unreadable'> {
  let text: string;
  try {
    text = await readFile(lockPath, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 'gone';
    throw error;
  }
  try {
    const content: unknown = JSON.parse(text);
    return Value.Check(LockFile, content) ? content : 'unreadable';
  } catch {
    return 'unreadable';
  }
}

const isContent = (found: LockContent | 'gone' | 'unreadable'): found is LockContent => typeof found === 'object';

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
