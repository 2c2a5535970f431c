import * as encoding from 'lib0/encoding';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { makeSpace } from '../testing/make-space.ts';
import { randomElement, randomNumbers, runHonestSession } from '../testing/random-session.ts';
import { initDesign, putElement, readDesign, setParameter, writeStory } from './design-doc.ts';
import { parameterKeys } from './doc-keys.ts';
import { KnownStructs } from './known-structs.ts';
import { decodeUpdate, structureFault, type StructureFault } from './structure.ts';

const space = makeSpace();
const parameters = parameterKeys(space);
const element = randomElement(randomNumbers(1), false);

describe('what people do in the studio', () => {
  test('is never refused, whatever they do, offline or not, inside the space or not', { timeout: 60_000 }, () => {
    let updates = 0;
    for (let seed = 1; seed <= 2_000; seed += 1) {
      const session = runHonestSession(space, seed, { people: 3, edits: 30, wild: seed % 2 === 0 });
      expect({ seed, faults: session.faults, lost: session.lost }).toEqual({ seed, faults: [], lost: 0 });
      updates += session.updates;
    }
    expect(updates).toBeGreaterThan(40_000);
  });

  test('reads the same in every replica once everything is exchanged', () => {
    for (let seed = 1; seed <= 200; seed += 1) {
      const { docs } = runHonestSession(space, seed, { people: 3, edits: 40, wild: true });
      const [server, ...others] = docs.map((doc) => readDesign(doc, space));
      // Those who came back first have not heard of what came after them; the last one has.
      expect({ seed, design: others.at(-1) }).toEqual({ seed, design: server });
    }
  });
});

/** A server with some content and a client that has it all. */
function scene() {
  const server = new Y.Doc();
  initDesign(server, space, { schema: 'design/1', space: 'h', parent: null, epoch: 1 }, null);
  putElement(server, 'e1', element, 'setup');
  setParameter(server, space, 'shade', 'glass', 'setup');
  const client = new Y.Doc();
  Y.applyUpdate(client, Y.encodeStateAsUpdate(server));
  writeStory(client, 'why', 'typing');
  Y.applyUpdate(server, Y.encodeStateAsUpdate(client));
  const check = (update: Uint8Array, clientId = client.clientID): StructureFault | null => {
    const decoded = decodeUpdate(update);
    return typeof decoded === 'string'
      ? decoded
      : structureFault(decoded, { known: new KnownStructs(server), parameters, clientId });
  };
  return { server, client, check };
}

/** What the client sends for what `act` does. */
function sent(client: Y.Doc, act: (doc: Y.Doc) => void): Uint8Array {
  const before = Y.encodeStateVector(client);
  client.transact(() => act(client));
  return Y.encodeStateAsUpdate(client, before);
}

const root = (doc: Y.Doc, name: string): Y.Map<unknown> => doc.getMap(name);
const e1 = (doc: Y.Doc): Y.Map<unknown> => root(doc, 'elements').get('e1') as Y.Map<unknown>;

/** An update by hand: structs of one client, then nothing deleted unless said otherwise. */
function handMade(client: number, clock: number, structs: readonly ((e: encoding.Encoder) => void)[]): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, 1);
  encoding.writeVarUint(encoder, structs.length);
  encoding.writeVarUint(encoder, client);
  encoding.writeVarUint(encoder, clock);
  for (const write of structs) write(encoder);
  encoding.writeVarUint(encoder, 0);
  return encoding.toUint8Array(encoder);
}
function deleting(client: number, clock: number, length: number): Uint8Array {
  const encoder = encoding.createEncoder();
  for (const number of [0, 1, client, 1, clock, length]) encoding.writeVarUint(encoder, number);
  return encoding.toUint8Array(encoder);
}
/** `params.<key>` = what `any` writes, without a predecessor. */
const parameterItem =
  (key: string, any: (e: encoding.Encoder) => void) =>
  (e: encoding.Encoder): void => {
    encoding.writeUint8(e, 8 | 32);
    encoding.writeVarUint(e, 1);
    encoding.writeVarString(e, 'params');
    encoding.writeVarString(e, key);
    encoding.writeVarUint(e, 1);
    any(e);
  };
const garbageRun =
  (length: number) =>
  (e: encoding.Encoder): void => {
    encoding.writeUint8(e, 0);
    encoding.writeVarUint(e, length);
  };

