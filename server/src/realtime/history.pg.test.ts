import { eq } from 'drizzle-orm';
import { fastify } from 'fastify';
import { setParameter } from 'shared/design/design-doc.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { designClients, designUpdates } from '../design/tables.ts';
import { forgetDaily, forgetHistory } from './history.ts';
import { writeSnapshot } from './log.ts';
import { loadDesignDoc, readLog } from './load-design.ts';
import { append } from './testing/append.ts';
import { makeStudio, space, type Studio, type Visitor } from './testing/make-studio.ts';
import * as Y from 'yjs';

let studio: Studio;
let ana: Visitor;
beforeAll(async () => {
  studio = await makeStudio();
  ana = await studio.visitor('Ana');
});
afterAll(() => studio.close());

test('only what is old and in a snapshot is forgotten, and the design still says the same', async () => {
  const design = await studio.design(ana);
  const a = await studio.edit(design, ana);
  for (const name of ['A', 'B', 'C', 'D']) {
    setParameter(a.doc, space, 'name', name, 'studio');
    await a.saved();
  }
  const before = await studio.stored(design);
  expect(await forgetHistory(studio.db, 1)).toBe(0);
  await studio.db.update(designUpdates).set({ at: new Date(Date.now() - 3 * 24 * 3_600_000) });
  expect(await forgetHistory(studio.db, 1)).toBe(0);

  const [first, second, third] = (await studio.logOf(design)).map(({ bytes }) => bytes);
  const doc = new Y.Doc();
  for (const bytes of [first, second, third]) if (bytes) Y.applyUpdate(doc, bytes);
  // The room that has it open is the first one that ever did.
  await writeSnapshot(studio.db, { designId: design, fence: 1, seq: 3, state: Y.encodeStateAsUpdate(doc) });
  await studio.db.update(designUpdates).set({ at: new Date() }).where(eq(designUpdates.seq, 1));
  expect(await forgetHistory(studio.db, 5)).toBe(0);
  expect(await forgetHistory(studio.db, 1)).toBe(2);
  expect((await studio.logOf(design)).map(({ seq }) => seq)).toEqual([1, 4, 5]);
  expect(await studio.stored(design)).toEqual(before);
  expect(await readLog(studio.db, design)).toMatchObject({ head: 5, snapshot: 3 });
});

/** A design with three edits of Ana's of three days ago, all in a snapshot. */
async function oldDesign() {
  const design = await studio.design(ana);
  const a = await studio.edit(design, ana);
  for (const name of ['A', 'B', 'C']) {
    setParameter(a.doc, space, 'name', name, 'studio');
    await a.saved();
  }
  const { clientID } = a.doc;
  await studio.db.update(designUpdates).set({ at: new Date(Date.now() - 3 * 24 * 3_600_000) });
  const { doc, head } = await loadDesignDoc(studio.db, design);
  await writeSnapshot(studio.db, { designId: design, fence: 1, seq: head, state: Y.encodeStateAsUpdate(doc) });
  doc.destroy();
  return { design, clientID };
}

test('whose the clients of a design are is not forgotten with its log', async () => {
  const { design, clientID } = await oldDesign();
  await studio.db.delete(designClients).where(eq(designClients.designId, design));
  const length = (await studio.logOf(design)).length;
  await forgetHistory(studio.db, 1);
  expect(await studio.logOf(design)).toHaveLength(length);
  // Opened, it is known for good, and the log may go.
  const another = await studio.startAnother();
  const b = await studio.edit(design, ana, another.syncUrl);
  await forgetHistory(studio.db, 1);
  expect(await studio.logOf(design)).toEqual([]);
  expect(b.authors).toEqual({ [clientID]: ana.id });
  setParameter(b.doc, space, 'name', 'D', 'studio');
  await b.saved();
  expect((await studio.stored(design)).params['name']).toBe('D');
  await another.close();
  const third = await studio.startAnother();
  const c = await studio.edit(design, ana, third.syncUrl);
  expect(c.authors).toEqual({ [clientID]: ana.id, [b.doc.clientID]: ana.id });
  await third.close();
});

test('a server that is told for how long forgets the rest when it starts', async () => {
  const { design } = await oldDesign();
  const stored = await studio.stored(design);
  const log = fastify().log;
  const stop = forgetDaily(studio.db, 1, log);
  await stop();
  expect(await studio.logOf(design)).toEqual([]);
  expect(await studio.stored(design)).toEqual(stored);
});

test.each([
  ['of a server that has been taken over from', { fence: -1, seq: 2 }],
  ['that goes further than the log', { fence: 0, seq: 3 }],
])('a snapshot %s is not kept: nothing that it skips would ever be read', async (_name, forged) => {
  const design = await studio.design(ana);
  const bytes = Y.encodeStateAsUpdate(new Y.Doc());
  await append(studio.db, design, ana.id, bytes);
  await writeSnapshot(studio.db, { designId: design, state: bytes, ...forged });
  expect(await readLog(studio.db, design)).toMatchObject({ head: 2, snapshot: 0 });
});
