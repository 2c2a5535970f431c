import * as encoding from 'lib0/encoding';
import { putElement, setParameter, writeStory } from 'shared/design/design-doc.ts';
import { MESSAGE_SYNC } from 'shared/realtime/messages.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { enterAs } from './testing/enter-as.ts';
import { makeStudio, space, type Studio, type Visitor } from './testing/make-studio.ts';
import { presenceOf, type RawSocket, updateOf } from './testing/raw-socket.ts';
import { sticker, until } from './testing/waiting.ts';

let studio: Studio;
let ana: Visitor;
let bo: Visitor;
beforeAll(async () => {
  studio = await makeStudio();
  ana = await studio.visitor('Ana');
  bo = await studio.visitor('Bo');
});
afterAll(() => studio.close());

type Write = (encoder: encoding.Encoder) => void;
const numbers =
  (...all: readonly number[]): Write =>
  (encoder) => {
    for (const number of all) encoding.writeVarUint(encoder, number);
  };

function bytesBy(...writes: readonly Write[]): Uint8Array {
  const encoder = encoding.createEncoder();
  for (const write of writes) write(encoder);
  return encoding.toUint8Array(encoder);
}

/** What the document sends for `act`. */
const sent =
  (act: (doc: Y.Doc) => void) =>
  (doc: Y.Doc): Uint8Array => {
    const before = Y.encodeStateVector(doc);
    doc.transact(() => act(doc));
    return Y.encodeStateAsUpdate(doc, before);
  };
/** The same from a document that does not know what its roots are. */
const sentByAnother =
  (act: (doc: Y.Doc) => void) =>
  ({ clientID }: Y.Doc): Uint8Array => {
    const doc = new Y.Doc();
    doc.clientID = clientID;
    act(doc);
    return Y.encodeStateAsUpdate(doc);
  };
/** `params.light` = what `any` writes, by hand. */
const light =
  (any: Write) =>
  ({ clientID }: Y.Doc): Uint8Array =>
    bytesBy(
      numbers(1, 1, clientID, 0),
      (encoder) => {
        encoding.writeUint8(encoder, 8 | 32);
        encoding.writeVarUint(encoder, 1);
        for (const text of ['params', 'light']) encoding.writeVarString(encoder, text);
        encoding.writeVarUint(encoder, 1);
      },
      any,
      numbers(0),
    );

function nested(depth: number): Y.Map<unknown> {
  return new Y.Map([['deeper', depth === 0 ? 1 : nested(depth - 1)]]);
}

/** Letters that all name the first letter of the story as their left neighbour. */
function letters(doc: Y.Doc, count: number): Uint8Array {
  const first = doc.getText('story')._start?.id;
  if (!first) throw new Error('There is no story.');
  const letter: Write = (encoder) => {
    encoding.writeUint8(encoder, 4 | 128);
    for (const number of [first.client, first.clock]) encoding.writeVarUint(encoder, number);
    encoding.writeVarString(encoder, 'x');
  };
  return bytesBy(numbers(1, count, doc.clientID, 0), ...Array.from({ length: count }, () => letter), numbers(0));
}

const setShade = sent((doc) => setParameter(doc, space, 'shade', 'glass', 'studio'));
const serverOf = (doc: Y.Doc): number => Math.min(...doc.store.clients.keys());

