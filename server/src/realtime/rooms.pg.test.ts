import { eq } from 'drizzle-orm';
import { fastify, type FastifyInstance } from 'fastify';
import { putElement, setParameter, writeStory } from 'shared/design/design-doc.ts';
import type { DesignId } from 'shared/ids.ts';
import { MESSAGE_ACCESS, MESSAGE_ACK } from 'shared/realtime/messages.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { designs, designSnapshots } from '../design/tables.ts';
import { NO_METRICS } from '../metrics/realtime-metrics.ts';
import { Graphs } from '../space/graphs.ts';
import { realtimeRoutes } from './routes.ts';
import type { Rooms } from './rooms.ts';
import { startRooms, type StartRoomsOptions } from './start-rooms.ts';
import { makeStudio, space, type Studio, type Visitor } from './testing/make-studio.ts';
import { answerOf, questionOf, RawSocket, updateOf } from './testing/raw-socket.ts';
import { sticker, until } from './testing/waiting.ts';

let studio: Studio;
let ana: Visitor;
beforeAll(async () => {
  studio = await makeStudio();
  ana = await studio.visitor('Ana');
});
afterAll(() => studio.close());

/** Rooms with other settings than the server has, where everybody is Ana. */
async function roomsWith(
  settings: Omit<StartRoomsOptions, 'db' | 'log' | 'graphs'>,
): Promise<{ app: FastifyInstance; rooms: Rooms; syncUrl: string }> {
  const app = fastify();
  app.decorateRequest('person', null);
  const everybody = { id: ana.id, name: ana.name, email: '', colour: '#123456' };
  app.addHook('onRequest', async (request) => {
    request.person = everybody;
  });
  const graphs = new Graphs(studio.db, app.log);
  const { rooms, close: closeRooms } = startRooms({ db: studio.db, log: app.log, graphs, ...settings });
  const personOf = (): Promise<typeof everybody> => Promise.resolve(everybody);
  await app.register(realtimeRoutes, { rooms, closeRooms, personOf, publicUrl: 'http://localhost:3000' });
  return { app, rooms, syncUrl: `${(await app.listen({ port: 0 })).replace('http', 'ws')}/sync` };
}

async function snapshotOf(designId: DesignId): Promise<number | undefined> {
  const snapshots = await studio.db.select().from(designSnapshots).where(eq(designSnapshots.designId, designId));
  expect(snapshots.length).toBeLessThanOrEqual(1);
  return snapshots[0]?.seq;
}

describe('a room', () => {
  test('stores what somebody sends and leaves at once, before it opens again', async () => {
    const { app, syncUrl } = await roomsWith({ graceMs: 0 });
    const design = await studio.design(ana);
    let story = '';
    for (let round = 0; round < 30; round += 1) {
      const a = await studio.edit(design, ana, syncUrl);
      // It may be stored a moment before the room hears of that, and who comes in then is sent it right after.
      await until(() => expect(a.read(space).story).toBe(story));
      await a.saved();
      story += 'x';
      writeStory(a.doc, story, 'typing');
      // Closed in order, so that the server receives it, but without waiting for what it says.
      a.provider.disconnect();
      await until(async () => expect((await studio.stored(design)).story).toBe(story));
      a.destroy();
    }
    await app.close();
  });

  test('is given up when nobody is there any more, leaves a snapshot, and opens again from it', async () => {
    const { app, syncUrl } = await roomsWith({ graceMs: 0 });
    const design = await studio.design(ana);
    const first = await studio.edit(design, ana, syncUrl);
    for (const shade of ['glass', 'metal']) setParameter(first.doc, space, 'shade', shade, 'studio');
    await first.saved();
    first.destroy();
    const length = (await studio.logOf(design)).length;
    await until(async () => expect(await snapshotOf(design)).toBe(length));
    const second = await studio.edit(design, ana, syncUrl);
    expect(second.read(space).params['shade']).toBe('metal');
    setParameter(second.doc, space, 'shade', 'paper', 'studio');
    await second.saved();
    expect((await studio.logOf(design)).length).toBe(length + 1);
    second.destroy();
    await app.close();
  });

  test('writes a snapshot now and then while people are at it', async () => {
    const { app, syncUrl } = await roomsWith({ every: 3, pauseMs: 0 });
    const design = await studio.design(ana);
    const a = await studio.edit(design, ana, syncUrl);
    for (const name of ['A', 'B', 'C', 'D', 'E', 'F', 'G']) {
      setParameter(a.doc, space, 'name', name, 'studio');
      await a.saved();
    }
    await until(async () => expect(await snapshotOf(design)).toBeGreaterThan(5));
    expect((await studio.stored(design)).params['name']).toBe('G');
    expect(await studio.logOf(design)).toHaveLength(8);
    a.destroy();
    await app.close();
  });

  test('is opened once for everybody who comes at the same moment, and loses nobody’s first edit', async () => {
    const { app, syncUrl } = await roomsWith({ graceMs: 0 });
    const design = await studio.design(ana);
    for (let round = 0; round < 5; round += 1) {
      const editors = await Promise.all(Array.from({ length: 4 }, () => studio.edit(design, ana, syncUrl)));
      for (const [index, { doc }] of editors.entries())
        setParameter(doc, space, 'name', `R${String(round)}E${String(index)}`, 'studio');
      await Promise.all(editors.map((editor) => editor.saved()));
      const stored = await studio.stored(design);
      expect(stored.params['name']).toContain(`R${String(round)}`);
      for (const editor of editors) await until(() => expect(editor.read(space)).toEqual(stored));
      for (const editor of editors) editor.destroy();
    }
    await app.close();
  });
});

