import { Worker } from 'node:worker_threads';
import type { DesignId, PersonId } from 'shared/ids.ts';
import type { Space } from 'shared/space/schema.ts';
import { type Clock, systemClock } from '../clock.ts';
import type { GateFault } from '../gate.ts';
import type { TryOutAnswer, TryOutQuestion } from './large-update-worker.ts';
import { type CommittedPieces, ShippedDesigns } from './shipped-designs.ts';

/** From this size on an update is tried out in a thread of its own before the server itself looks at it. */
export const LARGE_UPDATE_BYTES = 32 * 1024;
/** So much of a processor may it take to look at one, once the design is loaded: how busy the machine is, is not its fault. */
const DEADLINE_MS = 250;
/** So long may it take in all. */
const LONGEST_MS = 2_000;
/** To load a design takes as long as the design is large, which is nobody's fault; but not for ever. */
const LOADING_MS = 30_000;
const IDLE_MS = 60_000;
const MOST_WAITING = 200;
const LIMITS = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 };

/** What came of it; `overloaded`: so many others wait that nobody has looked at it. */
export type TriedOut = 'fine' | GateFault | 'too_expensive' | 'overloaded';

export interface LargeUpdate {
  readonly update: Uint8Array;
  /** Whose it is, and who pays for the time that it takes. */
  readonly from: { readonly person: { readonly id: PersonId }; charge(milliseconds: number): void };
  readonly designId: DesignId;
  /** What it is going to be applied to. */
  readonly committed: CommittedPieces;
  readonly space: Space;
}

export interface LargeUpdatesOptions {
  readonly clock?: Clock;
  /** Milliseconds of a processor. */
  readonly deadlineMs?: number;
}

interface Question extends LargeUpdate {
  readonly answer: PromiseWithResolvers<TriedOut>;
}

/**
 * Tries out large updates on a copy of their design, in a thread that has a deadline and little memory: what takes for
 * ever, takes too much, or throws, is refused, and harms nobody. One at a time, one person after the other.
 */
export class LargeUpdates {
  readonly #clock: Clock;
  readonly #deadlineMs: number;
  readonly #waiting = new Map<PersonId, Question[]>();
  #waitingCount = 0;
  #current: Question | null = null;
  /** Not before the design is loaded. */
  #beganAtMs: number | null = null;
  #cancelLook: () => void = () => undefined;
  #worker: Worker | null = null;
  #shipped = new ShippedDesigns();

  constructor({ clock = systemClock, deadlineMs = DEADLINE_MS }: LargeUpdatesOptions = {}) {
    this.#clock = clock;
    this.#deadlineMs = deadlineMs;
  }

  /** @throws Error where the thread ended before it had looked at the update: nobody knows what is in it */
  tryOut(large: LargeUpdate): Promise<TriedOut> {
    if (this.#waitingCount >= MOST_WAITING) return Promise.resolve('overloaded');
    const question = { ...large, answer: Promise.withResolvers<TriedOut>() };
    const { id } = large.from.person;
    this.#waiting.set(id, [...(this.#waiting.get(id) ?? []), question]);
    this.#waitingCount += 1;
    this.#next();
    return question.answer.promise;
  }

  /** Ends the thread. What waits is not looked at any more. */
  async close(): Promise<void> {
    const waiting = [...this.#waiting.values()].flat();
    this.#waiting.clear();
    this.#waitingCount = 0;
    for (const { answer } of waiting) answer.resolve('overloaded');
    await this.#end();
  }

  #next(): void {
    if (this.#current) return;
    const question = this.#takeNext();
    if (!question) return this.#giveUpAfter(IDLE_MS);
    this.#current = question;
    this.#beganAtMs = null;
    this.#giveUpAfter(LOADING_MS);
    const { designId, committed, space } = question;
    // A view of a larger buffer would take all of that along.
    const update = new Uint8Array(question.update);
    // First the thread: a new one has been sent nothing.
    const worker = this.#start();
    worker.postMessage({ ...this.#shipped.ship(designId, committed, space), update } satisfies TryOutQuestion);
  }

  /** Who has just been served comes last. */
  #takeNext(): Question | null {
    for (const [personId, [first, ...others]] of this.#waiting) {
      this.#waiting.delete(personId);
      if (others.length > 0) this.#waiting.set(personId, others);
      if (!first) continue;
      this.#waitingCount -= 1;
      return first;
    }
    return null;
  }

  #start(): Worker {
    if (this.#worker) return this.#worker;
    const worker = new Worker(new URL('large-update-worker.ts', import.meta.url), { resourceLimits: LIMITS });
    worker.unref();
    this.#shipped = new ShippedDesigns();
    worker.on('message', (answer: TryOutAnswer) => this.#hear(worker, answer));
    const ended = (): void => this.#ended(worker);
    // Also where its memory was not enough; what it throws while it looks at an update it answers itself.
    worker.on('error', ended).on('exit', ended);
    return (this.#worker = worker);
  }

  #hear(worker: Worker, answer: TryOutAnswer): void {
    if (worker !== this.#worker) return;
    if (answer.kind === 'found') return this.#answer(answer.found, answer.tookMs);
    this.#beganAtMs = this.#clock.now();
    // One that has ended meanwhile says so itself.
    this.#watch(worker, this.#current).catch(() => undefined);
  }

  /** A thread cannot be stopped in what it does: it ends with that. */
  async #watch(worker: Worker, question: Question | null): Promise<void> {
    const before = await worker.cpuUsage();
    const look = async (): Promise<void> => {
      const { user, system } = await worker.cpuUsage(before);
      if (this.#current !== question) return;
      const leftMs = this.#deadlineMs - (user + system) / 1_000;
      const isLate = this.#clock.now() - (this.#beganAtMs ?? 0) >= LONGEST_MS;
      if (leftMs <= 0 || isLate) return this.#end();
      this.#cancelLook();
      this.#cancelLook = this.#clock.after(leftMs, () => void look().catch(() => undefined));
    };
    await look();
  }

  #giveUpAfter(milliseconds: number): void {
    this.#cancelLook();
    this.#cancelLook = this.#clock.after(milliseconds, () => void this.#end());
  }

  async #end(): Promise<void> {
    const worker = this.#worker;
    if (!worker) return;
    this.#ended(worker);
    await worker.terminate();
  }

  #ended(worker: Worker): void {
    if (worker !== this.#worker) return;
    this.#worker = null;
    if (this.#beganAtMs !== null) return this.#answer('too_expensive', this.#deadlineMs);
    const question = this.#settle();
    question?.answer.reject(new Error('The thread for large updates has ended.'));
    this.#next();
  }

  #answer(found: TriedOut, tookMs: number): void {
    const question = this.#settle();
    question?.from.charge(tookMs);
    question?.answer.resolve(found);
    this.#next();
  }

  #settle(): Question | null {
    this.#cancelLook();
    const question = this.#current;
    this.#current = null;
    this.#beganAtMs = null;
    return question;
  }
}
