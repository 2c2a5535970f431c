import { once } from 'node:events';
import { connect } from 'node:net';
import { writeStory } from 'shared/design/design-doc.ts';
import type { DesignId } from 'shared/ids.ts';
import { afterEach, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { buildApp } from './app.ts';
import { openDatabase } from './db/connect.ts';
import { startDesign } from './design/start-design.ts';
import { loadDesignDoc } from './realtime/load-design.ts';
import { space } from './realtime/testing/make-studio.ts';
import { answerOf, questionOf, RawSocket, updateOf } from './realtime/testing/raw-socket.ts';
import { seedCampaign } from './realtime/testing/seed-campaign.ts';
import { until } from './realtime/testing/waiting.ts';
import { environmentOf, isReady, killStudios, startStudio } from './testing/studio-process.ts';
import { makePlace } from './testing/test-database.ts';

// The whole server is started, and all tests share the machine.
vi.setConfig({ testTimeout: 180_000 });
afterEach(killStudios);

const SECRET = 'only-for-tests-0123456789abcdef0123456789abcdef';
type Config = Awaited<ReturnType<typeof makePlace>>['config'];

/** A database with somebody in it who has these designs. */
async function populate(config: Config, count: number): Promise<{ cookie: string; designs: readonly DesignId[] }> {
  const { db, close } = await openDatabase(config);
  const options = { publicUrl: 'http://localhost:3000', secret: SECRET, demo: true, clientDir: '/nowhere' };
  const app = await buildApp({ db, ...options });
  const { headers } = await app.auth.api.enterAs({ body: { email: 'ana@example.com' }, returnHeaders: true });
  const cookies = headers.getSetCookie().map((one) => one.split(';')[0]);
  const cookie = cookies.join('; ');
  const ana = await app.personOf({ cookie });
  if (!ana) throw new Error('Ana has no session.');
  const artwork = { box: [0, 0, 100, 100] as const, layers: [] };
  const { slug } = await seedCampaign(db, { space, artwork, stickers: { star: artwork } });
  const designs: DesignId[] = [];
  for (let made = 0; made < count; made += 1) designs.push(await startDesign(db, slug, ana.id, {}));
  await app.close();
  await close();
  return { cookie, designs };
}

/** Somebody at a design who writes without waiting for anything, and what they have written. */
async function writer(address: string, designId: DesignId, cookie: string) {
  const url = `${address.replace('http', 'ws')}/sync/${designId}`;
  const socket = new RawSocket(url, { cookie, origin: address });
  await socket.opened;
  const doc = new Y.Doc();
  socket.send(questionOf(doc));
  await socket.asked();
  for (const update of socket.updates) Y.applyUpdate(doc, update);
  socket.send(answerOf(Y.encodeStateAsUpdate(doc, Y.encodeStateVector(doc))));
  doc.on('update', (update: Uint8Array) => socket.send(updateOf(update)));
  return { socket, doc };
}

test('who is told to stop stores and acknowledges all that it had received, says goodbye, and does not wait for who hangs', async () => {
  const { config, remove } = await makePlace('migrated');
  const { cookie, designs } = await populate(config, 3);
  const studio = startStudio(config.dataDir, { PORT: '0', AUTH_SECRET: SECRET, ...environmentOf(config) });
  const address = await studio.listening;
  await isReady(address);
  const writers = await Promise.all(designs.map((designId) => writer(address, designId, cookie)));

  // One that begins a request and never ends it, and one that hears that it should go and does not.
  const slow = connect(Number(new URL(address).port), '127.0.0.1');
  slow
    .on('error', () => undefined)
    .write('POST /api/v1/designs HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n');
  const [first = ''] = designs;
  const deaf = new RawSocket(`${address.replace('http', 'ws')}/sync/${first}`, { cookie, origin: address });
  await deaf.opened;
  deaf.pause();

  for (let edit = 1; edit <= 60; edit += 1) for (const { doc } of writers) writeStory(doc, 'x'.repeat(edit), 'typing');
  // The answer to a ping comes when everything before it has been received.
  await Promise.all(writers.map(({ socket }) => socket.answersPing()));
  studio.child.kill('SIGTERM');
  const closed = await Promise.all(writers.map(({ socket }) => socket.closed));
  expect(closed).toEqual(writers.map(() => ({ code: 1012, reason: 'going_away' })));
  expect(writers.map(({ socket }) => socket.acknowledged)).toEqual(writers.map(() => 61));
  expect(await studio.ended).toEqual({ code: 0, stderr: '' });
  deaf.terminate();
  slow.destroy();

  const { db, close } = await openDatabase(config);
  for (const designId of designs) {
    const { doc } = await loadDesignDoc(db, designId);
    expect(doc.getText('story').toString()).toBe('x'.repeat(60));
  }
  await close();
  await remove();
});

test('who is told to stop a second time stops at once', async () => {
  const { config, remove } = await makePlace('migrated');
  const studio = startStudio(config.dataDir, { PORT: '0', ...environmentOf(config) });
  const address = await studio.listening;
  // A request under way keeps the first signal waiting.
  const slow = connect(Number(new URL(address).port), '127.0.0.1');
  slow
    .on('error', () => undefined)
    .write('POST /api/v1/designs HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n');
  await once(slow, 'connect');
  await isReady(address);
  studio.child.kill('SIGTERM');
  await until(async () => expect((await fetch(`${address}/readyz`).catch(() => null))?.ok ?? false).toBe(false));
  studio.child.kill('SIGTERM');
  expect(await studio.ended).toMatchObject({ code: 130 });
  slow.destroy();
  await remove();
});
