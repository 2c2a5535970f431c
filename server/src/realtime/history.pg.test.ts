import { eq } from 'drizzle-orm';
import { setParameter } from 'shared/design/design-doc.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { designUpdates } from '../design/tables.ts';
import { forgetHistory } from './history.ts';
import { writeSnapshot } from './log.ts';
import { readLog } from './load-design.ts';
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
  await writeSnapshot(studio.db, design, 3, Y.encodeStateAsUpdate(doc));
  await studio.db.update(designUpdates).set({ at: new Date() }).where(eq(designUpdates.seq, 1));
  expect(await forgetHistory(studio.db, 5)).toBe(0);
  expect(await forgetHistory(studio.db, 1)).toBe(2);
  expect((await studio.logOf(design)).map(({ seq }) => seq)).toEqual([1, 4, 5]);
  expect(await studio.stored(design)).toEqual(before);
  expect(await readLog(studio.db, design)).toMatchObject({ head: 5, snapshot: 3 });
});
