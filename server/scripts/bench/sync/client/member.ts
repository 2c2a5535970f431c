import * as decoding from 'lib0/decoding';
import { type Dialect, type Heard, kindOf, NOTHING, QUESTION, updateMessage } from './dialect.ts';
import type { Mover } from './moves.ts';
import type { LoadRoom, Sent, Tally } from './room.ts';
import { LoadSocket } from './socket.ts';
import { clientFrame } from './ws-frames.ts';

export interface MemberOptions {
  readonly port: number;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly dialect: Dialect;
  readonly room: LoadRoom;
  readonly tally: Tally;
}

/** One connection to a document: speaks y-websocket, counts what arrives and how long it took. */
export class Member {
  readonly socket: LoadSocket;
  /** Updates of others that did not follow on what had come before. */
  gaps = 0;
  /** What has come of the document, as updates in Yjs' first format. */
  readonly document: Uint8Array[] = [];
  /** Whether it has brought or got more than an empty document. */
  hasDocument = false;
  /** When the document had come, as `performance.now()` has it. */
  documentAt = NaN;
  /** Called with every message that is not an update, an acknowledgement or about the document. */
  onMessage: (kind: Heard, body: Buffer) => void = () => undefined;
  readonly #options: MemberOptions;
  readonly #prefix: number;
  /** The next clock of every writer that it waits for. */
  readonly #next: number[] = [];
  /** When it sent each document message that is not acknowledged yet. */
  #unsaved: number[] = [];
  #saved = 0;
  #own: Sent | null = null;
  #ownClient = -1;
  #keepsDocument = true;
  /** Some servers ask for what one has before they are asked. */
  readonly #asked = Promise.withResolvers<void>();

  constructor(options: MemberOptions) {
    this.#options = options;
    const { dialect, room } = options;
    this.#prefix = dialect.prefix(room.name);
    this.socket = new LoadSocket(options, (bytes) => this.#hear(bytes));
  }

  get room(): LoadRoom {
    return this.#options.room;
  }

  /** Opens the document; resolves when it may write. */
  async join(): Promise<void> {
    const { dialect, room } = this.#options;
    await this.socket.opened;
    for (const message of dialect.hello(room.name)) this.socket.send(message);
    if (!dialect.hasDocument) return;
    this.#send(QUESTION);
    await this.#asked.promise;
    this.#sendDocument(NOTHING);
  }

  /** Puts the first content into a document that the server has not got. */
  seed(update: Uint8Array): void {
    this.hasDocument = true;
    this.#sendDocument(updateMessage(update));
  }

  /** What has come of the document is not kept any more: from now on there are only updates. */
  forgetDocument(): void {
    this.#keepsDocument = false;
    this.document.length = 0;
  }

  write(mover: Mover): void {
    if (this.#own === null) {
      this.#own = this.#options.room.writer(mover.clientId);
      this.#ownClient = mover.clientId;
    }
    const message = updateMessage(mover.move());
    this.#own.now();
    this.#options.tally.sent += 1;
    this.#sendDocument(message);
  }

  /** A message that is not about the document. */
  say(message: Uint8Array): void {
    this.#send(message);
  }

  /** Edits of others that have not come. */
  get missing(): number {
    let missing = 0;
    for (const [client, sent] of this.#options.room.writers)
      if (client !== this.#ownClient) missing += sent.clock - (this.#next[sent.index] ?? 0);
    return missing;
  }

  /** Own document messages that are not acknowledged. */
  get unsaved(): number {
    return this.#unsaved.length;
  }

  #send(message: Uint8Array): void {
    const { dialect, room } = this.#options;
    this.socket.write(clientFrame(dialect.wrap(room.name, message)));
  }

  #sendDocument(message: Uint8Array): void {
    if (this.#options.dialect.acknowledgement) this.#unsaved.push(performance.now());
    this.#send(message);
  }

  #hear(bytes: Buffer): void {
    const at = this.#prefix;
    const kind = kindOf(bytes[at] ?? -1, bytes[at + 1] ?? -1);
    if (kind === 'update') return this.#hearUpdate(bytes.subarray(at + 2));
    if (kind === 'acknowledgement') return this.#hearAcknowledgement(bytes.subarray(at + 1));
    if (kind === 'answer') return this.#keep(bytes.subarray(at + 2));
    if (kind === 'state') return this.#keep(bytes.subarray(at + lengthOfVarUint(bytes.subarray(at))));
    if (kind === 'question') return this.#asked.resolve();
    this.onMessage(kind, bytes.subarray(at));
  }

  #hearUpdate(body: Buffer): void {
    const { room, tally } = this.#options;
    const head = lengthOfVarUint(body);
    if (!this.hasDocument || this.#keepsDocument) this.#keep(body);
    const now = performance.now();
    for (const { client, from, to } of room.news.rangesOf(body.subarray(head))) {
      if (client === this.#ownClient) continue;
      const sent = room.writers.get(client);
      if (!sent) continue;
      const next = this.#next[sent.index] ?? 0;
      if (from > next) this.gaps += 1;
      for (let clock = Math.max(from, next); clock < to; clock += 1) {
        tally.seen.add(now - sent.at(clock));
        tally.delivered += 1;
      }
      this.#next[sent.index] = Math.max(next, to);
    }
  }

  #keep(body: Buffer): void {
    const update = body.subarray(lengthOfVarUint(body));
    if (!this.hasDocument && update.length > NOTHING.length) {
      this.hasDocument = true;
      this.documentAt = performance.now();
    }
    if (this.#keepsDocument) this.document.push(Uint8Array.from(update));
  }

  #hearAcknowledgement(body: Buffer): void {
    const { dialect, tally } = this.#options;
    const count =
      dialect.acknowledgement === 'cumulative' ? decoding.readVarUint(decoding.createDecoder(body)) - this.#saved : 1;
    if (count <= 0) return;
    const now = performance.now();
    for (const sentAt of this.#unsaved.splice(0, count)) tally.saved.add(now - sentAt);
    this.#saved += count;
  }
}

function lengthOfVarUint(bytes: Buffer): number {
  let length = 1;
  while ((bytes[length - 1] ?? 0) >= 0x80) length += 1;
  return length;
}
