import { type ChildProcess, spawn } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inject } from 'vitest';

const root = fileURLToPath(new URL('../../..', import.meta.url));

export interface StudioServer {
  readonly url: string;
  /** What the server said so far. */
  readonly output: () => string;
  /** SIGKILL. */
  readonly crash: () => Promise<void>;
  /** A new start on the same data and port. */
  readonly restart: () => Promise<void>;
  /** SIGTERM; the data stays. */
  readonly end: () => Promise<void>;
  /** SIGTERM, and the data is removed. */
  readonly stop: () => Promise<void>;
}

declare module 'vitest' {
  interface ProvidedContext {
    /** A data directory with the demo in it, which every test gets a copy of. */
    demoData: string;
  }
}

/** Starts the studio as a person would, with demo content of its own. */
export async function startStudio(environment: Readonly<Record<string, string>> = {}): Promise<StudioServer> {
  return startIn(await emptyFolder(), environment, inject('demoData'));
}

/** A directory whose path has a space in it. */
export function emptyFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'mitwerk e2e '));
}

/**
 * Starts the studio with its data in a folder, which goes with `stop`.
 * @param demoData what the data begins with; the server fills in the demo itself where there is none
 */
export async function startIn(
  folder: string,
  environment: Readonly<Record<string, string>>,
  demoData?: string,
): Promise<StudioServer> {
  const data = join(folder, 'data');
  if (demoData !== undefined) await cp(demoData, data, { recursive: true });
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  let output = '';
  let child: ChildProcess;

  const start = async (): Promise<void> => {
    child = spawn(process.execPath, ['server/src/main.ts'], {
      cwd: root,
      env: {
        ...process.env,
        NODE_ENV: 'production',
        PORT: String(port),
        DATA_DIR: data,
        LOG_LEVEL: 'warn',
        ...environment,
      },
    });
    child.stdout?.on('data', (data: Buffer) => (output += data.toString()));
    child.stderr?.on('data', (data: Buffer) => (output += data.toString()));
    await untilHealthy(url, () => (child.exitCode === null ? null : output));
  };
  const ended = (signal: NodeJS.Signals): Promise<void> =>
    new Promise((resolve) => {
      if (child.exitCode !== null || child.signalCode !== null) return resolve();
      child.once('exit', () => resolve());
      child.kill(signal);
    });

  await start();
  return {
    url,
    output: () => output,
    crash: () => ended('SIGKILL'),
    restart: start,
    end: () => ended('SIGTERM'),
    stop: async () => {
      await ended('SIGTERM');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function untilHealthy(url: string, failure: () => string | null): Promise<void> {
  for (;;) {
    const problem = failure();
    if (problem !== null) throw new Error(`The server ended before it was up:\n${problem}`);
    const response = await fetch(`${url}/healthz`).catch(() => null);
    if (response?.ok) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}
