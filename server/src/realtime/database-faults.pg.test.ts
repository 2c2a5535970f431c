import { putElement, setParameter, writeStory } from 'shared/design/design-doc.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DatabaseProxy } from '../testing/database-proxy.ts';
import { makeDatabase } from '../testing/test-database.ts';
import { makeStudio, space, type Studio, type Visitor } from './testing/make-studio.ts';
import { sticker, until } from './testing/waiting.ts';

let proxy: DatabaseProxy;
let studio: Studio;
let ana: Visitor;
let bo: Visitor;
beforeAll(async () => {
  const database = await makeDatabase(async (target) => {
    proxy = await DatabaseProxy.to(target);
    return { host: '127.0.0.1', port: proxy.port };
  });
  studio = await makeStudio(database);
  ana = await studio.visitor('Ana');
  bo = await studio.visitor('Bo');
});
afterAll(async () => {
  await studio.close();
  proxy.close();
});

/** Two people at a design of their own. */
async function together() {
  const design = await studio.design(ana, bo);
  const [a, b] = [await studio.edit(design, ana), await studio.edit(design, bo)];
  setParameter(a.doc, space, 'shade', 'glass', 'studio');
  await a.saved();
  return { design, a, b };
}

type Together = Awaited<ReturnType<typeof together>>;

/** Everybody sees the same, which is what is stored, and no edit is in the log twice. */
async function isWell({ design, a, b }: Together): Promise<void> {
  await Promise.all([a.saved(), b.saved()]);
  await until(() => expect(b.read(space)).toEqual(a.read(space)));
  expect(await studio.stored(design)).toEqual(a.read(space));
  const log = await studio.logOf(design);
  expect(log.map(({ seq }) => seq)).toEqual(log.map((_, index) => index + 1));
  const updates = log.map(({ bytes }) => Buffer.from(bytes).toString('hex'));
  expect(new Set(updates).size).toBe(updates.length);
}

test('the answer to a commit is lost: the edit is stored once, and its author hears so', async () => {
  const pair = await together();
  const before = proxy.lost;
  proxy.loseNextAnswer();
  putElement(pair.a.doc, 'e1', sticker, 'studio');
  await until(() => expect(proxy.lost).toBe(before + 1));
  writeStory(pair.b.doc, 'Written meanwhile', 'typing');
  await isWell(pair);
  expect(pair.a.read(space)).toMatchObject({ elements: { e1: sticker }, story: 'Written meanwhile' });
});

test('the disk is full: nothing is said to be saved until it is, and then all of it is', async () => {
  const pair = await together();
  const before = proxy.refused;
  proxy.fillDisk(true);
  putElement(pair.a.doc, 'e1', sticker, 'studio');
  writeStory(pair.b.doc, 'Written meanwhile', 'typing');
  // Whoever comes back after the first refusal is refused again.
  await until(() => expect(proxy.refused).toBeGreaterThanOrEqual(before + 2));
  expect([pair.a.isSaved, pair.b.isSaved]).toContain(false);
  expect(await studio.stored(pair.design)).toMatchObject({ elements: {}, story: '' });
  proxy.fillDisk(false);
  await isWell(pair);
  expect(pair.a.read(space)).toMatchObject({ elements: { e1: sticker }, story: 'Written meanwhile' });
});

test('the database is gone for a while: edits wait with their authors, and are stored when it is back', async () => {
  const pair = await together();
  proxy.goAway(true);
  putElement(pair.a.doc, 'e1', sticker, 'studio');
  writeStory(pair.b.doc, 'Written meanwhile', 'typing');
  await until(() => expect([pair.a.provider.synced, pair.b.provider.synced]).toEqual([false, false]));
  expect([pair.a.isSaved, pair.b.isSaved]).toEqual([false, false]);
  proxy.goAway(false);
  await isWell(pair);
  expect(pair.a.read(space)).toMatchObject({ elements: { e1: sticker }, story: 'Written meanwhile' });
});
