import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { MESSAGE_ACK, MESSAGE_AWARENESS, MESSAGE_SYNC } from 'shared/realtime/messages.ts';
import * as sync from 'y-protocols/sync';
import type * as Y from 'yjs';
import { WebSocket } from 'ws';

/** A client that sends what it is told, whether the protocol allows it or not, and notes what it gets. */
export class RawSocket {
  readonly opened: Promise<void>;
  /** How it was closed. */
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>;
  readonly received: Uint8Array[] = [];
  readonly #socket: WebSocket;

  constructor(url: string, headers: Readonly<Record<string, string>>) {
    this.#socket = new WebSocket(url, { headers });
    this.opened = new Promise((resolve, reject) => {
      this.#socket.once('open', () => resolve());
      this.#socket.once('error', reject);
    });
    this.closed = new Promise((resolve) => {
      this.#socket.once('close', (code, reason) => resolve({ code, reason: reason.toString() }));
    });
    this.#socket.on('message', (data: Buffer) => this.received.push(new Uint8Array(data)));
    this.#socket.on('error', () => undefined);
  }

  send(frame: Uint8Array | string): void {
    this.#socket.send(frame);
  }

  /** Resolves when the server has asked for what the client has: however long it takes to open the design. */
  async asked(): Promise<void> {
    while (!this.isAsked) await new Promise((resolve) => this.#socket.once('message', resolve));
  }

  /** Resolves when the server has received everything that was sent before. */
  async answersPing(): Promise<void> {
    const answered = new Promise((resolve) => this.#socket.once('pong', resolve));
    this.#socket.ping();
    await answered;
  }

  /** Reads nothing any more, also not that it should go. */
  pause(): void {
    this.#socket.pause();
  }

  /** One message, in as many frames. */
  sendInPieces(pieces: readonly Uint8Array[]): void {
    for (const [index, piece] of pieces.entries())
      this.#socket.send(piece, { binary: true, fin: index === pieces.length - 1 });
  }

  terminate(): void {
    this.#socket.terminate();
  }

  /** The kinds of messages that came, in their order. */
  get kinds(): number[] {
    return this.received.map((frame) => frame[0] ?? -1);
  }

  /** The highest acknowledgement so far. */
  get acknowledged(): number {
    const acks = this.received.filter(([kind]) => kind === MESSAGE_ACK);
    return Math.max(0, ...acks.map((frame) => decoding.readVarUint(decoding.createDecoder(frame.subarray(1)))));
  }

  /** Whether the server has sent the whole document: then it asks for what the client has. */
  get isAsked(): boolean {
    return this.received.some(([kind, step]) => kind === MESSAGE_SYNC && step === sync.messageYjsSyncStep1);
  }

  /** The updates of others, and the answer to the own state vector. */
  get updates(): Uint8Array[] {
    return this.received
      .filter((frame) => frame[0] === MESSAGE_SYNC && frame[1] !== sync.messageYjsSyncStep1)
      .map((frame) => decoding.readVarUint8Array(decoding.createDecoder(frame.subarray(2))));
  }
}

export function questionOf(doc: Y.Doc): Uint8Array {
  return syncFrame((encoder) => sync.writeSyncStep1(encoder, doc));
}

/** The answer to the server's question: what the document holds. */
export function answerOf(update: Uint8Array): Uint8Array {
  return syncFrame((encoder) => {
    encoding.writeVarUint(encoder, sync.messageYjsSyncStep2);
    encoding.writeVarUint8Array(encoder, update);
  });
}

export function updateOf(update: Uint8Array): Uint8Array {
  return syncFrame((encoder) => sync.writeUpdate(encoder, update));
}

export function presenceOf(clientId: number, clock: number, state: unknown): Uint8Array {
  const body = encoding.createEncoder();
  for (const number of [1, clientId, clock]) encoding.writeVarUint(body, number);
  encoding.writeVarString(body, JSON.stringify(state));
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, MESSAGE_AWARENESS);
  encoding.writeVarUint8Array(encoder, encoding.toUint8Array(body));
  return encoding.toUint8Array(encoder);
}

function syncFrame(write: (encoder: encoding.Encoder) => void): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, MESSAGE_SYNC);
  write(encoder);
  return encoding.toUint8Array(encoder);
}
