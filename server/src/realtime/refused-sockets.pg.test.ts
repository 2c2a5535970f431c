import { and, eq } from 'drizzle-orm';
import { putElement, setParameter, writeStory } from 'shared/design/design-doc.ts';
import type { DesignId } from 'shared/ids.ts';
import { MESSAGE_ACCESS } from 'shared/realtime/messages.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { campaigns } from '../campaigns/tables.ts';
import { crew, designs } from '../design/tables.ts';
import { enterAs } from './testing/enter-as.ts';
import { makeStudio, space, type Studio, type Visitor } from './testing/make-studio.ts';
import * as encoding from 'lib0/encoding';
import { answerOf, presenceOf, questionOf, type RawSocket, updateOf } from './testing/raw-socket.ts';
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

/** What the first message says that the connection may do. */
async function accessOf(socket: RawSocket): Promise<unknown> {
  await until(() => expect(socket.kinds[0]).toBe(MESSAGE_ACCESS));
  return JSON.parse(Buffer.from(socket.received[0]?.subarray(2) ?? []).toString());
}

describe('at the door', () => {
  test('nobody comes in without a session', async () => {
    const socket = await studio.raw(await studio.design(ana), {});
    expect(await socket.closed).toEqual({ code: 4401, reason: 'sign_in_required' });
  });

  test('a wrong session is none', async () => {
    const socket = await studio.raw(await studio.design(ana), { cookie: 'better-auth.session_token=forged.forged' });
    expect(await socket.closed).toEqual({ code: 4401, reason: 'sign_in_required' });
  });

  test('nobody comes in on behalf of somebody who was signed in here before', async () => {
    const design = await studio.design(ana, bo);
    const late = await studio.raw(`${design}?person=${ana.id}`, bo.headers);
    expect(await late.closed).toEqual({ code: 4401, reason: 'sign_in_required:other_person' });
    expect(late.received).toEqual([]);
    const own = await studio.raw(`${design}?person=${bo.id}`, bo.headers);
    expect(await accessOf(own)).toEqual({ access: 'edit', because: null, epoch: 1 });
  });

  test('a stranger does not even learn that there is a design', async () => {
    const socket = await studio.raw(await studio.design(ana), bo.headers);
    expect(await socket.closed).toEqual({ code: 4404, reason: 'design_not_found' });
    expect(socket.received).toEqual([]);
  });

  test.each(['2f9fcd7e-1d0a-4c4c-8f3e-111111111111', 'not-an-id', '%00'])('there is no design %s', async (id) => {
    const socket = await studio.raw(id, ana.headers);
    expect(await socket.closed).toEqual({ code: 4404, reason: 'design_not_found' });
  });

  test.each(['https://evil.example', 'null', 'http://localhost:3000.evil.example'])(
    'a page of %s gets no socket at all',
    async (origin) => {
      const design = await studio.design(ana);
      await expect(studio.raw(design, { ...ana.headers, origin })).rejects.toThrow('403');
    },
  );

  test('a manager of the brand may look, and is sent away when writing', async () => {
    const design = await studio.design(ana);
    const manager = await studio.visitor('Mo');
    await studio.makeManager(manager);
    const socket = await studio.raw(design, manager.headers);
    expect(await accessOf(socket)).toEqual({ access: 'view', because: 'not_in_crew', epoch: 1 });
    const doc = new Y.Doc();
    socket.send(questionOf(doc));
    await until(() => expect(socket.updates.length).toBeGreaterThan(0));
    for (const update of socket.updates) Y.applyUpdate(doc, update);
    const before = Y.encodeStateVector(doc);
    setParameter(doc, space, 'shade', 'glass', 'studio');
    socket.send(updateOf(Y.encodeStateAsUpdate(doc, before)));
    expect(await socket.closed).toEqual({ code: 4403, reason: 'not_allowed' });
    expect(await studio.logOf(design)).toHaveLength(1);
  });
});