test('a server that has been succeeded without hearing of it takes nobody in with less than they have seen', async () => {
  const design = await studio.design(ana);
  const stale = await roomsWith({ heartbeatMs: 3_600_000 });
  const a = await studio.edit(design, ana, stale.syncUrl);
  const b = await studio.edit(design, ana);
  setParameter(b.doc, space, 'shade', 'glass', 'studio');
  await b.saved();
  const c = await studio.edit(design, ana);
  expect(c.read(space).params['shade']).toBe('glass');
  c.disconnect();
  b.destroy();
  c.provider.serverUrl = stale.syncUrl;
  setParameter(c.doc, space, 'name', 'Ray', 'studio');
  await c.reconnect();
  await until(() => expect(a.read(space).params).toMatchObject({ shade: 'glass', name: 'Ray' }));
  expect([a.closedBy, c.closedBy]).toEqual([null, null]);
  a.destroy();
  c.destroy();
  await stale.app.close();
});

test('two servers on one database never write past each other', async () => {
  const [one, two] = [await roomsWith({}), await roomsWith({})];
  const design = await studio.design(ana);
  const a = await studio.edit(design, ana, one.syncUrl);
  const b = await studio.edit(design, ana, two.syncUrl);
  for (const round of ['1', '2', '3']) {
    setParameter(a.doc, space, 'name', `A${round}`, 'studio');
    await a.saved();
    putElement(b.doc, `e${round}`, sticker, 'studio');
    await b.saved();
  }
  const stored = await studio.stored(design);
  expect(stored.params['name']).toBe('A3');
  expect(Object.keys(stored.elements)).toEqual(['e1', 'e2', 'e3']);
  const log = await studio.logOf(design);
  expect(log.map(({ seq }) => seq)).toEqual(log.map((_, index) => index + 1));
  for (const editor of [a, b]) editor.destroy();
  await one.app.close();
  await two.app.close();
  expect(await studio.stored(design)).toEqual(stored);
});

test('a document that was begun anew is never joined to what a room had of the old one', async () => {
  const design = await studio.design(ana);
  const before = await studio.raw(design, ana.headers);
  await until(() => expect(before.kinds[0]).toBe(MESSAGE_ACCESS));
  await studio.db.update(designs).set({ epoch: 2 }).where(eq(designs.id, design));
  const after = await studio.raw(design, ana.headers);
  expect(await before.closed).toEqual({ code: 1012, reason: 'going_away:taken_over' });
  await until(() => expect(after.kinds[0]).toBe(MESSAGE_ACCESS));
  const access: unknown = JSON.parse(Buffer.from(after.received[0]?.subarray(2) ?? []).toString());
  expect(access).toEqual({ access: 'edit', because: null, epoch: 2 });
  const url = `/api/v1/designs/${design}`;
  const detail = (await studio.app.inject({ url, headers: ana.headers })).json<{ epoch: number }>();
  expect(detail.epoch).toBe(2);
});