/** Each known from elsewhere; `make` is given a document that holds what the design says. */
const ATTACKS: readonly (readonly [string, (doc: Y.Doc) => Uint8Array, number, string])[] = [
  [
    'a huge run of garbage',
    ({ clientID }) => bytesBy(numbers(1, 1, clientID, 0), numbers(0, 2 ** 40), numbers(0)),
    ...([4409, 'structure_refused:run_too_long'] as const),
  ],
  [
    'billions of structs in a few bytes',
    ({ clientID }) => bytesBy(numbers(1, 2 ** 32, clientID, 0), numbers(0, 1), numbers(0)),
    ...([4400, 'malformed:malformed'] as const),
  ],
  [
    'maps in maps in maps',
    sent((doc) => doc.getMap('elements').set('e2', nested(300))),
    ...([4409, 'structure_refused:unknown_key'] as const),
  ],
  [
    'lists in lists in lists',
    light((encoder) => {
      for (let depth = 0; depth < 15_000; depth += 1) for (const byte of [117, 1]) encoding.writeUint8(encoder, byte);
      encoding.writeAny(encoder, 1);
    }),
    ...([4400, 'malformed:malformed'] as const),
  ],
  [
    'thousands of letters at one place, so that each is compared with all',
    (doc) => letters(doc, 2_000),
    ...([4409, 'structure_refused:too_many_structs'] as const),
  ],
  [
    'a deletion of what does not exist yet',
    (doc) => bytesBy(numbers(0, 1, serverOf(doc), 1, 500_000, 3)),
    ...([4409, 'structure_refused:deletes_unknown'] as const),
  ],
  [
    'the same deletion thousands of times',
    (doc) => {
      const [e1] = doc.getMap('elements')._map.values();
      const { client = 0, clock = 0 } = e1?.id ?? {};
      const ranges = Array.from({ length: 5_000 }, () => [clock + 1, 1]).flat();
      return bytesBy(numbers(0, 1, client, 5_000, ...ranges));
    },
    ...([4409, 'structure_refused:conflicting_order'] as const),
  ],
  [
    'the next edit of somebody else',
    (doc) => {
      const clientId = Math.max(...doc.store.clients.keys());
      return bytesBy(numbers(1, 1, clientId, Y.getState(doc.store, clientId)), numbers(0, 1), numbers(0));
    },
    ...([4409, 'structure_refused:foreign_client'] as const),
  ],
  [
    'an unknown root',
    sent((doc) => doc.getMap('evil').set('a', 'x'.repeat(20_000))),
    ...([4409, 'structure_refused:unknown_root'] as const),
  ],
  [
    'list items where keys belong',
    sentByAnother((doc) => doc.getArray('elements').push(['x'.repeat(1_000)])),
    ...([4409, 'structure_refused:list_in_map'] as const),
  ],
  [
    'a key that is every object’s prototype',
    sent((doc) => doc.getMap('elements').set('__proto__', new Y.Map())),
    ...([4409, 'structure_refused:bad_key'] as const),
  ],
  [
    'a value that brings a prototype',
    light((encoder) => {
      encoding.writeUint8(encoder, 118);
      encoding.writeVarUint(encoder, 1);
      encoding.writeVarString(encoder, '__proto__');
      encoding.writeAny(encoder, { isAdmin: true });
    }),
    ...([4409, 'structure_refused:bad_value'] as const),
  ],
  [
    'a document in the document',
    sent((doc) => doc.getMap('elements').set('sub', new Y.Doc())),
    ...([4409, 'structure_refused:bad_content'] as const),
  ],
  [
    'what builds on something that was never sent',
    (doc) => {
      setShade(doc);
      return sent((later) => setParameter(later, space, 'name', 'Ray', 'studio'))(doc);
    },
    ...([4409, 'structure_refused:gap'] as const),
  ],
  [
    'the second format, which can hold millions of structs in a few bytes',
    (doc) => Y.convertUpdateFormatV1ToV2(setShade(doc)),
    ...([4400, 'malformed:trailing_bytes'] as const),
  ],
  [
    'an update that Yjs would apply by half before it throws',
    // Its structs are whole, what it deletes is not.
    (doc) => setShade(doc).slice(0, -1),
    ...([4400, 'malformed:malformed'] as const),
  ],
  [
    'bytes after the end of an update',
    (doc) => Uint8Array.of(...setShade(doc), 0),
    ...([4400, 'malformed:trailing_bytes'] as const),
  ],
  [
    'a large update, which is looked at elsewhere first',
    sent((doc) => doc.getMap('evil').set('a', 'x'.repeat(100_000))),
    ...([4409, 'structure_refused:unknown_root'] as const),
  ],
];

