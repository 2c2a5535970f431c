import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import type { PersonId } from 'shared/ids.ts';
import { readDesign } from 'shared/design/design-doc.ts';
import { makeUndo } from 'shared/design/undo.ts';
import { MESSAGE_ACK, MESSAGE_STATE, MESSAGE_SYNC } from 'shared/realtime/messages.ts';
import type { Space } from 'shared/space/schema.ts';
import { violations } from 'shared/space/violations.ts';
import { below, randomEdit, type Random } from 'shared/testing/random-session.ts';
import * as sync from 'y-protocols/sync';
import * as Y from 'yjs';
import type { SimulatedLink } from './simulated-link.ts';

/** A person with the protocol of y-websocket and our acknowledgements, who never forgets what was not acknowledged. */
export class SimulatedClient {
  readonly personId: PersonId;
  readonly wantsV2: boolean;
  /** Begun anew where the server has refused something. */
  doc = new Y.Doc();
  link: SimulatedLink | null = null;
  refusals = 0;
  readonly #space: Space;
  readonly #random: Random;
  #undo = makeUndo(this.doc, ['studio', 'typing']);
  #sent = 0;
  #acknowledged = 0;
  /** Edits that no connection has taken, or that were on their way when it broke. */
  #isBehind = false;
  /** How many messages were sent when it answered what it held; 0: it has not. */
  #answeredAt = 0;

  constructor(personId: PersonId, space: Space, random: Random) {
    this.personId = personId;
    this.#space = space;
    this.#random = random;
    this.wantsV2 = random() < 0.5;
    this.doc.clientID = clientIdBy(random);
    this.#listen();
  }

  /** Everything that it has done is stored, as far as it has been told. */
  get isSaved(): boolean {
    return !this.#isBehind && this.#acknowledged === this.#sent && (this.isIn || this.link === null);
  }

  /** Has the document and has answered with what it held. */
  get isIn(): boolean {
    return this.#answeredAt > 0;
  }

  edit(): void {
    randomEdit(this.doc, this.#undo, this.#space, this.#random, true);
  }

  /** What its document shows that is outside the space; nobody but the author of an unsaved edit may ever see that. */
  faults(): unknown[] {
    const { pendingStructs, pendingDs } = this.doc.store;
    const pending = pendingStructs === null && pendingDs === null ? [] : ['pending'];
    return [...pending, ...violations(this.#space, readDesign(this.doc, this.#space))];
  }

  connected(link: SimulatedLink): void {
    this.link = link;
    this.#isBehind ||= this.#sent > this.#acknowledged;
    this.#sent = 0;
    this.#acknowledged = 0;
    this.#answeredAt = 0;
    this.#send((encoder) => sync.writeSyncStep1(encoder, this.doc));
  }

  closed(code: number): void {
    this.link = null;
    this.#isBehind ||= this.#sent > this.#acknowledged;
    this.#sent = 0;
    this.#acknowledged = 0;
    this.#answeredAt = 0;
    if (code < 4400) return;
    this.refusals += 1;
    this.#beginAnew();
  }

  receive(message: Uint8Array): void {
    const decoder = decoding.createDecoder(message);
    switch (decoding.readVarUint(decoder)) {
      case MESSAGE_SYNC:
        return this.#receiveSync(decoder);
      case MESSAGE_STATE:
        return Y.applyUpdateV2(this.doc, decoding.readVarUint8Array(decoder), this);
      case MESSAGE_ACK:
        this.#acknowledged = decoding.readVarUint(decoder);
        if (this.isIn && this.#acknowledged >= this.#answeredAt) this.#isBehind = false;
    }
  }

  #receiveSync(decoder: decoding.Decoder): void {
    const step = decoding.readVarUint(decoder);
    const body = decoding.readVarUint8Array(decoder);
    if (step !== sync.messageYjsSyncStep1) return Y.applyUpdate(this.doc, body, this);
    this.#sent += 1;
    this.#answeredAt = this.#sent;
    this.#send((encoder) => sync.writeSyncStep2(encoder, this.doc, body));
  }

  #listen(): void {
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === this) return;
      if (!this.link) return void (this.#isBehind = true);
      this.#sent += 1;
      this.#send((encoder) => sync.writeUpdate(encoder, update));
    });
  }

  #beginAnew(): void {
    this.#undo.destroy();
    this.doc.destroy();
    this.doc = new Y.Doc();
    this.doc.clientID = clientIdBy(this.#random);
    this.#undo = makeUndo(this.doc, ['studio', 'typing']);
    this.#isBehind = false;
    this.#listen();
  }

  #send(write: (encoder: encoding.Encoder) => void): void {
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, MESSAGE_SYNC);
    write(encoder);
    this.link?.send(encoding.toUint8Array(encoder));
  }
}

/** Who wins where two wrote at once hangs on the ids: with them a seed tells the whole story. */
function clientIdBy(random: Random): number {
  return 2 ** 20 + below(random, 2 ** 31);
}
