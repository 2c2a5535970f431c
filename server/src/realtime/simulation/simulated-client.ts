import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { putElement, readDesign } from 'shared/design/design-doc.ts';
import { makeUndo } from 'shared/design/undo.ts';
import type { PersonId } from 'shared/ids.ts';
import { mayReplay, refusalOf } from 'shared/realtime/close-reason.ts';
import {
  type AccessNotice,
  MESSAGE_ACCESS,
  MESSAGE_ACK,
  MESSAGE_STATE,
  MESSAGE_SYNC,
} from 'shared/realtime/messages.ts';
import type { Space } from 'shared/space/schema.ts';
import { below, randomEdit, type Random } from 'shared/testing/random-session.ts';
import * as sync from 'y-protocols/sync';
import * as Y from 'yjs';
import { contentOf } from '../document-content.ts';
import type { SimulatedLink } from './simulated-link.ts';

export interface SimulatedClientOptions {
  readonly name: string;
  readonly personId: PersonId;
  readonly space: Space;
  readonly random: Random;
  /** The server sends an update, in Yjs' first format; before it is in the document. */
  readonly onShown: (update: Uint8Array) => void;
  /** The server says that these are stored. */
  readonly onStored: (updates: readonly Uint8Array[]) => void;
  /** The server sends it away for good, with what it has made. */
  readonly onRefused: (reason: string) => void;
}

/**
 * A window with the protocol of y-websocket and our acknowledgements, which never forgets what was not acknowledged: what
 * `client/src/realtime` does, for which a browser is needed.
 */
export class SimulatedClient {
  readonly name: string;
  readonly personId: PersonId;
  readonly wantsV2: boolean;
  /** Begun anew where the server has refused something. */
  doc = new Y.Doc();
  /** Whether the document has changed since it was looked at. */
  isNews = false;
  link: SimulatedLink | null = null;
  /** What the last connection said. */
  access: AccessNotice['access'] = 'edit';
  readonly #options: SimulatedClientOptions;
  #undo = makeUndo(this.doc, ['studio', 'typing']);
  #sent = 0;
  #acknowledged = 0;
  /** The updates of this connection that it has not heard to be stored. */
  #underWay: Uint8Array[] = [];
  /** Edits that no connection has taken, or that were on their way when it broke. */
  #isBehind = false;
  /** How many messages were sent when it answered what it held; 0: it has not. */
  #answeredAt = 0;
  #hasDocument = false;
  #content: string | null = null;

  constructor(options: SimulatedClientOptions) {
    this.#options = options;
    this.name = options.name;
    this.personId = options.personId;
    this.wantsV2 = options.random() < 0.5;
    this.#begin();
  }