/** Ana is at a design of hers and Bo's, and Bo has come in. `harm` is what he does; it must harm nobody. */
async function underAttack(
  harm: (socket: RawSocket, doc: Y.Doc) => void,
  closed: { readonly code: number; readonly reason: string },
): Promise<void> {
  const design = await studio.design(ana, bo);
  const a = await studio.edit(design, ana);
  putElement(a.doc, 'e1', sticker, 'studio');
  writeStory(a.doc, 'Why', 'typing');
  await a.saved();
  const before = Y.encodeStateAsUpdate(a.doc);
  const { socket, doc } = await enterAs(studio, bo, design);
  harm(socket, doc);
  expect(await socket.closed).toEqual(closed);
  expect(Y.encodeStateAsUpdate(a.doc)).toEqual(before);
  setParameter(a.doc, space, 'name', 'Ray', 'studio');
  await a.saved();
  expect(await studio.stored(design)).toEqual(a.read(space));
  expect((await studio.logOf(design)).filter(({ personId }) => personId === bo.id)).toEqual([]);
}

describe('is refused with its reason, changes nothing, and the others go on', () => {
  test.each(ATTACKS)('an update: %s', async (_name, make, code, reason) => {
    await underAttack((socket, doc) => socket.send(updateOf(make(doc))), { code, reason });
  });

  test.each<readonly [string, (socket: RawSocket, doc: Y.Doc) => void, number, string]>([
    ['text', (socket) => socket.send('{}'), 4400, 'malformed:text'],
    [
      'bytes after the end',
      (socket, doc) => socket.send(Uint8Array.of(...updateOf(setShade(doc)), 0)),
      ...([4400, 'malformed:frame'] as const),
    ],
    [
      'another protocol',
      (socket) => socket.send(bytesBy(numbers(MESSAGE_SYNC, 7, 1, 0))),
      ...([4400, 'malformed:frame'] as const),
    ],
    ['more than a megabyte', (socket) => socket.send(new Uint8Array(1024 * 1024 + 1)), 1009, ''],
    [
      'in more than 64 pieces',
      (socket, doc) => {
        const empty = Array.from({ length: 65 }, () => new Uint8Array());
        socket.sendInPieces([updateOf(setShade(doc)), ...empty]);
      },
      ...([1008, ''] as const),
    ],
  ])('a frame: %s', async (_name, harm, code, reason) => {
    await underAttack(harm, { code, reason });
  });
});

test('who speaks for somebody else is not heard, and what they say of themselves is put right', async () => {
  const design = await studio.design(ana, bo);
  const a = await studio.edit(design, ana);
  const { socket, doc } = await enterAs(studio, bo, design);
  const states = a.provider.awareness.getStates();
  await until(() => expect(states.get(doc.clientID)).toMatchObject({ user: { name: 'Bo' } }));
  socket.send(presenceOf(a.doc.clientID, 9_999_999, { editing: 'forged' }));
  socket.send(presenceOf(doc.clientID, 2, { user: { name: 'Ana' }, editing: 'name' }));
  await until(() => expect(states.get(doc.clientID)).toMatchObject({ editing: 'name' }));
  expect(states.get(doc.clientID)).toMatchObject({ user: { name: 'Bo' } });
  expect(states.get(a.doc.clientID)).toEqual({});
});

test('a large update of somebody honest is tried out and stored, and what they send meanwhile comes after it', async () => {
  const design = await studio.design(ana, bo);
  const [a, b] = [await studio.edit(design, ana), await studio.edit(design, bo)];
  a.disconnect();
  for (let index = 0; index < 400; index += 1)
    putElement(a.doc, `e${String(index)}`, { ...sticker, hidden: true }, 'studio');
  a.provider.connect();
  setParameter(b.doc, space, 'name', 'Bo', 'studio');
  await b.saved();
  await a.loaded();
  setParameter(a.doc, space, 'shade', 'glass', 'studio');
  await a.saved();
  expect(await studio.stored(design)).toMatchObject({ params: { name: 'Bo', shade: 'glass' } });
  expect(Object.keys((await studio.stored(design)).elements)).toHaveLength(400);
  await until(() => expect(b.read(space)).toEqual(a.read(space)));
});