type Hostile = (scene: { server: Y.Doc; client: Y.Doc }) => Uint8Array;
const writes =
  (act: (doc: Y.Doc) => void): Hostile =>
  ({ client }) =>
    sent(client, act);

const HOSTILE: readonly (readonly [string, StructureFault, Hostile])[] = [
  ['nothing at all', 'malformed', () => new Uint8Array()],
  ['random bytes', 'malformed', () => Uint8Array.from({ length: 300 }, (_, i) => (i * 7919) % 251)],
  [
    'a cut-off update',
    'malformed',
    ({ client }) => sent(client, (doc) => root(doc, 'params').set('bulb', 'hot')).slice(0, -3),
  ],
  [
    'bytes after the end',
    'trailing_bytes',
    ({ client }) => Uint8Array.of(...sent(client, (doc) => root(doc, 'params').set('bulb', 'hot')), 0),
  ],
  [
    'the second format',
    'trailing_bytes',
    ({ client }) => Y.convertUpdateFormatV1ToV2(sent(client, (doc) => root(doc, 'params').set('bulb', 'hot'))),
  ],
  ['billions of structs in eight bytes', 'malformed', () => Uint8Array.of(1, 0xff, 0xff, 0xff, 0xff, 0x0f, 1, 0)],
  ['an unknown root', 'unknown_root', writes((doc) => root(doc, 'evil').set('a', 'b'))],
  ['the root of another prototype', 'unknown_root', writes((doc) => root(doc, '__proto__').set('a', 'b'))],
  ['what the server says of the design', 'server_only', writes((doc) => root(doc, 'meta').set('space', 'other'))],
  ['a new key of what the server says', 'server_only', writes((doc) => root(doc, 'meta').set('price', 1))],
  ['deleting what the server says', 'server_only', writes((doc) => root(doc, 'meta').delete('space'))],
  ['a price', 'unknown_key', writes((doc) => root(doc, 'params').set('priceCents', 1))],
  ['a parameter that the space does not have', 'unknown_key', writes((doc) => root(doc, 'params').set('wings', 'two'))],
  ['a key named __proto__', 'unknown_key', writes((doc) => root(doc, 'params').set('__proto__', 'x'))],
  ['an option that a many does not have', 'unknown_key', writes((doc) => root(doc, 'params').set('extras/tv', 1))],
  ['a key that an element does not have', 'unknown_key', writes((doc) => e1(doc).set('href', 'javascript:'))],
  ['an element key of every object', 'unknown_key', writes((doc) => e1(doc).set('constructor', 'x'))],
  ['an element named __proto__', 'bad_key', writes((doc) => root(doc, 'elements').set('__proto__', new Y.Map()))],
  ['an element named constructor', 'bad_key', writes((doc) => root(doc, 'elements').set('constructor', new Y.Map()))],
  ['an element with a path for a name', 'bad_key', writes((doc) => root(doc, 'elements').set('a.b', new Y.Map()))],
  ['an endless name', 'bad_key', writes((doc) => root(doc, 'elements').set('x'.repeat(300), new Y.Map()))],
  ['a number where a string belongs', 'bad_value', writes((doc) => root(doc, 'params').set('shade', 7))],
  ['nothing where a string belongs', 'bad_value', writes((doc) => root(doc, 'params').set('shade', null))],
  ['bytes where a string belongs', 'bad_content', writes((doc) => root(doc, 'params').set('shade', new Uint8Array(9)))],
  ['a document in the document', 'bad_content', writes((doc) => root(doc, 'params').set('shade', new Y.Doc()))],
  ['a map where a value belongs', 'bad_content', writes((doc) => root(doc, 'params').set('shade', new Y.Map()))],
  ['NUL in a text', 'bad_value', writes((doc) => root(doc, 'params').set('name', 'a\0b'))],
  ['NUL in the story', 'bad_value', writes((doc) => doc.getText('story').insert(0, '\0'))],
  ['an amount that is not whole', 'bad_value', writes((doc) => root(doc, 'params').set('light', { red: 0.5 }))],
  [
    'amounts with a prototype',
    'bad_value',
    ({ client }) =>
      handMade(client.clientID, 3, [
        parameterItem('light', (e) => {
          encoding.writeUint8(e, 118);
          encoding.writeVarUint(e, 1);
          encoding.writeVarString(e, '__proto__');
          encoding.writeAny(e, { red: 100 });
        }),
      ]),
  ],
  ['a transform of six', 'bad_value', writes((doc) => e1(doc).set('xf', [1, 2, 3, 4, 5, 6]))],
  ['a transform of halves', 'bad_value', writes((doc) => e1(doc).set('xf', [0.5, 2, 3, 4, 5]))],
  ['markup as a kind', 'bad_value', writes((doc) => e1(doc).set('kind', '<script>'))],
  ['an element that is a list', 'bad_content', writes((doc) => root(doc, 'elements').set('e2', new Y.Array()))],
  ['an element that is text', 'bad_content', writes((doc) => root(doc, 'elements').set('e2', new Y.Text('x')))],
  ['an element that is a value', 'bad_content', writes((doc) => root(doc, 'elements').set('e2', { kind: 'text' }))],
  ['a map in an element', 'bad_content', writes((doc) => e1(doc).set('xf', new Y.Map()))],
  [
    'a map in a map in an element',
    'bad_content',
    writes((doc) => e1(doc).set('xf', new Y.Map([['deeper', new Y.Map([['x', 1]])]]))),
  ],
  [
    'list items in a map root',
    'list_in_map',
    ({ client }) =>
      sentBy(client.clientID, (doc) => {
        doc.getArray('params').push(['x'.repeat(1000)]);
      }),
  ],
  [
    'keys in the story',
    'key_in_text',
    ({ client }) =>
      sentBy(client.clientID, (doc) => {
        doc.getMap('story').set('a', 'b');
      }),
  ],
  ['bold in the story', 'bad_content', writes((doc) => doc.getText('story').format(0, 2, { bold: true }))],
  ['an object in the story', 'bad_content', writes((doc) => doc.getText('story').insertEmbed(0, { image: 'x' }))],
  [
    'another client id',
    'foreign_client',
    ({ server }) => {
      const other = new Y.Doc();
      Y.applyUpdate(other, Y.encodeStateAsUpdate(server));
      return sent(other, (doc) => root(doc, 'params').set('bulb', 'hot'));
    },
  ],
  ['the next clock of the server', 'foreign_client', ({ server }) => handMade(server.clientID, 50, [garbageRun(1)])],
  [
    'a clock that leaves a gap',
    'gap',
    ({ client }) => handMade(client.clientID, 9, [parameterItem('bulb', (e) => encoding.writeAny(e, 'hot'))]),
  ],
  [
    'a hole in the middle',
    'gap',
    ({ client }) =>
      handMade(client.clientID, 3, [
        (e) => {
          encoding.writeUint8(e, 10);
          encoding.writeVarUint(e, 5);
        },
        parameterItem('bulb', (e) => encoding.writeAny(e, 'hot')),
      ]),
  ],
  ['an endless run', 'run_too_long', ({ client }) => handMade(client.clientID, 3, [garbageRun(2 ** 40)])],
  [
    'the same key over and over without a predecessor',
    'conflicting_order',
    ({ client }) =>
      handMade(
        client.clientID,
        3,
        Array.from({ length: 500 }, () => parameterItem('bulb', (e) => encoding.writeAny(e, 'hot'))),
      ),
  ],
  [
    'a predecessor that does not exist',
    'unknown_reference',
    ({ client }) =>
      handMade(client.clientID, 3, [
        (e) => {
          encoding.writeUint8(e, 8 | 128);
          encoding.writeVarUint(e, client.clientID);
          encoding.writeVarUint(e, 77);
          encoding.writeVarUint(e, 1);
          encoding.writeAny(e, 'hot');
        },
      ]),
  ],
  [
    'a key behind one letter of the story and before another key',
    'conflicting_order',
    ({ client, server }) =>
      handMade(client.clientID, 3, [
        (e) => {
          encoding.writeUint8(e, 8 | 128 | 64);
          encoding.writeVarUint(e, client.clientID);
          encoding.writeVarUint(e, 0);
          encoding.writeVarUint(e, server.clientID);
          encoding.writeVarUint(e, 0);
          encoding.writeVarUint(e, 1);
          encoding.writeAny(e, 'hot');
        },
      ]),
  ],
  ['deleting what does not exist yet', 'deletes_unknown', ({ server }) => deleting(server.clientID, 5_000, 3)],
  ['deleting the future of the sender', 'deletes_unknown', ({ client }) => deleting(client.clientID, 3, 1)],
  ['deleting an element for good', 'deletes_element', writes((doc) => root(doc, 'elements').delete('e1'))],
  ['deleting everything', 'server_only', ({ server }) => deleting(server.clientID, 0, 4)],
  [
    'thousands of letters that name neighbours at random',
    'too_many_structs',
    ({ client }) => {
      const random = randomNumbers(4);
      const letters = Array.from({ length: 3_000 }, (_, index) => (e: encoding.Encoder) => {
        encoding.writeUint8(e, 4 | 64);
        encoding.writeVarUint(e, client.clientID);
        encoding.writeVarUint(e, Math.floor(random() * (index + 3)));
        encoding.writeVarString(e, 'b');
      });
      return handMade(client.clientID, 3, letters);
    },
  ],
  [
    'the same deletion again and again',
    'conflicting_order',
    ({ client }) => {
      const encoder = encoding.createEncoder();
      const ranges = Array.from({ length: 5_000 }, () => [0, 3]).flat();
      for (const number of [0, 1, client.clientID, 5_000, ...ranges]) encoding.writeVarUint(encoder, number);
      return encoding.toUint8Array(encoder);
    },
  ],
  ['300 kB', 'too_large', writes((doc) => doc.getText('story').insert(0, 'x'.repeat(300_000)))],
  ['a story too long to be one', 'run_too_long', writes((doc) => doc.getText('story').insert(0, 'x'.repeat(60_000)))],
];

