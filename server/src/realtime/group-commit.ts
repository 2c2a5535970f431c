import type { Clock } from './clock.ts';
import type { Batch, Outcome, Storage } from './storage.ts';

/** A room, as the group commit sees it. */
export interface Committer {
  /** Checks what was received since; null where there is nothing to be stored. What it returns is about to be committed. */
  prepare(): Batch | null;
  /** Tells everybody what became of what it prepared last. Not called after a `prepare` that returned null. */
  settle(outcome: Outcome): void;
  /** Nobody knows what became of it. */
  fail(error: unknown): void;
}

export interface GroupCommitOptions {
  readonly storage: Pick<Storage, 'append'>;
  readonly clock: Clock;
  readonly metrics: { committed(seconds: number, rows: number, rooms: number): void };
}

/** Between the beginnings of two commits under load: what comes meanwhile is checked, stored and sent together. */
const PAUSE_MS = 8;
/** Entries a second from which on it is load: below, everybody is served at once. */
const BUSY_PER_SECOND = 150;
/** A design that somebody else holds is tried again after so long. */
const BUSY_AGAIN_MS = 10;
/** So long rooms are asked for what they have; those whose turn has not come by then are first in the next commit. */
const GATHER_FOR_MS = 20;

interface Prepared {
  readonly room: Committer;
  readonly batch: Batch;
}

/**
 * Commits what all rooms have received, together: one insert, one wait for the disk, however many designs are being
 * edited. While one commit is under way the next one gathers.
 */
export class GroupCommit {
  readonly #options: GroupCommitOptions;
  #waiting = new Set<Committer>();
  #isUnderWay = false;
  #cancel: (() => void) | null = null;
  #beganAtMs = -Infinity;
  /** Entries a second, smoothed. */
  #rate = 0;

  constructor(options: GroupCommitOptions) {
    this.#options = options;
  }

  /** The room has received something: it is asked for it at the next commit. */
  request(room: Committer): void {
    this.#waiting.add(room);
    if (!this.#isUnderWay) this.#schedule();
  }

  #schedule(): void {
    if (this.#cancel || this.#waiting.size === 0) return;
    const { clock } = this.#options;
    const pause = this.#rate < BUSY_PER_SECOND ? 0 : Math.max(0, this.#beganAtMs + PAUSE_MS - clock.now());
    this.#cancel = clock.after(pause, () => {
      this.#cancel = null;
      void this.#commit();
    });
  }

  async #commit(): Promise<void> {
    this.#isUnderWay = true;
    const began = this.#options.clock.now();
    const prepared = this.#gather(began + GATHER_FOR_MS);
    this.#measure(
      prepared.reduce((sum, { batch }) => sum + batch.entries.length, 0),
      began,
    );
    if (prepared.length > 0) await this.#append(prepared);
    this.#isUnderWay = false;
    this.#schedule();
  }

  #gather(untilMs: number): readonly Prepared[] {
    const rooms = [...this.#waiting];
    this.#waiting = new Set();
    let asked = 0;
    const prepared = rooms.flatMap((room) => {
      if (asked > 0 && this.#options.clock.now() > untilMs) return [];
      asked += 1;
      const batch = prepareOrFail(room);
      return batch ? [{ room, batch }] : [];
    });
    this.#waiting = new Set([...rooms.slice(asked), ...this.#waiting]);
    return prepared;
  }

  async #append(prepared: readonly Prepared[]): Promise<void> {
    const { storage, clock, metrics } = this.#options;
    const began = clock.now();
    try {
      const outcomes = await storage.append(prepared.map(({ batch }) => batch));
      const rows = prepared.reduce((sum, { batch }) => sum + batch.entries.length, 0);
      metrics.committed((clock.now() - began) / 1_000, rows, prepared.length);
      for (const [index, { room }] of prepared.entries()) this.#hear(room, outcomes[index] ?? { kind: 'busy' });
    } catch (error) {
      for (const { room } of prepared) room.fail(error);
    }
  }

  /** Nobody else waits until it is found out why one room's edits were left out. */
  #hear(room: Committer, outcome: Outcome | Promise<Outcome>): void {
    if (!(outcome instanceof Promise)) return this.#settle(room, outcome);
    outcome.then(
      (found) => this.#settle(room, found),
      (error: unknown) => room.fail(error),
    );
  }

  #settle(room: Committer, outcome: Outcome): void {
    if (outcome.kind === 'busy') return void this.#options.clock.after(BUSY_AGAIN_MS, () => this.request(room));
    try {
      room.settle(outcome);
    } catch (error) {
      room.fail(error);
    }
  }

  #measure(entries: number, began: number): void {
    const elapsedMs = Math.min(1_000, Math.max(1, began - this.#beganAtMs));
    const share = elapsedMs / (elapsedMs + 100);
    this.#rate += share * ((entries * 1_000) / elapsedMs - this.#rate);
    this.#beganAtMs = began;
  }
}

function prepareOrFail(room: Committer): Batch | null {
  try {
    return room.prepare();
  } catch (error) {
    room.fail(error);
    return null;
  }
}