describe('a design that is entered', () => {
  test('is shown and not edited any more', async () => {
    const design = await studio.design(ana);
    await studio.db.update(designs).set({ frozenAt: new Date() }).where(eq(designs.id, design));
    const socket = await studio.raw(design, ana.headers);
    expect(await accessOf(socket)).toEqual({ access: 'view', because: 'entered', epoch: 1 });
    socket.send(updateOf(someEdit(new Y.Doc())));
    expect(await socket.closed).toEqual({ code: 4410, reason: 'frozen:entered' });
  });

  test('while others are at it keeps nothing of what comes too late, and nobody sees it', async () => {
    const design = await studio.design(ana, bo);
    const [a, b] = [await studio.edit(design, ana), await studio.edit(design, bo)];
    const before = b.read(space);
    await studio.db.update(designs).set({ frozenAt: new Date() }).where(eq(designs.id, design));
    setParameter(a.doc, space, 'shade', 'glass', 'studio');
    await until(() => expect(a.closedBy).toEqual({ code: 4410, reason: 'frozen:entered' }));
    await until(() => expect(b.closedBy).toEqual({ code: 4410, reason: 'frozen:entered' }));
    expect(a.isSaved).toBe(false);
    expect(b.read(space)).toEqual(before);
    expect(await studio.stored(design)).toEqual(before);
  });

  test('by somebody sends the others away with everything that they had sent stored', async () => {
    const design = await studio.design(ana, bo);
    const b = await studio.edit(design, bo);
    writeStory(b.doc, 'Ready', 'typing');
    const url = `/api/v1/designs/${design}/enter`;
    const entered = await studio.app.inject({ method: 'POST', url, headers: ana.headers });
    expect(entered.statusCode, entered.body).toBe(201);
    await until(() => expect(b.closedBy).toEqual({ code: 4410, reason: 'frozen:entered' }));
    const stored = (await studio.stored(design)).story;
    expect(stored).toBe(b.unstored === 0 ? 'Ready' : '');
  });
});

test('when the campaign stops taking designs, editing ends', async () => {
  const own = await makeStudio();
  const [carl, dora] = [await own.visitor('Carl'), await own.visitor('Dora')];
  const design = await own.design(carl, dora);
  const c = await own.edit(design, carl);
  await own.db.update(campaigns).set({ entriesCloseAt: new Date(Date.now() - 1_000) });
  setParameter(c.doc, space, 'shade', 'glass', 'studio');
  await until(() => expect(c.closedBy).toEqual({ code: 4410, reason: 'frozen:phase' }));
  expect(await accessOf(await own.raw(design, dora.headers))).toEqual({ access: 'view', because: 'phase', epoch: 1 });
  await own.close();
});

test('who is taken out of the crew writes nothing from then on', async () => {
  const design = await studio.design(ana, bo);
  const [a, b] = [await studio.edit(design, ana), await studio.edit(design, bo)];
  await studio.db.delete(crew).where(and(eq(crew.designId, design), eq(crew.personId, bo.id)));
  setParameter(b.doc, space, 'shade', 'glass', 'studio');
  await until(() => expect(b.closedBy).toEqual({ code: 4403, reason: 'not_allowed' }));
  setParameter(a.doc, space, 'name', 'Ray', 'studio');
  await a.saved();
  expect((await studio.stored(design)).params).toMatchObject({ shade: 'paper', name: 'Ray' });
});

describe('bytes that are no message', () => {
  test.each([
    ['text', 'hello', 4400, 'malformed:text'],
    ['garbage', Uint8Array.of(9, 9, 9), 4400, 'malformed:frame'],
    ['nothing', new Uint8Array(), 4400, 'malformed:frame'],
    ['a state vector that ends early', Uint8Array.of(0, 0, 2, 0xff, 0xff), 4400, 'malformed:frame'],
    ['a length that lies', Uint8Array.of(0, 2, 0xff, 0xff, 0x7f, 1), 4400, 'malformed:frame'],
    ['two megabytes', new Uint8Array(2 * 1024 * 1024), 1009, ''],
  ])('close the socket: %s', async (_name, frame, code, reason) => {
    const socket = await studio.raw(await studio.design(ana), ana.headers);
    socket.send(frame);
    expect(await socket.closed).toEqual({ code, reason });
  });

  test('a flood is cut off', async () => {
    const design = await studio.design(ana);
    const socket = await studio.raw(design, ana.headers);
    for (let index = 0; index < 5_000; index += 1) socket.send(presenceOf(5, index, { editing: 'name' }));
    expect(await socket.closed).toEqual({ code: 4429, reason: 'too_fast' });
  });
});

function someEdit(doc: Y.Doc): Uint8Array {
  const before = Y.encodeStateVector(doc);
  setParameter(doc, space, 'shade', 'glass', 'studio');
  return Y.encodeStateAsUpdate(doc, before);
}

