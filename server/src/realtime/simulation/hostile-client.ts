import * as encoding from 'lib0/encoding';
import { MESSAGE_SYNC } from 'shared/realtime/messages.ts';
import { below, pick, type Random } from 'shared/testing/random-session.ts';
import * as sync from 'y-protocols/sync';
import * as Y from 'yjs';
import { presenceOf } from '../testing/raw-socket.ts';

/** What somebody who means harm can know: everything. */
export interface Known {
  /** An update that somebody else has made. */
  readonly update: Uint8Array;
  /** The whole document. */
  readonly state: Uint8Array;
  readonly random: Random;
}

/** What makes the server listen: the question for the document, and an answer to its own. */
export const GREETING: readonly Uint8Array[] = [
  syncMessage(sync.messageYjsSyncStep1, Uint8Array.of(0)),
  syncMessage(sync.messageYjsSyncStep2, Uint8Array.of(0, 0)),
];

/** Bytes that nobody honest sends: a message of somebody else's update, damaged, forged, or made up. */
export function hostileMessage(known: Known): Uint8Array {
  const { random, update } = known;
  switch (below(random, 7)) {
    case 0:
      return damaged(random, syncMessage(sync.messageYjsUpdate, update));
    case 1:
      return syncMessage(pick(random, [sync.messageYjsSyncStep2, sync.messageYjsUpdate]), damaged(random, update));
    case 2:
      return syncMessage(sync.messageYjsUpdate, forged(random));
    case 3:
      return syncMessage(sync.messageYjsUpdate, asSomebodyElse(known));
    case 4:
      return Uint8Array.from({ length: below(random, 60) }, () => below(random, 256));
    case 5:
      return presenceOf(below(random, 2 ** 32), below(random, 2 ** 50), { user: { id: 'p0' } });
    default:
      return syncMessage(sync.messageYjsSyncStep1, damaged(random, Uint8Array.of(0)));
  }
}

function syncMessage(step: number, body: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, MESSAGE_SYNC);
  encoding.writeVarUint(encoder, step);
  encoding.writeVarUint8Array(encoder, body);
  return encoding.toUint8Array(encoder);
}

function damaged(random: Random, bytes: Uint8Array): Uint8Array {
  const copy = [...bytes];
  for (let changes = 1 + below(random, 4); changes > 0; changes -= 1) {
    const at = below(random, copy.length + 1);
    const cut = below(random, 3);
    copy.splice(at, cut, ...Array.from({ length: below(random, 3) }, () => below(random, 256)));
  }
  return Uint8Array.from(copy);
}

/** A well-formed update that writes what is nobody's to write. */
function forged(random: Random): Uint8Array {
  const doc = new Y.Doc();
  doc.clientID = 2 ** 20 + below(random, 2 ** 31);
  const write = pick(random, [
    () => doc.getMap('evil').set('x', 'y'.repeat(below(random, 1_000))),
    () => doc.getArray('elements').push([1, 2, 3]),
    () => doc.getMap('meta').set('epoch', 99),
    () => doc.getMap('params').set('__proto__', 1),
    () => doc.getMap('params').set('shade', ['unobtainium', Number.MAX_SAFE_INTEGER]),
    () => doc.getMap('elements').set('e', new Y.Map([['kind', new Y.Map()]])),
    () => doc.getMap('elements').set('sub', new Y.Doc()),
  ]);
  write();
  const update = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  return update;
}

/** A legal edit at the next clock of somebody else, who would not be listened to any more, or at a clock that is yet to come. */
function asSomebodyElse({ random, state }: Known): Uint8Array {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, state);
  doc.clientID = pick(random, [...doc.store.clients.keys()]);
  const before = Y.encodeStateVector(doc);
  doc.getText('story').insert(0, 'mine');
  if (random() < 0.3) doc.getText('story').delete(0, 2);
  const early = random() < 0.3 ? Y.encodeStateVector(doc) : before;
  doc.getText('story').insert(0, 'mine too');
  const update = Y.encodeStateAsUpdate(doc, early);
  doc.destroy();
  return update;
}
