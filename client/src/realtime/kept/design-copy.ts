import * as Y from 'yjs';
import type { KeptCopy, KeptState } from '../kept-copy.ts';
import type { Touched } from '../touched-places.ts';
import { answerOf, committed, openDatabase } from './database.ts';

/** One update, and what it means that it is there: all of it is kept, or nothing. */
interface Row {
  readonly bytes: Uint8Array;
  /** How many edits of this person it holds that the server has not said to be stored. */
  readonly edits: number;
  readonly touched: readonly Touched[];
}

type Job =
  | { readonly kind: 'write'; readonly rows: readonly Row[] }
  | { readonly kind: 'saved' }
  | { readonly kind: 'clear'; readonly done: () => void };

const ROWS = 'rows';
const MOST_ROWS = 200;
/** What others do is on the server; what one does oneself is kept at once. */
const OTHERS_MS = 1_000;

/**
 * What IndexedDB holds of a design. Every window adds rows of its own and takes away only those that it has read or
 * written itself: two windows do not see each other's edits here, and a new one sees those of both. See decision 16.
 */
export class DesignCopy implements KeptCopy {
  readonly updates: readonly Uint8Array[];
  readonly unsaved: number;
  readonly touched: readonly Touched[];
  readonly #database: IDBDatabase;
  /** Rows that this window knows. */
  readonly #keys = new Set<IDBValidKey>();
  /** Those of them that hold edits which are not stored, with their bytes. */
  readonly #unsaved = new Map<IDBValidKey, Uint8Array>();
  #jobs: Job[] = [];
  #working: Promise<void> | null = null;
  #others: Uint8Array[] = [];
  #timer: ReturnType<typeof setTimeout> | null = null;
  /** Edits made here that are on their way into it. */
  #waiting = 0;
  #hasFailed = false;
  #changed: () => void = () => undefined;
  #encode: (() => Uint8Array) | null = null;

  /** @throws DOMException where this browser keeps nothing */
  static async open(name: string): Promise<DesignCopy> {
    const database = await openDatabase(name, (made) => made.createObjectStore(ROWS, { autoIncrement: true }));
    const rows = database.transaction(ROWS).objectStore(ROWS);
    const [keys, values] = await Promise.all([answerOf(rows.getAllKeys()), answerOf<Row[]>(rows.getAll())]);
    return new DesignCopy(database, keys, values);
  }

  private constructor(database: IDBDatabase, keys: readonly IDBValidKey[], rows: readonly Row[]) {
    this.#database = database;
    keys.forEach((key, index) => this.#know(key, rows[index]));
    this.updates = rows.map(({ bytes }) => bytes);
    this.unsaved = rows.reduce((sum, { edits }) => sum + edits, 0);
    this.touched = rows.flatMap(({ touched }) => touched);
    // Another window deletes it, or the person has told the browser to.
    database.onversionchange = () => {
      database.close();
      this.#fail();
    };
    database.onclose = () => this.#fail();
    globalThis.addEventListener?.('pagehide', this.#flushOthers);
  }

  get state(): KeptState {
    if (this.#hasFailed) return 'failed';
    return this.#waiting > 0 ? 'writing' : 'kept';
  }

  begin({ changed, encode }: { readonly changed: () => void; readonly encode: () => Uint8Array }): void {
    this.#changed = changed;
    this.#encode = encode;
  }

  keepOwn(bytes: Uint8Array, touched: readonly Touched[]): void {
    this.#flushOthers(); // it may build on what they have written
    this.#waiting += 1;
    this.#do({ kind: 'write', rows: [{ bytes, edits: 1, touched }] });
  }

  keepOthers(update: Uint8Array): void {
    this.#others.push(update);
    this.#timer ??= setTimeout(this.#flushOthers, OTHERS_MS);
  }

  allSaved(): void {
    this.#do({ kind: 'saved' });
  }

  async clear(): Promise<void> {
    this.#others = [];
    this.#jobs = [];
    this.#waiting = 0;
    await new Promise<void>((done) => this.#do({ kind: 'clear', done }));
  }

  async close(): Promise<void> {
    globalThis.removeEventListener?.('pagehide', this.#flushOthers);
    this.#flushOthers();
    await this.#working;
    this.#database.close();
  }

  readonly #flushOthers = (): void => {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#others.length === 0) return;
    const bytes = Y.mergeUpdates(this.#others);
    this.#others = [];
    this.#do({ kind: 'write', rows: [{ bytes, edits: 0, touched: [] }] });
  };

  #do(job: Job): void {
    this.#jobs.push(job);
    this.#changed();
    this.#working ??= this.#work();
  }

  /** One after the other, in the order in which they came; writes that wait for each other go together. */
  async #work(): Promise<void> {
    for (let job = this.#jobs.shift(); job; job = this.#jobs.shift()) {
      try {
        await this.#run(job);
      } catch {
        this.#fail();
      }
      if (job.kind === 'clear') job.done();
      this.#changed();
    }
    this.#working = null;
  }

  async #run(job: Job): Promise<void> {
    switch (job.kind) {
      case 'write':
        if (this.#hasFailed) return;
        await this.#replace([], [...job.rows, ...this.#waitingRows()]);
        return this.#compactIfLarge();
      case 'saved':
        if (this.#hasFailed) return this.#beginAnew();
        if (this.#unsaved.size > 0)
          await this.#replace([...this.#unsaved.keys()], [saved(Y.mergeUpdates([...this.#unsaved.values()]))]);
        return this.#compactIfLarge();
      case 'clear':
        return this.#replace([...this.#keys], []);
    }
  }

  #waitingRows(): Row[] {
    const rows: Row[] = [];
    for (let next = this.#jobs[0]; next?.kind === 'write'; next = this.#jobs[0]) {
      rows.push(...next.rows);
      this.#jobs.shift();
    }
    return rows;
  }

  async #compactIfLarge(): Promise<void> {
    if (this.#keys.size > MOST_ROWS && this.#unsaved.size === 0) await this.#replaceAll();
  }

  /** Some of it could not be kept; now that the server has it all, what is here becomes whole again. */
  async #beginAnew(): Promise<void> {
    if (!(await this.#replaceAll())) return;
    this.#hasFailed = false;
    this.#waiting = 0;
  }

  /** One row in place of all; not while something is waiting, which the document has and the server does not. */
  async #replaceAll(): Promise<boolean> {
    if (this.#jobs.length > 0 || !this.#encode) return false;
    await this.#replace([...this.#keys], [saved(this.#encode())]);
    return true;
  }

  async #replace(keys: readonly IDBValidKey[], added: readonly Row[]): Promise<void> {
    const transaction = this.#database.transaction(ROWS, 'readwrite');
    const rows = transaction.objectStore(ROWS);
    for (const key of keys) rows.delete(key);
    const requests = added.map((row) => rows.add(row));
    await committed(transaction);
    for (const key of keys) {
      this.#keys.delete(key);
      this.#unsaved.delete(key);
    }
    requests.forEach(({ result }, index) => this.#know(result, added[index]));
    this.#waiting = Math.max(0, this.#waiting - added.filter(({ edits }) => edits > 0).length);
  }

  #know(key: IDBValidKey, row: Row | undefined): void {
    this.#keys.add(key);
    if (row && row.edits > 0) this.#unsaved.set(key, row.bytes);
  }

  #fail(): void {
    this.#hasFailed = true;
    this.#changed();
  }
}

function saved(bytes: Uint8Array): Row {
  return { bytes, edits: 0, touched: [] };
}
