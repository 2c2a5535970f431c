import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** Which process this is, so that a later one with the same number is not taken for it. */
export interface ProcessIdentity {
  readonly pid: number;
  /** When the process started, in the words of its system; `null` where the system does not tell. */
  readonly startedAt: string | null;
  /** Of the machine's current boot; `null` where there is none. */
  readonly bootId: string | null;
  /** Of the set of processes that this one can see (containers have their own); `null` where there is none. */
  readonly pidNamespace: string | null;
  readonly host: string;
}

/** `unknown`: it runs, or ran, where this process cannot look. */
export type Liveness = 'alive' | 'dead' | 'unknown';

/** When the process started, in the words of its system; `null` where nothing tells. */
export const startOf = (pid: number): string | null => processStat(pid)?.startedAt ?? null;

export function ownIdentity(): ProcessIdentity {
  return {
    pid: process.pid,
    startedAt: startOf(process.pid),
    bootId: readOr(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()),
    pidNamespace: readOr(() => readlinkSync('/proc/self/ns/pid')),
    host: hostname(),
  };
}

/** Whether the process that `identity` names still runs, as `observer` sees it. */
export function livenessOf(identity: ProcessIdentity, observer: ProcessIdentity = ownIdentity()): Liveness {
  if (identity.host !== observer.host) return 'unknown';
  if (identity.bootId !== observer.bootId) return 'dead';
  if (identity.pidNamespace !== observer.pidNamespace) return 'unknown';
  const stat = processStat(identity.pid);
  if (!stat || stat.ended) return 'dead';
  if (identity.startedAt !== null && stat.startedAt !== null && identity.startedAt !== stat.startedAt) return 'dead';
  return 'alive';
}

interface ProcessStat {
  readonly startedAt: string | null;
  /** It has ended, and only waits for its parent to notice. */
  readonly ended: boolean;
}

function processStat(pid: number): ProcessStat | null {
  if (process.platform === 'linux') {
    const stat = readOr(() => readFileSync(`/proc/${String(pid)}/stat`, 'utf8'));
    if (stat !== null) {
      // `pid (name) state …`: the name may hold spaces and brackets. The start is the 22nd field, in ticks since boot.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return { startedAt: fields[19] ?? null, ended: fields[0] === 'Z' || fields[0] === 'X' };
    }
  }
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it is there, but somebody else's.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return null;
  }
  return { startedAt: process.platform === 'win32' ? null : startByPs(pid), ended: false };
}

function startByPs(pid: number): string | null {
  const environment = { ...process.env, LC_ALL: 'C', TZ: 'UTC' };
  return readOr(
    () =>
      execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], {
        encoding: 'utf8',
        env: environment,
        stdio: ['ignore', 'pipe', 'ignore'],
      }).trim() || null,
  );
}

function readOr(read: () => string | null): string | null {
  try {
    return read();
  } catch {
    return null;
  }
}
