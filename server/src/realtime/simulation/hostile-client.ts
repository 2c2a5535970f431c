import * as encoding from 'lib0/encoding';
import { MESSAGE_SYNC } from 'shared/realtime/messages.ts';
import { below, pick, type Random } from 'shared/testing/random-session.ts';
import * as Y from 'yjs';

/** Bytes that nobody honest sends: a message of somebody else's update, damaged, forged, or made up. */
export function hostileMessage(random: Random, someUpdate: Uint8Array): Uint8Array {
  switch (below(random, 5)) {
    case 0:
      return damaged(random, syncMessage(2, someUpdate));
    case 1:
      return syncMessage(pick(random, [1, 2]), damaged(random, someUpdate));
    case 2:
      return syncMessage(2, forged(random));
    case 3:
      return Uint8Array.from({ length: below(random, 60) }, () => below(random, 256));
    default:
      return syncMessage(0, damaged(random, Uint8Array.of(0)));
  }
}

export function syncMessage(step: number, body: Uint8Array): Uint8Array {
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
    () => doc.getMap('elements').set('e', new Y.Map([['kind', new Y.Map()]])),
    () => doc.getMap('elements').set('sub', new Y.Doc()),
  ]);
  write();
  const update = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  return update;
}
