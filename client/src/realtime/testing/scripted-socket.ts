import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import {
  type AccessNotice,
  type AuthorsNotice,
  MESSAGE_ACCESS,
  MESSAGE_ACK,
  MESSAGE_ADJUSTED,
  MESSAGE_AUTHORS,
  MESSAGE_AWARENESS,
  MESSAGE_STATE,
  MESSAGE_SYNC,
} from 'shared/realtime/messages.ts';
import * as sync from 'y-protocols/sync';
import * as Y from 'yjs';

const EDITOR: AccessNotice = { access: 'edit', because: null, epoch: 1 };

/** The browser's end of a socket whose other end the test plays. The latest is the last of `all`. */
export class ScriptedSocket {
  static all: ScriptedSocket[] = [];
  readonly OPEN = 1;
  binaryType = 'arraybuffer';
  readyState = 0;
  readonly sent: Uint8Array[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: ArrayBuffer }) => void) | null = null;
  onclose: ((event: { code: number; reason: string }) => void) | null = null;
  onerror: (() => void) | null = null;
  readonly url: string;

  constructor(url: string) {
    this.url = url;
    ScriptedSocket.all.push(this);
  }

  /** As what `WebSocket` is handed to a session. */
  static get asWebSocket(): typeof WebSocket {
    return ScriptedSocket as unknown as typeof WebSocket;
  }

  static get latest(): ScriptedSocket {
    const latest = ScriptedSocket.all.at(-1);
    if (!latest) throw new Error('No socket was opened.');
    return latest;
  }

  send(frame: Uint8Array): void {
    this.sent.push(frame);
  }

  close(): void {
    this.readyState = 3;
  }

  open(): void {
    this.readyState = 1;
    this.onopen?.();
  }

  closeWith(code: number, reason = ''): void {
    this.readyState = 3;
    this.onclose?.({ code, reason });
  }

  receive(frame: Uint8Array): void {
    this.onmessage?.({ data: frame.slice().buffer });
  }

  /** As a server does that lets somebody in: their rights, the document, and the question for what they have. */
  admit(server: Y.Doc, access: AccessNotice = EDITOR): void {
    this.open();
    this.receive(jsonFrame(MESSAGE_ACCESS, access));
    const state = Y.encodeStateAsUpdateV2(server);
    this.receive(frameOf(MESSAGE_STATE, (encoder) => encoding.writeVarUint8Array(encoder, state)));
    if (access.access === 'edit')
      this.receive(frameOf(MESSAGE_SYNC, (encoder) => sync.writeSyncStep1(encoder, server)));
  }

  /** As a server does that knows only one format, and no epochs. */
  admitPlainly(server: Y.Doc): void {
    this.open();
    this.receive(jsonFrame(MESSAGE_ACCESS, { access: 'edit', because: null }));
    this.receive(frameOf(MESSAGE_SYNC, (encoder) => sync.writeSyncStep2(encoder, server)));
    this.receive(frameOf(MESSAGE_SYNC, (encoder) => sync.writeSyncStep1(encoder, server)));
  }

  /** Sends what somebody else has written. */
  sendUpdate(update: Uint8Array): void {
    this.receive(frameOf(MESSAGE_SYNC, (encoder) => sync.writeUpdate(encoder, update)));
  }

  /** Stores everything that was sent, and says so. */
  store(server: Y.Doc): void {
    this.acknowledge(this.deliverTo(server));
  }

  acknowledge(count: number): void {
    this.receive(frameOf(MESSAGE_ACK, (encoder) => encoding.writeVarUint(encoder, count)));
  }

  adjust(adjustments: unknown): void {
    this.receive(jsonFrame(MESSAGE_ADJUSTED, { adjustments }));
  }

  nameAuthors(authors: AuthorsNotice['authors']): void {
    this.receive(jsonFrame(MESSAGE_AUTHORS, { authors }));
  }

  showPerson(clientId: number, clock: number, state: unknown): void {
    const body = encoding.createEncoder();
    for (const number of [1, clientId, clock]) encoding.writeVarUint(body, number);
    encoding.writeVarString(body, JSON.stringify(state));
    this.receive(
      frameOf(MESSAGE_AWARENESS, (encoder) => encoding.writeVarUint8Array(encoder, encoding.toUint8Array(body))),
    );
  }

  /** Applies what was sent to the server's document. @returns how many document messages there were */
  deliverTo(server: Y.Doc): number {
    const frames = this.sent.filter(([kind, step]) => kind === MESSAGE_SYNC && step !== 0);
    for (const frame of frames) {
      const decoder = decoding.createDecoder(frame.subarray(1));
      sync.readSyncMessage(decoder, encoding.createEncoder(), server, 'client');
    }
    return frames.length;
  }

  /** The states that were shown to others, as JSON. */
  get shown(): string[] {
    return this.sent
      .filter(([kind]) => kind === MESSAGE_AWARENESS)
      .map((frame) => new TextDecoder().decode(frame).replace(/^[^{n]*/, ''));
  }
}

function jsonFrame(type: number, value: unknown): Uint8Array {
  return frameOf(type, (encoder) => encoding.writeVarString(encoder, JSON.stringify(value)));
}

function frameOf(type: number, write: (encoder: encoding.Encoder) => void): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, type);
  write(encoder);
  return encoding.toUint8Array(encoder);
}