/** Structs of one client in two parts: read one by one they fit, but Yjs keeps only the second and misses the first. */
function inTwoPieces(doc: Y.Doc): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, 2);
  for (const [clock, key] of [
    [0, 'shade'],
    [1, 'bulb'],
  ] as const) {
    for (const number of [1, doc.clientID, clock]) encoding.writeVarUint(encoder, number);
    encoding.writeUint8(encoder, 8 | 32);
    encoding.writeVarUint(encoder, 1);
    for (const text of ['params', key]) encoding.writeVarString(encoder, text);
    encoding.writeVarUint(encoder, 1);
    encoding.writeAny(encoder, 'hot');
  }
  encoding.writeVarUint(encoder, 0);
  return encoding.toUint8Array(encoder);
}

describe('an update that nobody may send', () => {
  const act =
    (write: (doc: Y.Doc) => void) =>
    (doc: Y.Doc): Uint8Array => {
      const before = Y.encodeStateVector(doc);
      doc.transact(() => write(doc));
      return Y.encodeStateAsUpdate(doc, before);
    };

  test.each<readonly [string, (doc: Y.Doc) => Uint8Array, number, string]>([
    ['garbage', () => Uint8Array.of(1, 2, 3, 4), 4400, 'malformed:malformed'],
    ['an unknown root', act((doc) => doc.getMap('evil').set('a', 1)), 4409, 'structure_refused:unknown_root'],
    ['a price', act((doc) => doc.getMap('params').set('price', 1)), 4409, 'structure_refused:unknown_key'],
    ['meta', act((doc) => doc.getMap('meta').set('space', 'x')), 4409, 'structure_refused:server_only'],
    ['too much', act((doc) => doc.getText('story').insert(0, 'x'.repeat(300_000))), 4413, 'too_large:too_large'],
    [
      'another person’s client id',
      (doc) => {
        const other = new Y.Doc();
        Y.applyUpdate(other, Y.encodeStateAsUpdate(doc));
        // Who has put the element there.
        other.clientID = Math.max(...doc.store.clients.keys());
        return act((copy) => setParameter(copy, space, 'bulb', 'hot', 'studio'))(other);
      },
      4409,
      'structure_refused:foreign_client',
    ],
    ['two pieces that claim to join on', inTwoPieces, 4409, 'structure_refused:not_applicable'],
  ])('%s: is refused with its reason; the others see nothing and go on', async (_name, make, code, reason) => {
    const design = await studio.design(ana, bo);
    const a = await studio.edit(design, ana);
    putElement(a.doc, 'e1', sticker, 'studio');
    await a.saved();
    const before = Y.encodeStateAsUpdate(a.doc);
    const { socket, doc } = await enterAs(studio, bo, design);
    socket.send(updateOf(make(doc)));
    expect(await socket.closed).toEqual({ code, reason });
    expect(Y.encodeStateAsUpdate(a.doc)).toEqual(before);
    setParameter(a.doc, space, 'name', 'Ray', 'studio');
    await a.saved();
    expect(await studio.stored(design)).toEqual(a.read(space));
    expect((await studio.logOf(design)).filter(({ personId }) => personId === bo.id)).toEqual([]);
  });

  test('does not take along what others sent in the same moment', async () => {
    const design = await studio.design(ana, bo);
    const a = await studio.edit(design, ana);
    putElement(a.doc, 'e1', sticker, 'studio');
    await a.saved();
    const { socket, doc } = await enterAs(studio, bo, design);
    for (const name of ['One', 'Two', 'Three']) setParameter(a.doc, space, 'name', name, 'studio');
    socket.send(updateOf(inTwoPieces(doc)));
    for (const text of ['a', 'ab', 'abc']) writeStory(a.doc, text, 'typing');
    expect((await socket.closed).code).toBe(4409);
    await a.saved();
    expect(await studio.stored(design)).toMatchObject({ params: { name: 'Three' }, story: 'abc' });
    expect((await studio.edit(design, ana)).read(space)).toEqual(a.read(space));
  });
});

