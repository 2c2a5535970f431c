import type { PersonId } from 'shared/ids.ts';
import type { Authors } from './authors.ts';

/**
 * Whose the Yjs clients of a design are. A client belongs to the person who first wrote as it, or shows themselves as it
 * now: whoever else wrote at its next clock would make everybody ignore what its owner does from then on. What somebody
 * made offline, in an earlier page load, is theirs for the same reason.
 */
export class Leases {
  readonly #written: Map<number, PersonId | null>;
  readonly #shown = new Map<number, PersonId>();

  /** @param written who has written as which client; null: the server itself */
  constructor(written: Authors) {
    this.#written = new Map(written);
  }

  /** Who has written as which client. */
  get written(): Authors {
    return this.#written;
  }

  /** Whose a client is; null: the server’s, undefined: nobody’s yet. */
  ownerOf(clientId: number): PersonId | null | undefined {
    const owner = this.#written.get(clientId);
    return owner === undefined ? this.#shown.get(clientId) : owner;
  }

  mayUse(clientId: number, personId: PersonId): boolean {
    const owner = this.ownerOf(clientId);
    return owner === undefined || owner === personId;
  }

  /** Somebody shows themselves as a client that `mayUse` lets them have. */
  show(clientId: number, personId: PersonId): void {
    this.#shown.set(clientId, personId);
  }

  /** They do not any more. Where they have written as it, it stays theirs. */
  hide(clientId: number): void {
    this.#shown.delete(clientId);
  }

  /** Keeps who has written for the first time. */
  wrote(authors: Authors): void {
    for (const [clientId, personId] of authors) this.#written.set(clientId, personId);
  }
}
