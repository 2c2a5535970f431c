import type { KeptCopy, KeptState } from '../kept-copy.ts';
import { mergeUpdates } from '../merge-updates.ts';
import type { Touched } from '../touched-places.ts';
import { type Row, Rows, storedRow } from './rows.ts';

type Job =
  | { readonly kind: 'write'; readonly rows: readonly Row[] }
  | { readonly kind: 'saved' }
  | { readonly kind: 'clear'; readonly done: () => void };

const MOST_ROWS = 200;
/** What others do is on the server; what one does oneself is kept at once. */
const OTHERS_MS = 1_000;

/**
 * What IndexedDB holds of a design. Two windows do not see each other's edits here, and a new one sees those of both.
 * See docs/decisions/0016-an-own-copy-on-the-device.md
 */
export class DesignCopy implements KeptCopy {
  readonly updates: readonly Uint8Array[];
  readonly unsaved: number;
  readonly touched: readonly Touched[];
  readonly #rows: Rows;
  #jobs: Job[] = [];
  #working: Promise<void> | null = null;
  /** Rows that are being written; after a failure those that the next write has to bring along. */
  #owed: readonly Row[] = [];
  #others: Uint8Array[] = [];
  #timer: ReturnType<typeof setTimeout> | null = null;
  /** Edits made here that are on their way into it. */
  #waiting = 0;
  #hasFailed = false;
  #changed: () => void = () => undefined;
  #encode: (() => Uint8Array) | null = null;

  /** @throws DOMException where this browser keeps nothing */
  static async open(name: string): Promise<DesignCopy> {
    const lost = { tell: (): void => undefined };
    const rows = await Rows.open(name, () => lost.tell());
    const copy = new DesignCopy(rows);
    lost.tell = () => copy.#fail();
    return copy;
  }

  private constructor(rows: Rows) {
    this.#rows = rows;
    this.updates = rows.found.map(({ bytes }) => bytes);
    this.unsaved = editsIn(rows.found);
    this.touched = rows.found.flatMap(({ touched }) => touched);
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

  keepOwn(bytes: Uint8Array, { edits, touched }: Pick<Row, 'edits' | 'touched'>): void {
    this.#flushOthers(); // it may build on what they have written
    this.#waiting += edits;
    this.#do({ kind: 'write', rows: [{ bytes, edits, touched }] });
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
    this.#waiting -= editsIn(this.#jobs.flatMap((job) => (job.kind === 'write' ? job.rows : [])));
    this.#jobs = [];
    await new Promise<void>((done) => this.#do({ kind: 'clear', done }));
  }

  async close(): Promise<void> {
    globalThis.removeEventListener?.('pagehide', this.#flushOthers);
    this.#flushOthers();
    await this.#working;
    this.#rows.close();
  }

  readonly #flushOthers = (): void => {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#others.length === 0) return;
    const bytes = mergeUpdates(this.#others);
    this.#others = [];
    this.#do({ kind: 'write', rows: [storedRow(bytes)] });
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
        this.#hasFailed = true;
      }
      if (job.kind === 'clear') job.done();
      this.#changed();
    }
    this.#working = null;
  }

  async #run(job: Job): Promise<void> {
    switch (job.kind) {
      case 'write':
        await this.#write([...job.rows, ...this.#waitingRows()]);
        break;
      case 'saved':
        if (this.#hasFailed && (await this.#beginAnew())) return;
        // What could not be kept is stored now; that it is not here leaves a gap all the same.
        if (this.#owed.length > 0) this.#owe([storedRow(mergeUpdates(this.#owed.map(({ bytes }) => bytes)))]);
        await this.#rows.markStored();
        break;
      case 'clear':
        this.#owe([]);
        return this.#rows.replaceAll([]);
    }
    // All of it is kept, also where making it smaller fails.
    if (this.#rows.count > MOST_ROWS && !this.#rows.hasUnsaved) await this.#beginAnew().catch(() => undefined);
  }

  async #write(rows: readonly Row[]): Promise<void> {
    this.#owed = [...this.#owed, ...rows];
    await this.#rows.add(this.#owed);
    this.#owe([]);
    this.#hasFailed = false;
  }

  /** Puts these in the place of all that were owed. */
  #owe(rows: readonly Row[]): void {
    this.#waiting -= editsIn(this.#owed) - editsIn(rows);
    this.#owed = rows;
  }

  #waitingRows(): Row[] {
    const rows: Row[] = [];
    for (let next = this.#jobs[0]; next?.kind === 'write'; next = this.#jobs[0]) {
      rows.push(...next.rows);
      this.#jobs.shift();
    }
    return rows;
  }

  /** One row in place of all; not while something is waiting, which the document has and the server does not. */
  async #beginAnew(): Promise<boolean> {
    if (this.#jobs.length > 0 || !this.#encode) return false;
    await this.#rows.replaceAll([storedRow(this.#encode())]);
    this.#owe([]);
    this.#hasFailed = false;
    return true;
  }

  #fail(): void {
    this.#hasFailed = true;
    this.#changed();
  }
}

function editsIn(rows: readonly Row[]): number {
  return rows.reduce((sum, { edits }) => sum + edits, 0);
}
