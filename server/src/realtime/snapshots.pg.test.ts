import { eq } from 'drizzle-orm';
import { putElement, setParameter } from 'shared/design/design-doc.ts';
import type { DesignId } from 'shared/ids.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import { designSnapshots, designUpdates } from '../design/tables.ts';
import { contentOf } from './document-content.ts';
import { loadDesignDoc } from './load-design.ts';
import { writeSnapshot } from './log.ts';
import { SnapshotCheck } from './snapshot-check.ts';
import { Snapshots } from './snapshots.ts';
import { makeStudio, space, type Studio, type Visitor } from './testing/make-studio.ts';
import { sticker } from './testing/waiting.ts';

let studio: Studio;
let ana: Visitor;
beforeAll(async () => {
  studio = await makeStudio();
  ana = await studio.visitor('Ana');
});
afterAll(() => studio.close());

/** A design with a few edits and a snapshot of all of them. */
async function edited(): Promise<DesignId> {
  const design = await studio.design(ana);
  const a = await studio.edit(design, ana);
  setParameter(a.doc, space, 'shade', 'glass', 'studio');
  putElement(a.doc, 'e1', sticker, 'studio');
  await a.saved();
  a.destroy();
  const { doc, head } = await loadDesignDoc(studio.db, design);
  // The room that it was made in is the first one that ever had it open.
  await writeSnapshot(studio.db, { designId: design, fence: 1, seq: head, state: Y.encodeStateAsUpdate(doc) });
  return design;
}
const snapshotOf = async (design: DesignId) =>
  (await studio.db.select().from(designSnapshots).where(eq(designSnapshots.designId, design))).at(-1);
const spoil = (design: DesignId, bytes: Uint8Array) =>
  studio.db.update(designSnapshots).set({ bytes }).where(eq(designSnapshots.designId, design));

test('a state that does not say what the design says is not kept, and that is told', async () => {
  const check = new SnapshotCheck();
  const doc = new Y.Doc();
  setParameter(doc, space, 'shade', 'glass', 'studio');
  const kept: number[] = [];
  const told: string[] = [];
  const note = (_about: unknown, message?: string): void => void told.push(message ?? '');
  const snapshots = (damage: (state: Uint8Array) => Uint8Array) =>
    new Snapshots({
      storage: { keepSnapshot: ({ seq }) => Promise.resolve(void kept.push(seq)) },
      log: { warn: note, error: note } as never,
      reloads: (state, content) => check.reloads(damage(state), content),
    });
  const design = crypto.randomUUID() as DesignId;
  await snapshots(() => Uint8Array.of(7, 7, 7)).keep({ designId: design, fence: 1, seq: 1 }, doc);
  await snapshots((state) => state.subarray(0, state.length / 2)).keep({ designId: design, fence: 1, seq: 2 }, doc);
  await snapshots(() => Y.encodeStateAsUpdate(new Y.Doc())).keep({ designId: design, fence: 1, seq: 3 }, doc);
  expect(kept).toEqual([]);
  expect(told).toEqual(Array.from({ length: 3 }, () => 'snapshot not written: it does not say what the design says'));
  await snapshots((state) => state).keep({ designId: design, fence: 1, seq: 4 }, doc);
  expect(kept).toEqual([4]);
  await check.close();
});

test('a design whose snapshot is spoilt is read from its log, and gets a new one', async () => {
  const design = await edited();
  const whole = await loadDesignDoc(studio.db, design);
  const good = await snapshotOf(design);
  expect(good?.seq).toBe(whole.head);
  await spoil(design, Uint8Array.of(1, 2, 3));
  const again = await loadDesignDoc(studio.db, design);
  expect([contentOf(again.doc), again.head, again.snapshot]).toEqual([contentOf(whole.doc), whole.head, 0]);
  const another = await studio.startAnother();
  const b = await studio.edit(design, ana, another.syncUrl);
  expect(b.read(space)).toMatchObject({ params: { shade: 'glass' } });
  await another.close();
  expect(await loadDesignDoc(studio.db, design)).toMatchObject({ head: whole.head, snapshot: whole.head });
});

test('where the log does not begin at its beginning any more, a spoilt snapshot is no empty design', async () => {
  const design = await edited();
  await spoil(design, Uint8Array.of(1, 2, 3));
  await studio.db.delete(designUpdates).where(eq(designUpdates.designId, design));
  await expect(loadDesignDoc(studio.db, design)).rejects.toThrow();
  const another = await studio.startAnother();
  const socket = await studio.raw(design, ana.headers, another.syncUrl);
  expect(await socket.closed).toEqual({ code: 1011, reason: 'internal' });
  await another.close();
});

test('a snapshot that is written again takes the place of the old one', async () => {
  const design = await edited();
  const { seq = 0, bytes = new Uint8Array() } = (await snapshotOf(design)) ?? {};
  await spoil(design, Uint8Array.of(1, 2, 3));
  await writeSnapshot(studio.db, { designId: design, fence: 1, seq, state: bytes });
  expect((await snapshotOf(design))?.bytes).toEqual(bytes);
});
