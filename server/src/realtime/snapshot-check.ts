import { Worker } from 'node:worker_threads';
import type { CheckAnswer, CheckQuestion } from './snapshot-check-worker.ts';

const IDLE_MS = 30_000;

/**
 * Loads states afresh in a thread of its own, to see whether they say what they should: a state of a hundred thousand
 * updates takes a quarter of a second, in which nobody else would be served.
 */
export class SnapshotCheck {
  #worker: Worker | null = null;
  readonly #asked = new Map<number, PromiseWithResolvers<boolean>>();
  #last = 0;
  #idle: NodeJS.Timeout | null = null;

  /** @throws Error where the thread ended before it could tell */
  reloads(state: Uint8Array, content: string): Promise<boolean> {
    const id = (this.#last += 1);
    const answer = Promise.withResolvers<boolean>();
    this.#asked.set(id, answer);
    if (this.#idle) clearTimeout(this.#idle);
    this.#start().postMessage({ id, state, content } satisfies CheckQuestion);
    return answer.promise;
  }

  async close(): Promise<void> {
    if (this.#idle) clearTimeout(this.#idle);
    await this.#worker?.terminate();
    this.#worker = null;
  }

  #start(): Worker {
    if (this.#worker) return this.#worker;
    const worker = new Worker(new URL('snapshot-check-worker.ts', import.meta.url));
    worker.unref();
    worker.on('message', ({ id, isSame }: CheckAnswer) => {
      this.#asked.get(id)?.resolve(isSame);
      this.#asked.delete(id);
      if (this.#asked.size === 0) this.#idle = setTimeout(() => void this.close(), IDLE_MS).unref();
    });
    const failed = (reason: unknown): void => {
      if (this.#worker === worker) this.#worker = null;
      for (const { reject } of this.#asked.values()) reject(new Error('The thread has ended.', { cause: reason }));
      this.#asked.clear();
    };
    worker.on('error', failed).on('exit', failed);
    return (this.#worker = worker);
  }
}
