import * as Y from 'yjs';
import { encodeSince } from './encode-since.ts';

/**
 * A transaction in which several updates come into a document. To begin and to end one takes Yjs longer than to take an
 * update in, and the longer the more clients have ever written. What Yjs notes of a transaction is kept apart for each
 * update, so that each can be followed and encoded by itself.
 */
export class SharedTransaction {
  readonly #transaction: Y.Transaction;
  /** Where the clients stood that have written in it, before it began. */
  readonly #before = new Map<number, number>();
  /** Deletions of the parts that are over. */
  readonly #deleted = Y.createDeleteSet();

  constructor(transaction: Y.Transaction) {
    this.#transaction = transaction;
  }

  /**
   * Carries out what one update does.
   * @param clients who may write in it
   * @param work gets the transaction as if nothing had been in it before, and a function that encodes what has been
   *   done, as an update; null: nothing
   */
  part<Result>(
    clients: readonly number[],
    work: (transaction: Y.Transaction, encode: () => Uint8Array | null) => Result,
  ): Result {
    const transaction = this.#transaction;
    const { doc } = transaction;
    const since = new Map(clients.map((client) => [client, Y.getState(doc.store, client)]));
    transaction.deleteSet = Y.createDeleteSet();
    try {
      return work(transaction, () => encodeSince(doc, since, transaction.deleteSet));
    } finally {
      addTo(this.#deleted, transaction.deleteSet);
      // Nobody observes the document; and what an update has made counts as changed only where it was there before.
      transaction.changed.clear();
      for (const [client, clock] of since) {
        if (!this.#before.has(client)) this.#before.set(client, clock);
        transaction.beforeState.set(client, Y.getState(doc.store, client));
      }
      // Yjs takes structs of one's own in a foreign transaction for somebody else's, and would give up this client id.
      transaction.local = true;
    }
  }

  /** To be called within the transaction: what Yjs tidies up at its end has to be all of it. */
  end(): void {
    for (const [client, clock] of this.#before) this.#transaction.beforeState.set(client, clock);
    this.#transaction.deleteSet = this.#deleted;
  }

  /** Everything that was done, as one update, once the transaction is over; null: nothing. */
  encode(): Uint8Array | null {
    return encodeSince(this.#transaction.doc, this.#before, this.#deleted);
  }
}

function addTo(all: Y.Transaction['deleteSet'], more: Y.Transaction['deleteSet']): void {
  for (const [client, ranges] of more.clients) {
    const known = all.clients.get(client);
    if (known) for (const range of ranges) known.push(range);
    else all.clients.set(client, ranges);
  }
}
