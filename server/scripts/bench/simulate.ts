import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { numberOption } from './number-option.ts';
import { oneRun, type Run } from './simulate/one-run.ts';
import type { Share } from './simulate/worker.ts';

const TOLD = 10;

/**
 * `pnpm bench simulate [--schedules n] [--from seed] [--steps n]`: that many random schedules of servers, clients, a
 * database and a network, and how many promises were broken. `--seed n` runs one of them and prints all that happens.
 */
export async function run(): Promise<void> {
  const steps = numberOption('--steps', 100);
  const seed = numberOption('--seed', 0);
  if (seed > 0) return trace(seed, steps);
  const first = numberOption('--from', 1);
  const last = first + numberOption('--schedules', 10_000) - 1;
  const began = performance.now();
  const every = availableParallelism();
  const broken: Record<string, number> = { invalid: 0, diverged: 0, stuck: 0, lost: 0 };
  const happened: Record<string, number> = {};
  let told = 0;
  const count = (one: Run): void => {
    for (const [what, times] of Object.entries(one.report ?? {})) happened[what] = (happened[what] ?? 0) + times;
    if (!one.broken) return;
    broken[one.broken.kind] = (broken[one.broken.kind] ?? 0) + 1;
    if ((told += 1) <= TOLD) process.stderr.write(`${one.broken.message}\n`);
  };
  const shares = Array.from({ length: every }, (_, index): Share => ({ first: first + index, last, every, steps }));
  await Promise.all(shares.map((share) => work(share, count)));
  const seconds = Math.round((performance.now() - began) / 1_000);
  process.stdout.write(
    `${JSON.stringify({ schedules: last - first + 1, steps, seconds, broken, happened }, null, 2)}\n`,
  );
}

function work(share: Share, count: (one: Run) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./simulate/worker.ts', import.meta.url), { workerData: share });
    worker
      .on('message', count)
      .on('error', reject)
      .on('exit', () => resolve());
  });
}

async function trace(seed: number, steps: number): Promise<void> {
  const { report, broken } = await oneRun(seed, steps, (line) => void process.stdout.write(`${line}\n`));
  process.stdout.write(broken ? `${broken.message}\n` : `No promise was broken. ${JSON.stringify(report)}\n`);
}
