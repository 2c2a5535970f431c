import type { Touched } from '../touched-places.ts';
import { mergeUpdates } from '../merge-updates.ts';
import { answerOf, committed, openDatabase } from './database.ts';

/** One update, and what it means that it is there: all of it is kept, or nothing. */
export interface Row {
  readonly bytes: Uint8Array;
  /** How many edits of this person it holds that the server has not said to be stored. */
  readonly edits: number;
  readonly touched: readonly Touched[];
}

/** An update in which there is nothing that the server does not have. */
export function storedRow(bytes: Uint8Array): Row {
  return { bytes, edits: 0, touched: [] };
}

const ROWS = 'rows';

/**
 * The rows that a database of this browser has of a document. Takes away only those that were here when it was opened,
 * and those that it has added itself: other windows add to them too.
 */
export class Rows {
  /** What was there when it was opened, oldest first. */
  readonly found: readonly Row[];
  readonly #database: IDBDatabase;
  readonly #keys = new Set<IDBValidKey>();
  /** Those of them that hold edits which are not stored, with their bytes. */
  readonly #unsaved = new Map<IDBValidKey, Uint8Array>();

  /**
   * @param lost the database has gone: nothing can be kept in it any more
   * @throws DOMException where this browser keeps nothing
   */
  static async open(name: string, lost: () => void): Promise<Rows> {
    const database = await openDatabase(name, (made) => made.createObjectStore(ROWS, { autoIncrement: true }));
    // Another window deletes it, or the person has told the browser to.
    database.onversionchange = () => {
      database.close();
      lost();
    };
    database.onclose = lost;
    const rows = database.transaction(ROWS).objectStore(ROWS);
    const [keys, values] = await Promise.all([answerOf(rows.getAllKeys()), answerOf<Row[]>(rows.getAll())]);
    return new Rows(database, keys, values);
  }

  private constructor(database: IDBDatabase, keys: readonly IDBValidKey[], rows: readonly Row[]) {
    this.#database = database;
    this.found = rows;
    keys.forEach((key, index) => this.#know(key, rows[index]));
  }

  get count(): number {
    return this.#keys.size;
  }

  get hasUnsaved(): boolean {
    return this.#unsaved.size > 0;
  }

  add(rows: readonly Row[]): Promise<void> {
    return this.#replace([], rows);
  }

  /** The server has everything that these rows hold. */
  async markStored(): Promise<void> {
    if (!this.hasUnsaved) return;
    await this.#replace([...this.#unsaved.keys()], [storedRow(mergeUpdates([...this.#unsaved.values()]))]);
  }

  /** Puts these in the place of all that are known. */
  replaceAll(rows: readonly Row[]): Promise<void> {
    return this.#replace([...this.#keys], rows);
  }

  close(): void {
    this.#database.close();
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
  }

  #know(key: IDBValidKey, row: Row | undefined): void {
    this.#keys.add(key);
    if (row && row.edits > 0) this.#unsaved.set(key, row.bytes);
  }
}
