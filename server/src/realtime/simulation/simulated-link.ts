import { below, type Random } from 'shared/testing/random-session.ts';
import type { Wire, WireListener } from '../wire.ts';
import type { SimulatedTime } from './simulated-clock.ts';

/** What the client at one end of a link hears. */
export interface ClientListener {
  message(message: Uint8Array): void;
  closed(code: number, reason: string): void;
}

export interface SimulatedLinkOptions {
  readonly time: SimulatedTime;
  readonly random: Random;
  readonly client: ClientListener;
  /** What becomes of a message to the client; a network that works changes nothing. */
  readonly pass?: (message: Uint8Array) => Uint8Array | null;
}

/** A connection between a client and a server: in order, late, and broken at any time. */
export class SimulatedLink {
  readonly wire: Wire;
  readonly #time: SimulatedTime;
  readonly #random: Random;
  readonly #client: ClientListener;
  readonly #pass: (message: Uint8Array) => Uint8Array | null;
  #server: WireListener | null = null;
  #isOpen = true;
  #toServerAtMs = 0;
  #toClientAtMs = 0;

  constructor({ time, random, client, pass = (message) => message }: SimulatedLinkOptions) {
    this.#time = time;
    this.#random = random;
    this.#client = client;
    this.#pass = pass;
    this.wire = this.#makeWire();
  }

  /** From the client to the server. */
  send(message: Uint8Array): void {
    if (!this.#isOpen) return;
    // As a socket reads it: a buffer that nobody else writes to.
    const bytes = Uint8Array.from(message);
    this.#toServerAtMs = this.#later(this.#toServerAtMs, () => this.#server?.message(bytes));
  }

  /** The network is gone: nothing that is on its way arrives, and both ends find out. */
  break(): void {
    this.#close(1006, '');
  }

  #makeWire(): Wire {
    const isOpen = (): boolean => this.#isOpen;
    return {
      get isOpen() {
        return isOpen();
      },
      waitingBytes: 0,
      send: (messages) => {
        for (const message of messages)
          this.#toClientAtMs = this.#later(this.#toClientAtMs, () => {
            const passed = this.#pass(message);
            if (passed) this.#client.message(passed);
          });
      },
      ping: () => this.#later(0, () => this.#server?.pong()),
      close: (code, reason) => {
        if (!this.#isOpen) return;
        // What was sent before arrives before.
        this.#toClientAtMs = this.#later(this.#toClientAtMs, () => this.#close(code, reason));
        this.#server = null;
      },
      terminate: () => this.#close(1006, ''),
      pause: () => undefined,
      resume: () => undefined,
      listen: (hears) => (this.#server = hears),
    };
  }

  #later(notBeforeMs: number, run: () => void): number {
    const atMs = Math.max(notBeforeMs, this.#time.nowMs + 1 + below(this.#random, 40));
    this.#time.plan(atMs - this.#time.nowMs, () => {
      if (this.#isOpen) run();
    });
    return atMs;
  }

  #close(code: number, reason: string): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#server?.closed(code);
    this.#client.closed(code, reason);
  }
}
