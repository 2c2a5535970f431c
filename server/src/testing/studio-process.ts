import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { DatabaseConfig } from '../db/connect.ts';
import { until } from '../realtime/testing/waiting.ts';

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url));
const running = new Set<ChildProcess>();

/** The studio as its users start it, in a process of its own. */
export interface StudioProcess {
  readonly child: ChildProcess;
  /** Resolves with the address that the studio says it has. */
  readonly listening: Promise<string>;
  /** Resolves with where its metrics are. */
  readonly metrics: Promise<string>;
  readonly ended: Promise<{ code: number | null; stderr: string }>;
}

export function startStudio(cwd: string, environment: Readonly<Record<string, string>>): StudioProcess {
  const { PATH = '', TMPDIR } = process.env;
  const child = spawn(process.execPath, [MAIN], {
    cwd,
    env: { PATH, ...(TMPDIR === undefined ? {} : { TMPDIR }), DEMO: 'off', ...environment },
  });
  running.add(child);
  let [stdout, stderr] = ['', ''];
  const ended = new Promise<{ code: number | null; stderr: string }>((resolve) => {
    child.once('close', (code) => {
      running.delete(child);
      resolve({ code, stderr });
    });
  });
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const says = (what: RegExp): Promise<string> => {
    const said = new Promise<string>((resolve, reject) => {
      child.stdout.on('data', () => {
        const found = what.exec(stdout)?.[1];
        if (found !== undefined) resolve(found);
      });
      void ended.then(() => reject(new Error(`ended: ${stderr}`)));
    });
    said.catch(() => undefined);
    return said;
  };
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  const [listening, metrics] = [says(/^Mitwerk is at (\S+)/m), says(/^Metrics are at (\S+)/m)];
  return { child, listening, metrics, ended };
}

/** Resolves when the studio there takes people in: on a busy machine a moment after it listens. */
export async function isReady(address: string): Promise<void> {
  await until(async () => {
    const { status } = await fetch(`${address}/readyz`);
    if (status !== 200) throw new Error(`/readyz answers ${String(status)}.`);
  });
}

/** Ends at once whatever a test has left running. */
export function killStudios(): void {
  for (const child of running) child.kill('SIGKILL');
}

export const environmentOf = ({ databaseUrl, dataDir }: DatabaseConfig): Record<string, string> => ({
  DATA_DIR: dataDir,
  ...(databaseUrl === null ? {} : { DATABASE_URL: databaseUrl }),
});
