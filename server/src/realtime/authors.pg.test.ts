import { eq } from 'drizzle-orm';
import { setParameter } from 'shared/design/design-doc.ts';
import { readPicks } from 'shared/design/picks.ts';
import type { DesignId } from 'shared/ids.ts';
import { MESSAGE_ACCESS, MESSAGE_AUTHORS } from 'shared/realtime/messages.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import { designClients } from '../design/tables.ts';
import { makeStudio, space, type Studio, type Visitor } from './testing/make-studio.ts';
import { answerOf, questionOf } from './testing/raw-socket.ts';
import { until } from './testing/waiting.ts';

let studio: Studio;
let ana: Visitor;
let bo: Visitor;
beforeAll(async () => {
  studio = await makeStudio();
  ana = await studio.visitor('Ana');
  bo = await studio.visitor('Bo');
});
afterAll(() => studio.close());

const keptOf = async (design: DesignId) => {
  const rows = await studio.db.select().from(designClients).where(eq(designClients.designId, design));
  return new Map(rows.map(({ clientId, personId }) => [clientId, personId]));
};

test('everybody is told whose a pick is: at first of all who have written, then of who writes for the first time', async () => {
  const design = await studio.design(ana, bo);
  const [a, b] = [await studio.edit(design, ana), await studio.edit(design, bo)];
  expect([a.authors, b.authors]).toEqual([{}, {}]);
  setParameter(a.doc, space, 'shade', 'glass', 'studio');
  await until(() => expect(b.read(space).params['shade']).toBe('glass'));
  const [pick] = readPicks(b.doc, space);
  expect(b.authors[String(pick?.actor)]).toBe(ana.id);
  expect(a.authors).toEqual({ [a.doc.clientID]: ana.id });
  setParameter(b.doc, space, 'bulb', 'hot', 'studio');
  await b.saved();
  const both = { [a.doc.clientID]: ana.id, [b.doc.clientID]: bo.id };
  await until(() => expect(a.authors).toEqual(both));
  const late = await studio.edit(design, bo);
  expect(late.authors).toEqual(both);
});

test('who the clients are comes right after what the connection may do, also for a manager who only looks', async () => {
  const design = await studio.design(ana);
  const manager = await studio.visitor('Mo');
  await studio.makeManager(manager);
  const socket = await studio.raw(design, manager.headers);
  await until(() => expect(socket.kinds.slice(0, 2)).toEqual([MESSAGE_ACCESS, MESSAGE_AUTHORS]));
});

test('it is kept with the first update of each client, the server’s own included', async () => {
  const design = await studio.design(ana);
  const begun = await keptOf(design);
  expect([...begun.values()]).toEqual([null]);
  const a = await studio.edit(design, ana);
  setParameter(a.doc, space, 'shade', 'unobtainium', 'studio');
  await a.saved();
  await until(() => expect(a.adjustments).toHaveLength(1));
  const kept = await keptOf(design);
  expect(kept.get(a.doc.clientID)).toBe(ana.id);
  expect([...a.doc.store.clients.keys()].sort()).toEqual([...kept.keys()].sort());
  expect([...kept.values()].filter((person) => person === null)).toHaveLength(2);
  expect(a.authors).toEqual({ [a.doc.clientID]: ana.id });
});

test('a design from before that was kept is looked through once; its clients stay whose they were', async () => {
  const design = await studio.design(ana, bo);
  const a = await studio.edit(design, ana);
  setParameter(a.doc, space, 'shade', 'unobtainium', 'studio');
  await a.saved();
  await until(() => expect(a.adjustments).toHaveLength(1));
  const kept = await keptOf(design);
  const { clientID } = a.doc;
  a.destroy();
  await studio.db.delete(designClients).where(eq(designClients.designId, design));
  const another = await studio.startAnother();
  const b = await studio.edit(design, bo, another.syncUrl);
  expect(b.authors).toEqual({ [clientID]: ana.id });
  expect(await keptOf(design)).toEqual(kept);
  const thief = await studio.raw(design, bo.headers, another.syncUrl);
  const doc = new Y.Doc();
  thief.send(questionOf(doc));
  await until(() => expect(thief.isAsked).toBe(true));
  for (const update of thief.updates) Y.applyUpdate(doc, update);
  doc.clientID = clientID;
  const before = Y.encodeStateVector(doc);
  setParameter(doc, space, 'name', 'Mine', 'studio');
  thief.send(answerOf(Y.encodeStateAsUpdate(doc, before)));
  expect(await thief.closed).toEqual({ code: 4409, reason: 'structure_refused:foreign_client' });
  await another.close();
});
