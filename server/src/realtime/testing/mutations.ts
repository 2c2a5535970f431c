import * as encoding from 'lib0/encoding';
import { MESSAGE_AWARENESS, MESSAGE_QUERY_AWARENESS, MESSAGE_SYNC } from 'shared/realtime/messages.ts';
import { below, pick, type Random } from 'shared/testing/random-session.ts';
import * as Y from 'yjs';

/** An update as somebody might send who damages, cuts, mixes or forges those of honest people. */
export function mutatedUpdate(random: Random, honest: readonly Uint8Array[]): Uint8Array {
  const update = pick(random, honest);
  switch (below(random, 6)) {
    case 0:
      return flipped(random, update);
    case 1:
      return update.slice(0, below(random, update.length));
    case 2:
      return spliced(random, update, pick(random, honest));
    case 3:
      return withAnotherNumber(random, update);
    case 4:
      return flipped(random, withAnotherNumber(random, spliced(random, update, pick(random, honest))));
    default:
      return forged(random, honest);
  }
}

/** A frame around such an update, or of another kind, itself damaged. */
export function mutatedFrame(random: Random, honest: readonly Uint8Array[]): Uint8Array {
  const update = random() < 0.5 ? pick(random, honest) : mutatedUpdate(random, honest);
  const frame = pick(random, [
    () => message(MESSAGE_SYNC, [below(random, 4)], update),
    () => message(MESSAGE_SYNC, [0], Uint8Array.of(1, 1, below(random, 128), below(random, 128))),
    () => message(MESSAGE_AWARENESS, [], Uint8Array.of(1, below(random, 128), 1, 2, 123, 125)),
    () => message(MESSAGE_QUERY_AWARENESS, [], new Uint8Array()),
    () => message(below(random, 80), [below(random, 8)], update),
  ])();
  return pick(random, [flipped, withAnotherNumber, cut])(random, frame);
}

export function message(type: number, numbers: readonly number[], body: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder();
  for (const number of [type, ...numbers]) encoding.writeVarUint(encoder, number);
  encoding.writeVarUint8Array(encoder, body);
  return encoding.toUint8Array(encoder);
}

function cut(random: Random, bytes: Uint8Array): Uint8Array {
  return bytes.slice(0, below(random, bytes.length + 1));
}

function flipped(random: Random, bytes: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(bytes);
  for (let flips = 1 + below(random, 4); flips > 0 && copy.length > 0; flips -= 1) {
    const at = below(random, copy.length);
    copy[at] = random() < 0.5 ? (copy[at] ?? 0) ^ (1 << below(random, 8)) : below(random, 256);
  }
  return copy;
}

function spliced(random: Random, a: Uint8Array, b: Uint8Array): Uint8Array {
  return Uint8Array.from([...a.subarray(0, below(random, a.length + 1)), ...b.subarray(below(random, b.length + 1))]);
}

/** Most of an update's structure is in numbers of variable length: one of them becomes another, or very large. */
function withAnotherNumber(random: Random, bytes: Uint8Array): Uint8Array {
  const at = below(random, bytes.length + 1);
  let end = at;
  while (end < bytes.length && (bytes[end] ?? 0) >= 128) end += 1;
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, random() < 0.8 ? below(random, 300) : Math.floor(2 ** (random() * 53)));
  return Uint8Array.from([...bytes.subarray(0, at), ...encoding.toUint8Array(encoder), ...bytes.subarray(end + 1)]);
}

/** Well-formed, with other types, keys, values and clients than the document has. */
function forged(random: Random, honest: readonly Uint8Array[]): Uint8Array {
  const doc = new Y.Doc();
  doc.clientID = below(random, 2 ** 32);
  const value = (): unknown =>
    pick(random, [null, -1, 0.5, 2 ** 53, '', 'x'.repeat(below(random, 3_000)), {}, [1, 2], true, new Uint8Array(5)]);
  const type = (): unknown =>
    pick(random, [
      () => new Y.Map([['kind', value()]]),
      () => new Y.Array(),
      () => new Y.Text('t'),
      () => new Y.Doc(),
    ])();
  const key = (): string =>
    pick(random, ['shade', 'bulb', 'extras/usb', 'e1', '__proto__', 'constructor', 'xf', 'a.b', '', 'x'.repeat(200)]);
  const root = (): string => pick(random, ['params', 'elements', 'meta', 'story', 'evil']);
  for (let writes = 1 + below(random, 3); writes > 0; writes -= 1)
    pick(random, [
      () => doc.getMap('params').set(key(), value()),
      () => doc.getMap('elements').set(key(), type()),
      () => doc.getMap('meta').set(key(), value()),
      () => doc.getText('story').insert(0, 'x'.repeat(below(random, 3_000))),
      () => doc.getText('story').insertEmbed(0, { a: 1 }),
      () => new Y.Doc().getArray(root()).push([value()]),
    ])();
  const update = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  return random() < 0.5 ? update : spliced(random, update, pick(random, honest));
}
