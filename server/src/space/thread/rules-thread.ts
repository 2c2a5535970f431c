import { Worker } from 'node:worker_threads';
import { DomainError } from 'shared/errors.ts';
import type { Gives, RulesAnswer, RulesRequest, RulesTask, Takes } from './messages.ts';

/** Rules that were given up because they took too long or too much memory. */
export class TooHard extends Error {
  override readonly name = 'TooHard';
}

/** How long each task may take, in milliseconds. */
const LONGEST_MS: Readonly<Record<RulesTask, number>> = {
  prepare: 30_000,
  lint: 15_000,
  compile: 60_000,
  impact: 30_000,
};
const MOST_MEGABYTES = 768;
/** Each waiting task holds what it is about. */
const MOST_WAITING = 20;
/** An idle thread holds memory; to start one takes a moment. */
const IDLE_MS = 60_000;

interface Waiting extends RulesRequest {
  readonly settle: (answer: RulesAnswer | TooHard) => void;
}

/** A thread for what may take long, one task after the other. It starts when it is needed and ends when it is not. */
class RulesThread {
  #worker: Worker | null = null;
  #current: { readonly task: Waiting; readonly timer: NodeJS.Timeout } | null = null;
  #idle: NodeJS.Timeout | null = null;
  readonly #waiting: Waiting[] = [];

  /**
   * @throws DomainError `space_invalid`, `rules_unreadable`, and `too_many_requests` where too much is waiting already
   * @throws TooHard
   */
  async run<Task extends RulesTask>(task: Task, input: Takes<Task>): Promise<Gives<Task>> {
    if (this.#waiting.length >= MOST_WAITING) {
      const seconds = 10;
      throw new DomainError('too_many_requests', 'Too many rules are being checked: try again soon.', { seconds });
    }
    const answer = await new Promise<RulesAnswer | TooHard>((settle) => {
      this.#waiting.push({ task, input, settle });
      this.#next();
    });
    if (answer instanceof TooHard) throw answer;
    switch (answer.type) {
      case 'done':
        return answer.output as Gives<Task>;
      case 'refused':
        throw new DomainError(answer.code, answer.message, answer.details);
      case 'failed':
        throw new Error(answer.message);
    }
  }

  #next(): void {
    if (this.#current) return;
    const task = this.#waiting.shift();
    if (!task) {
      this.#worker?.unref();
      this.#idle = setTimeout(() => this.#stop(), IDLE_MS).unref();
      return;
    }
    if (this.#idle) clearTimeout(this.#idle);
    this.#worker ??= this.#start();
    this.#worker.ref();
    const timer = setTimeout(
      () => this.#giveUp(`took more than ${LONGEST_MS[task.task] / 1000} s`),
      LONGEST_MS[task.task],
    );
    this.#current = { task, timer };
    this.#worker.postMessage({ task: task.task, input: task.input } satisfies RulesRequest);
  }

  #start(): Worker {
    const worker = new Worker(new URL('./rules-worker.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: MOST_MEGABYTES, stackSizeMb: 4 },
    });
    worker.on('message', (answer: RulesAnswer) => this.#settle(answer));
    worker.on('error', (error: NodeJS.ErrnoException) => {
      if (worker !== this.#worker) return;
      this.#worker = null;
      const isMemory = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      this.#settle(
        isMemory ? tooHard(`need more than ${MOST_MEGABYTES} MB`) : { type: 'failed', message: error.message },
      );
    });
    return worker;
  }

  #settle(answer: RulesAnswer | TooHard): void {
    const current = this.#current;
    this.#current = null;
    if (current) {
      clearTimeout(current.timer);
      current.task.settle(answer);
    }
    this.#next();
  }

  #giveUp(why: string): void {
    this.#stop();
    this.#settle(tooHard(why));
  }

  #stop(): void {
    const worker = this.#worker;
    this.#worker = null;
    void worker?.terminate();
  }
}

function tooHard(why: string): TooHard {
  return new TooHard(`These rules ${why}.`);
}

/** The server's. */
export const rulesThread = new RulesThread();
