import * as decoding from 'lib0/decoding';
import { MESSAGE_ACK, MESSAGE_STATE, MESSAGE_SYNC } from 'shared/realtime/messages.ts';
import * as sync from 'y-protocols/sync';
import type { Wire, WireListener } from '../wire.ts';

/** A client at the end of a wire without a network: what one side sends the other has at once. */
export class TestWire implements Wire {
  isOpen = true;
  waitingBytes = 0;
  isPaused = false;
  readonly received: Uint8Array[] = [];
  /** How it was closed. */
  closed: { readonly code: number; readonly reason: string } | null = null;
  #server: WireListener | null = null;

  /** From the client to the server. */
  say(message: Uint8Array): void {
    if (this.isOpen) this.#server?.message(message);
  }

  /** The client goes. */
  leave(): void {
    this.close(1000, '');
  }

  /** How far its document messages are stored, as it has heard. */
  get acknowledged(): number {
    const acks = this.received.filter(([kind]) => kind === MESSAGE_ACK);
    return Math.max(0, ...acks.map((frame) => decoding.readVarUint(decoding.createDecoder(frame.subarray(1)))));
  }

  /** The state vectors that the server has asked with. */
  get questions(): Uint8Array[] {
    return this.received
      .filter(([kind, step]) => kind === MESSAGE_SYNC && step === sync.messageYjsSyncStep1)
      .map((frame) => decoding.readVarUint8Array(decoding.createDecoder(frame.subarray(2))));
  }

  /** How often it has been sent what it lacks. */
  get states(): number {
    return this.received.filter(([kind]) => kind === MESSAGE_STATE).length;
  }

  send(messages: readonly Uint8Array[]): void {
    if (this.isOpen) this.received.push(...messages);
  }

  ping(): void {
    this.#server?.pong();
  }

  close(code: number, reason: string): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    this.closed = { code, reason };
    this.#server?.closed(code);
  }

  terminate(): void {
    this.close(1006, '');
  }

  pause(): void {
    this.isPaused = true;
  }

  resume(): void {
    this.isPaused = false;
  }

  listen(hears: WireListener): void {
    this.#server = hears;
  }
}
