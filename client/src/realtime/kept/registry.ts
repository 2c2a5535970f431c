import type { DesignDetail } from 'shared/design/api.ts';
import type { LocalChange } from '../local-changes.ts';
import { answerOf, committed, openDatabase } from './database.ts';

/** A copy of a design that this browser has. */
export interface CopyEntry {
  /** Of its database. */
  readonly name: string;
  readonly personId: string;
  readonly designId: string;
  readonly epoch: number;
  /** Milliseconds since 1970. */
  readonly usedAt: number;
  /** What the server said of the design when it was last opened. */
  readonly detail: DesignDetail;
}

const NAME = 'mitwerk';
const COPIES = 'copies';
const NOT_KEPT = 'not-kept';

/** Which copies there are in this browser, and what of somebody's work is in no design. */
export class Registry {
  readonly #database: IDBDatabase;

  /** @throws DOMException where this browser keeps nothing */
  static async open(): Promise<Registry> {
    const database = await openDatabase(NAME, (made) => {
      made.createObjectStore(COPIES, { keyPath: 'name' });
      made.createObjectStore(NOT_KEPT);
    });
    database.onversionchange = () => database.close();
    return new Registry(database);
  }

  private constructor(database: IDBDatabase) {
    this.#database = database;
  }

  copies(): Promise<CopyEntry[]> {
    return answerOf<CopyEntry[]>(this.#database.transaction(COPIES).objectStore(COPIES).getAll());
  }

  put(entry: CopyEntry): Promise<void> {
    return this.#write((store) => store.put(entry));
  }

  remove(name: string): Promise<void> {
    return this.#write((store) => store.delete(name));
  }

  async notKept(personId: string, designId: string): Promise<readonly LocalChange[]> {
    const store = this.#database.transaction(NOT_KEPT).objectStore(NOT_KEPT);
    return (await answerOf<readonly LocalChange[] | undefined>(store.get([personId, designId]))) ?? [];
  }

  /** @param change of the list, as it is when nobody else writes: other windows add to it and take from it too */
  async changeNotKept(
    personId: string,
    designId: string,
    change: (list: readonly LocalChange[]) => readonly LocalChange[],
  ): Promise<void> {
    const key = [personId, designId];
    const transaction = this.#database.transaction(NOT_KEPT, 'readwrite');
    const store = transaction.objectStore(NOT_KEPT);
    const before = await answerOf<readonly LocalChange[] | undefined>(store.get(key));
    const after = change(before ?? []);
    if (after.length > 0) store.put(after, key);
    else store.delete(key);
    await committed(transaction);
  }

  close(): void {
    this.#database.close();
  }

  async #write(write: (copies: IDBObjectStore) => void): Promise<void> {
    const transaction = this.#database.transaction(COPIES, 'readwrite');
    write(transaction.objectStore(COPIES));
    await committed(transaction);
  }
}
