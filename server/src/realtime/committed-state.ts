import * as Y from 'yjs';
import { answerFrame, questionFrame, stateFrame, updateFrame } from './frames.ts';

/** So much is sent beside an encoded state, or up to a quarter of its size, before it is encoded anew for who comes. */
const MOST_SENT = { updates: 200, bytes: 16 * 1024 };
/** So much is kept beside it, or up to its own size, where nobody comes: whoever makes the document anew goes through it. */
const MOST_KEPT = { updates: 2_000, bytes: 256 * 1024 };
const MOST_ANSWERS = 8;
/** The state vector of a hundred clients. Who sends a longer one gets an answer of their own. */
const LONGEST_KEY_BYTES = 1_024;

/**
 * What of a design is committed, as bytes: what people who come in are sent, and what the document in memory is made
 * anew from where something has spoilt it. The whole state is encoded once and then serves everybody, together with the
 * few updates since.
 */
export class CommittedState {
  /** The state in the second format, which takes a fraction of the first one's room; null: nobody has asked yet. */
  #base: Uint8Array | null = null;
  /** Updates in the first format since `#base`, or, without one, all. */
  #tail: Uint8Array[];
  #tailBytes = 0;
  /** Messages that send the updates of `#tail`, as far as somebody has asked for them. */
  #tailMessages: Uint8Array[] = [];
  /** Messages that answer a whole state or a state vector, until something is added. */
  readonly #answers = new Map<string, readonly Uint8Array[]>();
  #baseMessages: { readonly v1: Uint8Array | null; readonly v2: Uint8Array | null } = { v1: null, v2: null };
  #question: Uint8Array | null = null;

  /** @param updates in Yjs' first format, after `base`, which is in the second */
  constructor(updates: readonly Uint8Array[], base: Uint8Array | null = null) {
    this.#base = base;
    this.#tail = [...updates];
    this.#tailBytes = updates.reduce((sum, { byteLength }) => sum + byteLength, 0);
  }

  /** The bytes that make it up, none of which is ever changed. */
  get pieces(): { readonly base: Uint8Array | null; readonly tail: readonly Uint8Array[] } {
    return { base: this.#base, tail: this.#tail };
  }

  /** A document that says what is committed. */
  build(): Y.Doc {
    const doc = new Y.Doc();
    doc.transact(() => {
      if (this.#base) Y.applyUpdateV2(doc, this.#base);
      for (const update of this.#tail) Y.applyUpdate(doc, update);
    }, 'setup');
    return doc;
  }

  add(update: Uint8Array): void {
    this.#tail.push(update);
    this.#tailBytes += update.byteLength;
    this.#answers.clear();
    this.#question = null;
  }

  /**
   * To be called after every commit: encodes the state anew, where much has gathered and nobody has asked for it.
   * @param clean the document, which holds exactly what is committed
   */
  gather(clean: Y.Doc): void {
    if (this.#isLonger(MOST_KEPT.updates, Math.max(MOST_KEPT.bytes, this.#base?.byteLength ?? 0))) this.#encode(clean);
  }

  /**
   * What a client with this state vector lacks, as messages.
   * @param clean the document, where it holds exactly what is committed; null while it is ahead
   * @returns null where only the document could tell: ask again when it is clean
   */
  answer(vector: Uint8Array, wantsV2: boolean, clean: Y.Doc | null): readonly Uint8Array[] | null {
    const isEmpty = vector.length === 1 && vector[0] === 0;
    const key = `${wantsV2 ? '2' : '1'}${Buffer.from(vector).toString('latin1')}`;
    const known = this.#answers.get(key);
    if (known) return known;
    const made = isEmpty ? this.#whole(wantsV2, clean) : clean && [encode(clean, vector, wantsV2)];
    if (made === null || vector.byteLength > LONGEST_KEY_BYTES) return made;
    if (this.#answers.size >= MOST_ANSWERS) this.#answers.clear();
    this.#answers.set(key, made);
    return made;
  }

  /**
   * Asks a client for what it holds that is not committed. What is about to be counts as not: where nothing comes of it,
   * nobody would ask for it again.
   * @param ahead what the document holds that is not committed
   */
  question(doc: Y.Doc, ahead: readonly Uint8Array[]): Uint8Array {
    return (this.#question ??= questionFrame(Y.encodeStateVector(clocksBefore(doc, ahead))));
  }

  #whole(wantsV2: boolean, clean: Y.Doc | null): readonly Uint8Array[] | null {
    const most = Math.max(MOST_SENT.bytes, (this.#base?.byteLength ?? 0) / 4);
    if (this.#base === null || this.#isLonger(MOST_SENT.updates, most)) {
      if (!clean) return null;
      this.#encode(clean);
    }
    const base = this.#baseMessage(wantsV2, clean);
    if (base === null) return null;
    // As they are: to merge them takes longer with each, and while people write every commit asks for it again.
    for (const update of this.#tail.slice(this.#tailMessages.length)) this.#tailMessages.push(updateFrame(update));
    return [base, ...this.#tailMessages];
  }

  #isLonger(updates: number, bytes: number): boolean {
    return this.#tail.length > updates || this.#tailBytes > bytes;
  }

  #encode(clean: Y.Doc): void {
    this.#base = Y.encodeStateAsUpdateV2(clean);
    this.#tail = [];
    this.#tailBytes = 0;
    this.#tailMessages = [];
    this.#baseMessages = { v1: null, v2: null };
  }

  #baseMessage(wantsV2: boolean, clean: Y.Doc | null): Uint8Array | null {
    if (this.#base === null) return null;
    const { v1, v2 } = this.#baseMessages;
    if (wantsV2) {
      const made = v2 ?? stateFrame(this.#base);
      this.#baseMessages = { v1, v2: made };
      return made;
    }
    if (v1) return v1;
    if (!clean) return null;
    this.#encode(clean);
    const made = answerFrame(Y.encodeStateAsUpdate(clean));
    this.#baseMessages = { v1: made, v2: null };
    return made;
  }
}

/** What a document's clocks were before these updates, which are the last that came into it. */
function clocksBefore(doc: Y.Doc, updates: readonly Uint8Array[]): Map<number, number> {
  const clocks = Y.decodeStateVector(Y.encodeStateVector(doc));
  for (const update of [...updates].reverse())
    for (const [client, clock] of Y.parseUpdateMeta(update).from)
      if (clock > 0) clocks.set(client, clock);
      else clocks.delete(client);
  return clocks;
}

function encode(doc: Y.Doc, vector: Uint8Array, wantsV2: boolean): Uint8Array {
  return wantsV2 ? stateFrame(Y.encodeStateAsUpdateV2(doc, vector)) : answerFrame(Y.encodeStateAsUpdate(doc, vector));
}
