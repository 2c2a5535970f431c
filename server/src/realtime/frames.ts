import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import {
  type AccessNotice,
  type AdjustedNotice,
  type AuthorsNotice,
  MESSAGE_ACCESS,
  MESSAGE_ACK,
  MESSAGE_ADJUSTED,
  MESSAGE_AUTHORS,
  MESSAGE_AWARENESS,
  MESSAGE_QUERY_AWARENESS,
  MESSAGE_STATE,
  MESSAGE_SYNC,
} from 'shared/realtime/messages.ts';
import * as sync from 'y-protocols/sync';
import * as Y from 'yjs';

/** One person's entry in an awareness message, as they sent it. */
interface AwarenessEntry {
  readonly clientId: number;
  /** JSON; `null` says that the person has left. */
  readonly state: string;
}

/** A message of a client. */
export type Frame =
  | { readonly type: 'state_vector'; readonly vector: Uint8Array }
  | { readonly type: 'update'; readonly update: Uint8Array; readonly isAnswer: boolean }
  | { readonly type: 'awareness'; readonly entries: readonly AwarenessEntry[] }
  | { readonly type: 'query_awareness' };

const MOST_ENTRIES = 500;

/** Null: it is not a message of the protocol. */
export function readFrame(bytes: Uint8Array): Frame | null {
  try {
    const decoder = decoding.createDecoder(bytes);
    const frame = readBody(decoder);
    return decoding.hasContent(decoder) ? null : frame;
  } catch {
    return null;
  }
}

function readBody(decoder: decoding.Decoder): Frame | null {
  switch (decoding.readVarUint(decoder)) {
    case MESSAGE_SYNC:
      return readSync(decoder);
    case MESSAGE_AWARENESS:
      return { type: 'awareness', entries: readEntries(decoding.readVarUint8Array(decoder)) };
    case MESSAGE_QUERY_AWARENESS:
      return { type: 'query_awareness' };
    default:
      return null;
  }
}

function readSync(decoder: decoding.Decoder): Frame | null {
  const step = decoding.readVarUint(decoder);
  const body = decoding.readVarUint8Array(decoder);
  switch (step) {
    case sync.messageYjsSyncStep1:
      Y.decodeStateVector(body); // throws where it is none
      return { type: 'state_vector', vector: body };
    case sync.messageYjsSyncStep2:
      return { type: 'update', update: body, isAnswer: true };
    case sync.messageYjsUpdate:
      return { type: 'update', update: body, isAnswer: false };
    default:
      return null;
  }
}

function readEntries(bytes: Uint8Array): AwarenessEntry[] {
  const decoder = decoding.createDecoder(bytes);
  const count = decoding.readVarUint(decoder);
  if (count > MOST_ENTRIES) throw new Error('Too many awareness entries.');
  return Array.from({ length: count }, () => {
    const clientId = decoding.readVarUint(decoder);
    decoding.readVarUint(decoder); // the sender's clock: others get ours
    return { clientId, state: decoding.readVarString(decoder) };
  });
}

/** What a client lacks, in Yjs' first format: the answer to its state vector. */
export function answerFrame(missing: Uint8Array): Uint8Array {
  return frame(MESSAGE_SYNC, (encoder) => {
    encoding.writeVarUint(encoder, sync.messageYjsSyncStep2);
    encoding.writeVarUint8Array(encoder, missing);
  });
}

/** The same in the second format, for a client that asked for it. */
export function stateFrame(missing: Uint8Array): Uint8Array {
  return frame(MESSAGE_STATE, (encoder) => encoding.writeVarUint8Array(encoder, missing));
}

/** Asks the client for what it holds that a document with this state vector does not. */
export function questionFrame(vector: Uint8Array): Uint8Array {
  return frame(MESSAGE_SYNC, (encoder) => {
    encoding.writeVarUint(encoder, sync.messageYjsSyncStep1);
    encoding.writeVarUint8Array(encoder, vector);
  });
}

export function updateFrame(update: Uint8Array): Uint8Array {
  // Thousands a second: an encoder would begin with more memory than the message needs.
  const head = 2 + varUintLength(update.length);
  const message = new Uint8Array(head + update.length);
  message[0] = MESSAGE_SYNC;
  message[1] = sync.messageYjsUpdate;
  putVarUint(message, 2, update.length);
  message.set(update, head);
  return message;
}

/** @param count how many of the connection's document messages are stored, since it was opened */
export function ackFrame(count: number): Uint8Array {
  const message = new Uint8Array(1 + varUintLength(count));
  message[0] = MESSAGE_ACK;
  putVarUint(message, 1, count);
  return message;
}

export function adjustedFrame(notice: AdjustedNotice): Uint8Array {
  return frame(MESSAGE_ADJUSTED, (encoder) => encoding.writeVarString(encoder, JSON.stringify(notice)));
}

export function accessFrame(notice: AccessNotice): Uint8Array {
  return frame(MESSAGE_ACCESS, (encoder) => encoding.writeVarString(encoder, JSON.stringify(notice)));
}

export function authorsFrame(notice: AuthorsNotice): Uint8Array {
  return frame(MESSAGE_AUTHORS, (encoder) => encoding.writeVarString(encoder, JSON.stringify(notice)));
}

function varUintLength(value: number): number {
  let length = 1;
  for (let rest = value; rest > 0x7f; rest = Math.floor(rest / 128)) length += 1;
  return length;
}

function putVarUint(bytes: Uint8Array, at: number, value: number): void {
  let rest = value;
  for (let index = at; ; index += 1) {
    bytes[index] = rest > 0x7f ? 0x80 | (rest & 0x7f) : rest;
    if (rest <= 0x7f) return;
    rest = Math.floor(rest / 128);
  }
}

function frame(type: number, write: (encoder: encoding.Encoder) => void): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, type);
  write(encoder);
  return encoding.toUint8Array(encoder);
}
