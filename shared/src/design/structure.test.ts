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
    let joint = 0;
    for (let seed = 1; seed <= 600; seed += 1) {
      const session = runHonestSession(space, seed, { people: 3, edits: 30, wild: seed % 2 === 0 });
      expect({ seed, faults: session.faults, lost: session.lost }).toEqual({ seed, faults: [], lost: 0 });
      updates += session.updates;
      joint += session.joint;
    }
    expect(updates).toBeGreaterThan(12_000);
    // Who loads the page again without a network comes back as several clients.
    expect(joint).toBeGreaterThan(120);
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
  const check = (update: Uint8Array, clients: readonly number[] = [client.clientID]): StructureFault | null => {
    const mayWriteAs = (id: number): boolean => clients.includes(id);
    const decoded = decodeUpdate(update);
    return typeof decoded === 'string'
      ? decoded
      : structureFault(decoded, { known: new KnownStructs(server), parameters, mayWriteAs });
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

type WriteStruct = (e: encoding.Encoder) => void;
/** An update by hand: structs of one client, then nothing deleted unless said otherwise. */
function handMade(client: number, clock: number, structs: readonly WriteStruct[]): Uint8Array {
  return handMadeBy([[client, clock, structs]]);
}
function handMadeBy(blocks: readonly (readonly [number, number, readonly WriteStruct[]])[]): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, blocks.length);
  for (const [client, clock, structs] of blocks) {
    for (const number of [structs.length, client, clock]) encoding.writeVarUint(encoder, number);
    for (const write of structs) write(encoder);
  }
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
/** A letter of the story behind another. */
const letterBehind =
  (client: number, clock: number) =>
  (e: encoding.Encoder): void => {
    encoding.writeUint8(e, 4 | 128);
    encoding.writeVarUint(e, client);
    encoding.writeVarUint(e, clock);
    encoding.writeVarString(e, 'x');
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

describe('several clients of one person', () => {
  /** Another window of the client's person, or its page loaded again: it goes on with what the client holds. */
  function another(client: Y.Doc, clientId: number): Y.Doc {
    const doc = new Y.Doc();
    doc.clientID = clientId;
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(client));
    return doc;
  }
  /** A scene and two windows; what is checked is everything that one of them holds and the server does not. */
  function twoWindows(one: number, two: number) {
    const stage = scene();
    const windows = [another(stage.client, one), another(stage.client, two)] as const;
    const check = (from: Y.Doc, clients = [one, two]): StructureFault | null =>
      stage.check(Y.encodeStateAsUpdate(from, Y.encodeStateVector(stage.server)), clients);
    return { ...stage, windows, check };
  }
  const hear = (to: Y.Doc, from: Y.Doc): void => Y.applyUpdate(to, Y.encodeStateAsUpdate(from));
  const ORDERS = [
    [11, 22],
    [22, 11],
  ] as const;

  test.each(ORDERS)('%i and then %i, which goes on with what the first has made, pass', (one, two) => {
    const { server, client, check } = twoWindows(one, two);
    const first = another(client, one);
    putElement(first, 'e2', element, 'studio');
    setParameter(first, space, 'shade', 'metal', 'studio');
    writeStory(first, 'typing on', 'typing');
    const second = another(first, two);
    (root(second, 'elements').get('e2') as Y.Map<unknown>).set('xf', [1, 2, 3, 4, 5]);
    setParameter(second, space, 'shade', 'glass', 'studio');
    writeStory(second, 'typing on and on', 'typing');
    expect([check(second), check(second, [one]), check(second, [two])]).toEqual([
      null,
      'foreign_client',
      'foreign_client',
    ]);
    hear(server, second);
    expect(readDesign(server, space)).toEqual(readDesign(second, space));
  });

  test.each(ORDERS)('%i and %i that build on each other in turn pass', (one, two) => {
    const { windows, check } = twoWindows(one, two);
    const [a, b] = windows;
    for (let turn = 0; turn < 20; turn += 1) {
      const [from, to] = turn % 2 === 0 ? [a, b] : [b, a];
      from.getText('story').insert(from.getText('story').length, 'ab');
      setParameter(from, space, 'name', `name ${String(turn)}`, 'studio');
      hear(to, from);
    }
    expect([check(a), check(b)]).toEqual([null, null]);
  });

  test('that did not know of each other may have set the same', () => {
    const { windows, check } = twoWindows(11, 22);
    const [a, b] = windows;
    for (const [window, value] of [
      [a, 'metal'],
      [b, 'paper'],
    ] as const) {
      setParameter(window, space, 'shade', value, 'studio');
      setParameter(window, space, 'bulb', 'hot', 'studio');
      putElement(window, 'e2', element, 'studio');
    }
    hear(a, b);
    expect(check(a)).toBeNull();
  });

  test('a gap in either is one', () => {
    const { check } = scene();
    const bulb = parameterItem('bulb', (e) => encoding.writeAny(e, 'hot'));
    const withClocks = (one: number, two: number): Uint8Array =>
      handMadeBy([
        [22, two, [bulb]],
        [11, one, [bulb]],
      ]);
    const clients = [11, 22];
    expect(check(withClocks(0, 0), clients)).toBeNull();
    expect([check(withClocks(0, 1), clients), check(withClocks(1, 0), clients)]).toEqual(['gap', 'gap']);
  });

  test.each<readonly [string, readonly WriteStruct[], readonly WriteStruct[]]>([
    ['the first of each', [letterBehind(22, 0)], [letterBehind(11, 0)]],
    ['later ones', [letterBehind(22, 1), letterBehind(11, 0)], [letterBehind(11, 1), letterBehind(22, 0)]],
    ['one that names the end of the other', [letterBehind(22, 1)], [garbageRun(1), letterBehind(11, 0)]],
  ])('that name each other in a ring are refused: %s', (_name, one, two) => {
    const update = handMadeBy([
      [22, 0, two],
      [11, 0, one],
    ]);
    expect(scene().check(update, [11, 22])).toBe('unknown_reference');
  });

  test('more than somebody has page loads are refused', () => {
    const by = (count: number): StructureFault | null => {
      const clients = Array.from({ length: count }, (_, index) => 100 + index);
      return scene().check(handMadeBy(clients.map((client) => [client, 0, [garbageRun(1)]])), clients);
    };
    expect([by(64), by(65)]).toEqual([null, 'too_many_clients']);
  });

  test('have the limits of one update together', () => {
    const { check } = scene();
    const update = handMadeBy([
      [22, 0, [garbageRun(30_000)]],
      [11, 0, [garbageRun(30_000)]],
    ]);
    expect(check(update, [11, 22])).toBe('run_too_long');
  });
});

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
      const change = (doc: Y.Doc): void => {
        root(doc, 'params').set('bulb', 'hot');
        doc.getText('story').insert(1, 'hm');
        e1(doc).set('xf', [1, 2, 3, 4, 5]);
      };
      const clients = [stage.client.clientID, 11];
      const update = sent(stage.client, (doc) => {
        change(doc);
        if (round % 2 === 0) return;
        // Its page, loaded again, has gone on with it.
        const second = new Y.Doc();
        second.clientID = 11;
        Y.applyUpdate(second, Y.encodeStateAsUpdate(doc));
        change(second);
        Y.applyUpdate(doc, Y.encodeStateAsUpdate(second));
      });
      update[Math.floor(random() * update.length)] = Math.floor(random() * 256);
      if (stage.check(update, clients) !== null) continue;
      Y.applyUpdate(stage.server, update);
      expect(stage.server.store.pendingStructs).toBeNull();
      expect(stage.server.store.pendingDs).toBeNull();
      expect([...stage.server.share.keys()].sort()).toEqual(['elements', 'meta', 'params', 'story']);
      expect(() => readDesign(stage.server, space)).not.toThrow();
    }
  });
});
