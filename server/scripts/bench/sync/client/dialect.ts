import * as encoding from 'lib0/encoding';
import { MESSAGE_ACK, MESSAGE_AWARENESS, MESSAGE_STATE, MESSAGE_SYNC } from 'shared/realtime/messages.ts';
import { messageYjsSyncStep1, messageYjsSyncStep2, messageYjsUpdate } from 'y-protocols/sync';

/** What differs between the servers on the wire. */
export interface Dialect {
  /** What is sent first, before y-websocket's own first message. */
  hello(room: string): readonly Uint8Array[];
  /** A message of y-websocket as this server wants it. */
  wrap(room: string, message: Uint8Array): Uint8Array;
  /** How many bytes stand before a message of y-websocket. */
  prefix(room: string): number;
  /** Whether there is a document: a bare relay has none. */
  readonly hasDocument: boolean;
  /** The message that tells how much of what was sent is kept, if there is one. */
  readonly acknowledgement: 'cumulative' | 'single' | null;
}

const SYNC_STATUS = 8;
const SYNC_REPLY = 4;
const AUTH = 2;

const plain: Dialect = {
  hello: () => [],
  wrap: (_room, message) => message,
  prefix: () => 0,
  hasDocument: true,
  acknowledgement: null,
};

export const DIALECTS = {
  mitwerk: { ...plain, acknowledgement: 'cumulative' },
  'y-websocket': plain,
  // The name of the document stands before every message.
  hocuspocus: {
    hello: (room) => [named(room, (encoder) => [AUTH, 0, 0].forEach((byte) => encoding.writeVarUint(encoder, byte)))],
    wrap: (room, message) => named(room, (encoder) => encoding.writeUint8Array(encoder, message)),
    prefix: (room) => named(room, () => undefined).length,
    hasDocument: true,
    acknowledgement: 'single',
  },
  relay: { ...plain, hasDocument: false },
} as const satisfies Readonly<Record<string, Dialect>>;

/** A message of a server, as far as the load looks at it. */
export type Heard = 'question' | 'answer' | 'update' | 'state' | 'acknowledgement' | 'presence' | 'other';

/** @param type the first byte of the message @param step the second */
export function kindOf(type: number, step: number): Heard {
  switch (type) {
    case MESSAGE_SYNC:
    case SYNC_REPLY:
      if (step === messageYjsUpdate) return 'update';
      return step === messageYjsSyncStep1 ? 'question' : 'answer';
    case MESSAGE_AWARENESS:
      return 'presence';
    case MESSAGE_STATE:
      return 'state';
    case MESSAGE_ACK:
    case SYNC_STATUS:
      return 'acknowledgement';
    default:
      return 'other';
  }
}

export const QUESTION = sync(messageYjsSyncStep1, Uint8Array.of(0));
/** Nothing that the server does not have. */
export const NOTHING = sync(messageYjsSyncStep2, Uint8Array.of(0, 0));
export const updateMessage = (update: Uint8Array): Uint8Array => sync(messageYjsUpdate, update);

function sync(step: number, body: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, MESSAGE_SYNC);
  encoding.writeVarUint(encoder, step);
  encoding.writeVarUint8Array(encoder, body);
  return encoding.toUint8Array(encoder);
}

function named(room: string, write: (encoder: encoding.Encoder) => void): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarString(encoder, room);
  write(encoder);
  return encoding.toUint8Array(encoder);
}
