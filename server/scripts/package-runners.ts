import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { livenessOf, ownIdentity, type ProcessIdentity, startOf } from '../src/db/process-identity.ts';

export interface SeenProcess {
  readonly parent: number;
  readonly command: string;
}

const LOOK_EVERY_MS = 1000;
const RUNNER = /^(?:\S*\/)?(?:npm|npx|pnpm)\b|^(?:\S*\/)?node\s\S*(?:npm|npx|pnpm)\S*/;
const SHELL = /^(?:\S*\/)?(?:sh|bash|dash|zsh)\b/;

/**
 * Stops this process in order when one of the package runners that started it (`npx`, `pnpm`) has ended: not all of
 * them pass a signal on, and a server that lives on by itself keeps port and data from the next one.
 */
export function stopWithPackageRunners(): void {
  if (process.env['npm_lifecycle_event'] === undefined || process.platform === 'win32') return;
  const self = ownIdentity();
  const runners = runnersAbove(process.ppid, seenProcess).map((pid): ProcessIdentity => ({
    ...self,
    pid,
    startedAt: startOf(pid),
  }));
  const timer = setInterval(() => {
    if (runners.every((runner) => livenessOf(runner, self) === 'alive')) return;
    clearInterval(timer);
    process.kill(process.pid, 'SIGTERM');
  }, LOOK_EVERY_MS);
  timer.unref();
}

/** The package runners above `pid`, with the shells between them; not the shell that somebody typed the command into. */
export function runnersAbove(pid: number, look: (pid: number) => SeenProcess | null): number[] {
  const found: number[] = [];
  let between: number[] = [];
  for (let at = pid, seen = look(at); seen !== null; at = seen.parent, seen = look(at)) {
    if (RUNNER.test(seen.command)) {
      found.push(...between, at);
      between = [];
    } else if (SHELL.test(seen.command) && between.length === 0) {
      between.push(at);
    } else {
      break;
    }
  }
  return found;
}

function seenProcess(pid: number): SeenProcess | null {
  try {
    if (process.platform === 'linux') {
      const stat = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
      const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
      return {
        parent,
        command: readFileSync(`/proc/${String(pid)}/cmdline`, 'utf8')
          .replaceAll('\0', ' ')
          .trim(),
      };
    }
    const line = execFileSync('ps', ['-o', 'ppid=,args=', '-p', String(pid)], { encoding: 'utf8' }).trim();
    const [, parent, command] = /^(\d+)\s+(.*)$/.exec(line) ?? [];
    return parent === undefined || command === undefined ? null : { parent: Number(parent), command };
  } catch {
    return null;
  }
}