/** What a document of its own kind, with the client's id, would send. */
function sentBy(clientId: number, act: (doc: Y.Doc) => void): Uint8Array {
  const doc = new Y.Doc();
  doc.clientID = clientId;
  doc.getText('other').insert(0, 'abc');
  const before = Y.encodeStateVector(doc);
  act(doc);
  return Y.encodeStateAsUpdate(doc, before);
}

describe('refused', () => {
  test.each(HOSTILE)('%s (%s)', (_name, fault, make) => {
    const stage = scene();
    const before = Y.encodeStateAsUpdate(stage.server);
    expect(stage.check(make(stage))).toBe(fault);
    expect(Y.encodeStateAsUpdate(stage.server)).toEqual(before);
  });

  test('hundreds of letters that name neighbours between which thousands have come since', () => {
    const stage = scene();
    const random = randomNumbers(2);
    // Each of them lands somewhere else, so that none joins another.
    const many = sent(stage.client, (doc) => {
      for (let index = 0; index < 2_000; index += 1)
        doc.getText('story').insert(Math.floor(random() * doc.getText('story').length), 'ab');
    });
    Y.applyUpdate(stage.server, many);
    const clock = Y.getState(stage.client.store, stage.client.clientID);
    const before = (e: encoding.Encoder): void => {
      encoding.writeUint8(e, 4);
      encoding.writeVarUint(e, 1);
      encoding.writeVarString(e, 'story');
      encoding.writeVarString(e, 'x');
    };
    const some = (count: number): StructureFault | null =>
      stage.check(
        handMade(
          stage.client.clientID,
          clock,
          Array.from({ length: count }, () => before),
        ),
      );
    expect([some(20), some(900)]).toEqual([null, 'too_many_conflicts']);
  });

  test('deep nesting ends in an answer, not in an overflowing stack', () => {
    const stage = scene();
    const nested = handMade(stage.client.clientID, 3, [
      parameterItem('light', (e) => {
        for (let depth = 0; depth < 100_000; depth += 1) {
          encoding.writeUint8(e, 117);
          encoding.writeVarUint(e, 1);
        }
        encoding.writeAny(e, 1);
      }),
    ]);
    expect(stage.check(nested)).toMatch(/malformed|bad_value/);
  });

  test('every update with one byte changed is refused, or has the form of a document still', () => {
    const random = randomNumbers(7);
    for (let round = 0; round < 3_000; round += 1) {
      const stage = scene();
      const update = sent(stage.client, (doc) => {
        root(doc, 'params').set('bulb', 'hot');
        doc.getText('story').insert(1, 'hm');
        e1(doc).set('xf', [1, 2, 3, 4, 5]);
      });
      update[Math.floor(random() * update.length)] = Math.floor(random() * 256);
      if (stage.check(update) !== null) continue;
      Y.applyUpdate(stage.server, update);
      expect(stage.server.store.pendingStructs).toBeNull();
      expect(stage.server.store.pendingDs).toBeNull();
      expect([...stage.server.share.keys()].sort()).toEqual(['elements', 'meta', 'params', 'story']);
      expect(() => readDesign(stage.server, space)).not.toThrow();
    }
  });
});
