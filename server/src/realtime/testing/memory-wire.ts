import type { Wire, WireListener } from '../wire.ts';

/** A connection within one process, without delay. */
export class MemoryWire implements Wire {
  isOpen = true;
  readonly waitingBytes = 0;
  readonly #received: (message: Uint8Array) => void;
  readonly #closed: (code: number, reason: string) => void;
  #server: WireListener | null = null;

  constructor(received: (message: Uint8Array) => void, closed: (code: number, reason: string) => void) {
    this.#received = received;
    this.#closed = closed;
  }

  /** From the client to the server. */
  say(message: Uint8Array): void {
    if (this.isOpen) this.#server?.message(Uint8Array.from(message));
  }

  send(messages: readonly Uint8Array[]): void {
    for (const message of messages) if (this.isOpen) this.#received(message);
  }

  close(code: number, reason: string): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    this.#server?.closed(code);
    this.#closed(code, reason);
  }

  terminate(): void {
    this.close(1006, '');
  }

  listen(hears: WireListener): void {
    this.#server = hears;
  }

  ping(): void {
    this.#server?.pong();
  }

  pause(): void {
    // Nobody here sends more than is stored.
  }

  resume(): void {
    // See `pause`.
  }
}