test('who comes while the server is overloaded is told so; who is in already stays and is served', async () => {
  const load = { isOverloaded: false };
  let shed = 0;
  const { app, syncUrl } = await roomsWith({ load, metrics: { ...NO_METRICS, shed: () => (shed += 1) } });
  const design = await studio.design(ana);
  const a = await studio.edit(design, ana, syncUrl);
  load.isOverloaded = true;
  const headers = { origin: 'http://localhost:3000' };
  const late = await studio.raw(design, headers, syncUrl);
  expect(await late.closed).toEqual({ code: 1013, reason: 'overloaded' });
  expect(shed).toBe(1);
  setParameter(a.doc, space, 'name', 'Still here', 'studio');
  await a.saved();
  load.isOverloaded = false;
  const later = await studio.raw(design, headers, syncUrl);
  await until(() => expect(later.kinds).toContain(MESSAGE_ACCESS));
  await app.close();
});

test('who comes while the server stops is turned away, and keeps it from nothing', async () => {
  const app = fastify();
  app.decorateRequest('person', null);
  const graphs = new Graphs(studio.db, app.log);
  const { rooms, close } = startRooms({ db: studio.db, log: app.log, graphs });
  let answer = '';
  const closeRooms = async (): Promise<void> => {
    const late = new RawSocket(`${syncUrl}/${crypto.randomUUID()}`, { origin: 'http://localhost:3000' });
    answer = await late.opened.then(() => 'opened', String);
    await close();
  };
  const personOf = (): Promise<null> => Promise.resolve(null);
  await app.register(realtimeRoutes, { rooms, closeRooms, personOf, publicUrl: 'http://localhost:3000' });
  const syncUrl = `${(await app.listen({ port: 0 })).replace('http', 'ws')}/sync`;
  await app.close();
  expect(answer).toContain('503');
});

describe('a socket', () => {
  test('whose other end has gone without a word is closed; one on which nobody writes hears that it lives', async () => {
    const { app, syncUrl } = await roomsWith({ heartbeatMs: 300 });
    const design = await studio.design(ana);
    const headers = { origin: 'http://localhost:3000' };
    const alive = await studio.raw(design, headers, syncUrl);
    const dead = new WebSocket(`${syncUrl}/${design}`, { headers, autoPong: false });
    const gone = new Promise((resolve) => dead.once('close', (code) => resolve(code)));
    expect(await gone).toBe(1006);
    await until(() => expect(alive.kinds.filter((kind) => kind === MESSAGE_ACK).length).toBeGreaterThan(2));
    await app.close();
    expect(await alive.closed).toEqual({ code: 1012, reason: 'going_away' });
  });

  test('of somebody whose session has ended has to come in again', async () => {
    const { app, rooms, syncUrl } = await roomsWith({});
    const design = await studio.design(ana);
    const socket = await studio.raw(design, { origin: 'http://localhost:3000' }, syncUrl);
    await until(() => expect(socket.kinds).toContain(MESSAGE_ACCESS));
    rooms.dropPerson(ana.id);
    expect(await socket.closed).toEqual({ code: 1012, reason: 'going_away:session' });
    await app.close();
  });

  test('that sends before it is let in is heard in the right order', async () => {
    const { app, syncUrl } = await roomsWith({});
    const design = await studio.design(ana);
    const socket = await studio.raw(design, { origin: 'http://localhost:3000' }, syncUrl);
    const doc = new Y.Doc();
    writeStory(doc, 'We', 'typing');
    socket.send(questionOf(doc));
    socket.send(answerOf(Y.encodeStateAsUpdate(doc)));
    const before = Y.encodeStateVector(doc);
    writeStory(doc, 'We two', 'typing');
    socket.send(updateOf(Y.encodeStateAsUpdate(doc, before)));
    await until(() => expect(socket.acknowledged).toBe(2));
    expect((await studio.stored(design)).story).toBe('We two');
    await app.close();
  });
});
