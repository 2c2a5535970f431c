import type { DesignId, PersonId } from 'shared/ids.ts';
import { askTogether } from '../db/ask-together.ts';
import type { Database } from '../db/database.ts';
import type { LogConnection } from '../db/log-connection.ts';
import { designNotFound } from '../design/rights.ts';
import type { Graphs } from '../space/graphs.ts';
import { loadSpace } from '../space/service.ts';
import { answerWithin, TooLate } from './answer-within.ts';
import { appendToLogs } from './append-to-logs.ts';
import { loadAuthors } from './authors.ts';
import { readLog, type ReadLogOptions } from './load-design.ts';
import { fencesOf, takeFence, writeSnapshot } from './log.ts';
import { type AccessQuestion, readAccess } from './read-access.ts';
import type { Access, Batch, OpenedDesign, Outcome, Snapshot, Storage } from './storage.ts';
import { whyNotAppended } from './why-not-appended.ts';

export interface PgStorageOptions {
  readonly db: Database;
  readonly logConnection: LogConnection;
  readonly graphs: Graphs;
  /** A database that has not answered by then may never do so: everybody would wait for it. */
  readonly appendWithinMs?: number;
}

/** The log in PostgreSQL. */
export class PgStorage implements Storage {
  readonly #db: Database;
  readonly #logConnection: LogConnection;
  readonly #graphs: Graphs;
  readonly #appendWithinMs: number;
  readonly #accessOf: (question: AccessQuestion) => Promise<Access | null>;

  constructor({ db, logConnection, graphs, appendWithinMs = 10_000 }: PgStorageOptions) {
    this.#db = db;
    this.#logConnection = logConnection;
    this.#graphs = graphs;
    this.#appendWithinMs = appendWithinMs;
    this.#accessOf = askTogether((questions) => readAccess(db, questions));
  }

  async access(designId: DesignId, personId: PersonId): Promise<Access> {
    const access = await this.#accessOf({ designId, personId });
    if (!access) throw designNotFound();
    return access;
  }

  async open(designId: DesignId, options: ReadLogOptions = {}): Promise<OpenedDesign> {
    const { hash, ...opened } = await this.#db.transaction(async (tx) => {
      // First of all: the row stays locked until the log is read, so nothing of an older owner comes in behind it.
      const { fence, epoch, head, hash } = await takeFence(tx, designId);
      const log = await readLog(tx, designId, options);
      // What is missing at its end would leave no gap.
      if (log.head !== head) throw new Error(`The log of design ${designId} ends at ${log.head} and not at ${head}.`);
      const authors = await loadAuthors(tx, designId);
      // One object for all rooms: the engine of its rules is made once for it.
      const { space } = await loadSpace(tx, hash);
      return { ...log, authors, fence, epoch, hash, space };
    });
    return { ...opened, ready: this.#graphs.use(hash, opened.space) };
  }

  async takenOver(held: ReadonlyMap<DesignId, number>): Promise<readonly DesignId[]> {
    const fences = await fencesOf(this.#db, [...held.keys()]);
    return [...held].flatMap(([designId, fence]) => (fences.get(designId) === fence ? [] : [designId]));
  }

  async append(batches: readonly Batch[]): Promise<readonly (Outcome | Promise<Outcome>)[]> {
    const appended = await this.#appendInTime(batches);
    const others = batches.filter(({ designId }) => !appended.has(designId));
    const reasons = others.length === 0 ? null : whyNotAppended(this.#db, others);
    return batches.map(({ designId }) => {
      if (!reasons || appended.has(designId)) return { kind: 'appended' };
      return reasons.then((found) => found.get(designId) ?? { kind: 'busy' });
    });
  }

  /** Whoever waits behind a question that is never answered would never be answered either. */
  async #appendInTime(batches: readonly Batch[]): Promise<ReadonlySet<DesignId>> {
    const appending = appendToLogs(this.#logConnection.db, batches);
    try {
      return await answerWithin(this.#appendWithinMs, 'An append to the log', appending);
    } catch (error) {
      if (error instanceof TooLate) this.#logConnection.renew();
      throw error;
    }
  }

  async keepSnapshot(snapshot: Snapshot): Promise<void> {
    await writeSnapshot(this.#db, snapshot);
  }
}
