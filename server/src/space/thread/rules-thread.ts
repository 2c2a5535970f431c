import { Worker } from 'node:worker_threads';
import { DomainError } from 'shared/errors.ts';
import type { Gives, RulesAnswer, RulesReply, RulesRequest, RulesTask, Takes } from './messages.ts';

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
/** One that runs and one that waits, so that nobody takes the thread away from the others. */
const MOST_PER_PERSON = 2;
/** An idle thread holds memory; to start one takes a moment. */
const IDLE_MS = 60_000;

/** What a thread needs of a `Worker`. */
export type RulesWorker = Pick<Worker, 'on' | 'postMessage' | 'ref' | 'unref' | 'terminate'>;

interface Waiting extends RulesRequest {
  readonly by: string | null;
  readonly settle: (answer: RulesAnswer | TooHard) => void;
}

/** A thread for what may take long, one task after the other. It starts when it is needed and ends when it is not. */
export class RulesThread {
  readonly #make: () => RulesWorker;
  #worker: RulesWorker | null = null;
  #current: { readonly task: Waiting; readonly timer: NodeJS.Timeout } | null = null;
  #idle: NodeJS.Timeout | undefined;
  #lastId = 0;
  #waiting: readonly Waiting[] = [];

  constructor(make: () => RulesWorker = makeWorker) {
    this.#make = make;
  }

  /**
   * What is to be compiled goes first and has room of its own: people wait to draw in it.
   * @param by who asks; null: the server itself
   * @throws DomainError `space_invalid`, `rules_unreadable`, and `too_many_requests` where too much is waiting already
   * @throws TooHard
   */
  async run<Task extends RulesTask>(task: Task, input: Takes<Task>, by: string | null = null): Promise<Gives<Task>> {
    if (!this.#hasRoom(task, by)) {
      const seconds = 10;
      throw new DomainError('too_many_requests', 'Too many rules are being checked: try again soon.', { seconds });
    }
    const answer = await new Promise<RulesAnswer | TooHard>((settle) => {
      this.#lastId += 1;
      this.#waiting = [...this.#waiting, { id: this.#lastId, task, input, by, settle }];
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

  #hasRoom(task: RulesTask, by: string | null): boolean {
    const isCompiling = task === 'compile';
    if (this.#waiting.filter((other) => (other.task === 'compile') === isCompiling).length >= MOST_WAITING)
      return false;
    const all = this.#current ? [this.#current.task, ...this.#waiting] : this.#waiting;
    return by === null || all.filter((other) => other.by === by).length < MOST_PER_PERSON;
  }

  #next(): void {
    if (this.#current) return;
    clearTimeout(this.#idle);
    const task = this.#waiting.find((waiting) => waiting.task === 'compile') ?? this.#waiting[0];
    if (!task) {
      this.#worker?.unref();
      this.#idle = setTimeout(() => this.#stop(), IDLE_MS).unref();
      return;
    }
    this.#waiting = this.#waiting.filter((waiting) => waiting !== task);
    this.#worker ??= this.#start();
    this.#worker.ref();
    const longestMs = LONGEST_MS[task.task];
    const timer = setTimeout(() => this.#giveUp(`took more than ${longestMs / 1000} s`), longestMs);
    this.#current = { task, timer };
    this.#worker.postMessage({ id: task.id, task: task.task, input: task.input } satisfies RulesRequest);
  }

  #start(): RulesWorker {
    const worker = this.#make();
    worker.on('message', ({ id, answer }: RulesReply) => {
      // A worker that was given up may have answered just then: nobody else may be given that answer.
      if (worker === this.#worker && id === this.#current?.task.id) this.#settle(answer);
    });
    const ended = (answer: RulesAnswer | TooHard): void => {
      if (worker !== this.#worker) return;
      this.#worker = null;
      this.#settle(answer);
    };
    worker.on('error', (error: NodeJS.ErrnoException) => {
      const isMemory = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      ended(isMemory ? tooHard(`need more than ${MOST_MEGABYTES} MB`) : { type: 'failed', message: error.message });
    });
    worker.on('exit', () => ended({ type: 'failed', message: 'The thread for rules has ended.' }));
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

function makeWorker(): RulesWorker {
  return new Worker(new URL('./rules-worker.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEGABYTES, stackSizeMb: 4 },
  });
}

function tooHard(why: string): TooHard {
  return new TooHard(`These rules ${why}.`);
}

/** The server's. */
export const rulesThread = new RulesThread();