  /** Everything that it has done is stored, as far as it has been told. */
  get isSaved(): boolean {
    if (this.#isBehind || this.#acknowledged !== this.#sent) return false;
    return this.link === null || this.isIn;
  }

  /** Has the document and, where it may edit, has answered with what it held. */
  get isIn(): boolean {
    return this.#hasDocument && (this.access === 'view' || this.#answeredAt > 0);
  }

  /** What its document says, the same for all that say the same. */
  get content(): string {
    return (this.#content ??= contentOf(this.doc));
  }

  /** Does something, legal or not. @returns whether it could */
  edit(): boolean {
    // Before it has the document it could not know what there is to change.
    if (this.doc.store.clients.size === 0 || this.access === 'view') return false;
    const { space, random } = this.#options;
    // By the clock of the machine, edits that follow soon would be taken back together, and a seed told another story.
    this.#undo.stopCapturing();
    randomEdit(this.doc, this.#undo, space, random, true);
    return true;
  }

  connected(link: SimulatedLink): void {
    this.link = link;
    this.#countAnew();
    this.#send((encoder) => sync.writeSyncStep1(encoder, this.doc));
  }

  closed(code: number, reason: string): void {
    this.link = null;
    this.#countAnew();
    const refusal = refusalOf(code, reason);
    if (refusal === null) return;
    this.#options.onRefused(reason);
    this.#beginAnew(mayReplay(refusal));
  }

  receive(message: Uint8Array): void {
    const decoder = decoding.createDecoder(message);
    switch (decoding.readVarUint(decoder)) {
      case MESSAGE_SYNC:
        return this.#receiveSync(decoder);
      case MESSAGE_STATE:
        return this.#show(Y.convertUpdateFormatV2ToV1(decoding.readVarUint8Array(decoder)));
      case MESSAGE_ACCESS:
        return this.#admitted(JSON.parse(decoding.readVarString(decoder)) as AccessNotice);
      case MESSAGE_ACK:
        return this.#hearStored(decoding.readVarUint(decoder));
    }
  }

  #receiveSync(decoder: decoding.Decoder): void {
    const step = decoding.readVarUint(decoder);
    const body = decoding.readVarUint8Array(decoder);
    if (step !== sync.messageYjsSyncStep1) return this.#show(body);
    const missing = Y.encodeStateAsUpdate(this.doc, body);
    this.#underWay.push(missing);
    this.#sent += 1;
    this.#answeredAt = this.#sent;
    this.#send((encoder) => {
      encoding.writeVarUint(encoder, sync.messageYjsSyncStep2);
      encoding.writeVarUint8Array(encoder, missing);
    });
  }

  #show(update: Uint8Array): void {
    this.#options.onShown(update);
    this.#hasDocument = true;
    Y.applyUpdate(this.doc, update, this);
    this.isNews = true;
  }

  #hearStored(count: number): void {
    this.#options.onStored(this.#underWay.splice(0, count - this.#acknowledged));
    this.#acknowledged = count;
    if (this.#answeredAt > 0 && count >= this.#answeredAt) this.#isBehind = false;
    this.isNews = true;
  }

  /** Where one may only look, nobody asks for what was made meanwhile, and it would wait for ever. */
  #admitted({ access, because }: AccessNotice): void {
    this.access = access;
    if (access === 'edit' || !this.#isBehind) return;
    this.#options.onRefused(`frozen:${String(because)}`);
    this.#beginAnew(false);
    this.link?.break();
  }

  #begin(): void {
    const { random } = this.#options;
    this.doc = new Y.Doc();
    // Who wins where two wrote at once hangs on the ids: with them a seed tells the whole story.
    this.doc.clientID = 2 ** 20 + below(random, 2 ** 31);
    this.#undo = makeUndo(this.doc, ['studio', 'typing']);
    this.#content = null;
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      this.#content = null;
      if (origin === this) return;
      if (!this.link) return void (this.#isBehind = true);
      this.#sent += 1;
      this.#underWay.push(update);
      this.#send((encoder) => sync.writeUpdate(encoder, update));
    });
  }

  /** @param again whether what is only here is made once more when the document is there */
  #beginAnew(again: boolean): void {
    const { space } = this.#options;
    const before = this.doc;
    this.#undo.destroy();
    this.#begin();
    this.#isBehind = false;
    if (again) {
      const { elements } = readDesign(before, space);
      const doc = this.doc;
      doc.once('update', () => {
        for (const [id, element] of Object.entries(elements))
          if (!Object.hasOwn(readDesign(doc, space).elements, id)) putElement(doc, id, element, 'studio');
      });
    }
    before.destroy();
  }

  #countAnew(): void {
    this.#isBehind ||= this.#sent > this.#acknowledged;
    this.#sent = 0;
    this.#acknowledged = 0;
    this.#underWay = [];
    this.#answeredAt = 0;
    this.#hasDocument = false;
  }

  #send(write: (encoder: encoding.Encoder) => void): void {
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, MESSAGE_SYNC);
    write(encoder);
    this.link?.send(encoding.toUint8Array(encoder));
  }
}