describe('a Yjs client id', () => {
  /** A socket whose document holds what the design says, and that then writes as `clientId`. */
  async function writingAs(clientId: number, person: Visitor, design: DesignId, syncUrl: string): Promise<RawSocket> {
    const socket = await studio.raw(design, person.headers, syncUrl);
    const doc = new Y.Doc();
    socket.send(questionOf(doc));
    await until(() => expect(socket.isAsked).toBe(true));
    for (const update of socket.updates) Y.applyUpdate(doc, update);
    doc.clientID = clientId;
    const before = Y.encodeStateVector(doc);
    setParameter(doc, space, 'name', 'Mine', 'studio');
    socket.send(answerOf(Y.encodeStateAsUpdate(doc, before)));
    return socket;
  }

  test('belongs to who wrote with it first, also for a server that has not seen that', async () => {
    const design = await studio.design(ana, bo);
    const a = await studio.edit(design, ana);
    setParameter(a.doc, space, 'shade', 'glass', 'studio');
    await a.saved();
    const { clientID } = a.doc;
    const another = await studio.startAnother();
    for (const syncUrl of [studio.syncUrl, another.syncUrl]) {
      const thief = await writingAs(clientID, bo, design, syncUrl);
      expect(await thief.closed).toEqual({ code: 4409, reason: 'structure_refused:foreign_client' });
    }
    a.destroy();
    const owner = await writingAs(clientID, ana, design, another.syncUrl);
    await until(() => expect(owner.acknowledged).toBe(1));
    expect((await studio.stored(design)).params).toMatchObject({ name: 'Mine' });
    await another.close();
  });

  test('of each page load without a network is theirs, also where all of them come in one answer', async () => {
    const design = await studio.design(ana, bo);
    const first = await studio.edit(design, bo);
    setParameter(first.doc, space, 'shade', 'glass', 'studio');
    await first.saved();
    const { doc: loaded } = await enterAs(studio, ana, design);
    /** What is kept of `before`, gone on with in another page load. */
    const goOn = (before: Y.Doc, clientId: number, name: string): Y.Doc => {
      const doc = new Y.Doc();
      Y.applyUpdate(doc, Y.encodeStateAsUpdate(before));
      doc.clientID = clientId;
      setParameter(doc, space, 'name', name, 'studio');
      return doc;
    };
    const [one, two, held] = [2 ** 31, 2 ** 30, Y.encodeStateVector(loaded)];
    const second = goOn(goOn(loaded, one, 'One'), two, 'Two');
    const answer = async (doc: Y.Doc): Promise<RawSocket> => {
      const socket = await studio.raw(design, ana.headers);
      socket.send(questionOf(doc));
      await until(() => expect(socket.isAsked).toBe(true));
      socket.send(answerOf(Y.encodeStateAsUpdate(doc, held)));
      return socket;
    };
    // With what claims to be of somebody else nothing of it gets in.
    const forged = goOn(goOn(loaded, first.doc.clientID, 'Forged'), two, 'Two');
    expect(await (await answer(forged)).closed).toEqual({ code: 4409, reason: 'structure_refused:foreign_client' });
    const socket = await answer(second);
    await until(() => expect(socket.acknowledged).toBe(1));
    expect((await studio.stored(design)).params).toMatchObject({ name: 'Two' });
    expect((await studio.logOf(design)).filter(({ personId }) => personId === ana.id)).toHaveLength(1);
    const another = await studio.startAnother();
    for (const clientId of [one, two]) {
      const thief = await writingAs(clientId, bo, design, another.syncUrl);
      expect(await thief.closed).toEqual({ code: 4409, reason: 'structure_refused:foreign_client' });
    }
    await another.close();
  });

  test('of the server is nobody’s, not even of those whose updates it has repaired', async () => {
    const design = await studio.design(ana);
    const a = await studio.edit(design, ana);
    const before = new Set(a.doc.store.clients.keys());
    setParameter(a.doc, space, 'shade', 'unobtainium', 'studio');
    await a.saved();
    await until(() => expect(a.read(space).params['shade']).toBe('paper'));
    const [serverId = 0] = [...a.doc.store.clients.keys()].filter((id) => id !== a.doc.clientID && !before.has(id));
    expect(serverId).toBeGreaterThan(0);
    const thief = await writingAs(serverId, ana, design, studio.syncUrl);
    expect(await thief.closed).toEqual({ code: 4409, reason: 'structure_refused:foreign_client' });
  });

  test('goes to the newer socket of the same person; the older one is a dead one', async () => {
    const design = await studio.design(ana);
    const first = await studio.raw(design, ana.headers);
    first.send(presenceOf(77, 1, {}));
    first.send(questionOf(new Y.Doc()));
    await until(() => expect(first.isAsked).toBe(true));
    const second = await studio.raw(design, ana.headers);
    second.send(presenceOf(77, 1, {}));
    expect(await first.closed).toEqual({ code: 1012, reason: 'going_away:replaced' });
  });
});
