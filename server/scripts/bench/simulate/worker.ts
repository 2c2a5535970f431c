import { parentPort, workerData } from 'node:worker_threads';
import { oneRun } from './one-run.ts';

export interface Share {
  readonly first: number;
  readonly last: number;
  /** Every which seed is this worker's. */
  readonly every: number;
  readonly steps: number;
}

const { first, last, every, steps } = workerData as Share;
for (let seed = first; seed <= last; seed += every) parentPort?.postMessage(await oneRun(seed, steps));
