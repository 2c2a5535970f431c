import { MESSAGE_AWARENESS } from 'shared/realtime/messages.ts';
import * as encoding from 'lib0/encoding';

interface Entry {
  readonly clientId: number;
  /** `[client, clock, state]` as it stands in an awareness message. */
  readonly bytes: Uint8Array;
}

/**
 * Awareness entries on their way to several people. Each entry is encoded once; a receiver gets all of them in one
 * message, without their own, which their client would take for news and repeat.
 */
export class PresenceBatch {
  readonly #entries = new Map<number, Entry>();
  /** All entries after each other, and where each begins; null: to be made. */
  #joined: { readonly bytes: Uint8Array; readonly starts: ReadonlyMap<number, number> } | null = null;
  #forAll: Uint8Array | null = null;

  /** @param state JSON; `null` takes the client off */
  set(clientId: number, clock: number, state: string): void {
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, clientId);
    encoding.writeVarUint(encoder, clock);
    encoding.writeVarString(encoder, state);
    this.#put({ clientId, bytes: encoding.toUint8Array(encoder) });
  }

  /** Takes over what another batch has; it is newer. */
  merge(newer: PresenceBatch): void {
    for (const entry of newer.#entries.values()) this.#put(entry);
  }

  /** The awareness message for a client; null where there is nothing for it. */
  messageFor(clientId: number | null): Uint8Array | null {
    const own = clientId === null ? undefined : this.#entries.get(clientId);
    const count = this.#entries.size - (own ? 1 : 0);
    if (count === 0) return null;
    const { bytes, starts } = this.#join();
    if (!own) return (this.#forAll ??= messageOf(count, [bytes]));
    const start = starts.get(own.clientId) ?? 0;
    return messageOf(count, [bytes.subarray(0, start), bytes.subarray(start + own.bytes.length)]);
  }

  #put(entry: Entry): void {
    this.#entries.set(entry.clientId, entry);
    this.#joined = null;
    this.#forAll = null;
  }

  #join() {
    if (this.#joined) return this.#joined;
    const starts = new Map<number, number>();
    let length = 0;
    for (const { clientId, bytes } of this.#entries.values()) {
      starts.set(clientId, length);
      length += bytes.length;
    }
    const bytes = new Uint8Array(length);
    for (const entry of this.#entries.values()) bytes.set(entry.bytes, starts.get(entry.clientId) ?? 0);
    return (this.#joined = { bytes, starts });
  }
}

function messageOf(count: number, parts: readonly Uint8Array[]): Uint8Array {
  const head = encoding.createEncoder();
  encoding.writeVarUint(head, count);
  const body = encoding.toUint8Array(head);
  const length = parts.reduce((sum, part) => sum + part.length, body.length);
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, MESSAGE_AWARENESS);
  encoding.writeVarUint(encoder, length);
  for (const part of [body, ...parts]) encoding.writeUint8Array(encoder, part);
  return encoding.toUint8Array(encoder);
}
