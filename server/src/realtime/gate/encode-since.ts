import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';

type DeleteSet = Y.Transaction['deleteSet'];

/**
 * What has come into a document, in Yjs' first format: whatever these clients have written from a clock on, and these
 * deletions. As Yjs encodes a transaction, for a part of one, or for one that is over.
 * @param since the clients and the clocks from which on they are looked at
 * @returns null: nothing
 */
export function encodeSince(doc: Y.Doc, since: ReadonlyMap<number, number>, deleted: DeleteSet): Uint8Array | null {
  const written = [...since].filter(([client, clock]) => Y.getState(doc.store, client) > clock);
  if (written.length === 0 && deleted.clients.size === 0) return null;
  const encoder = new Y.UpdateEncoderV1();
  encoding.writeVarUint(encoder.restEncoder, written.length);
  // Higher ones first: there are fewer conflicts where it is read.
  for (const [client, clock] of written.sort(([a], [b]) => b - a)) writeStructs(encoder, doc, client, clock);
  writeDeleted(encoder, deleted);
  return encoder.toUint8Array();
}

function writeStructs(encoder: Y.UpdateEncoderV1, doc: Y.Doc, client: number, clock: number): void {
  const structs = doc.store.clients.get(client) ?? [];
  const first = Y.findIndexSS(structs, clock);
  encoding.writeVarUint(encoder.restEncoder, structs.length - first);
  encoder.writeClient(client);
  encoding.writeVarUint(encoder.restEncoder, clock);
  for (let index = first; index < structs.length; index += 1) {
    const struct = structs[index];
    if (struct) withoutValue(struct).write(encoder, index === first ? clock - struct.id.clock : 0);
  }
}

/** A value that is overwritten already is nobody's to see; Yjs drops it at the end of the transaction. */
function withoutValue(struct: Y.Item | Y.GC): Y.Item | Y.GC {
  if (!(struct instanceof Y.Item) || !struct.deleted || !(struct.content instanceof Y.ContentAny)) return struct;
  const { id, left, origin, right, rightOrigin, parent, parentSub, length } = struct;
  return new Y.Item(id, left, origin, right, rightOrigin, parent, parentSub, new Y.ContentDeleted(length));
}

function writeDeleted(encoder: Y.UpdateEncoderV1, deleted: DeleteSet): void {
  const { clients } = Y.mergeDeleteSets([deleted]);
  encoding.writeVarUint(encoder.restEncoder, clients.size);
  for (const [client, ranges] of [...clients].sort(([a], [b]) => b - a)) {
    encoder.resetDsCurVal();
    encoding.writeVarUint(encoder.restEncoder, client);
    encoding.writeVarUint(encoder.restEncoder, ranges.length);
    for (const { clock, len } of ranges) {
      encoder.writeDsClock(clock);
      encoder.writeDsLen(len);
    }
  }
}
