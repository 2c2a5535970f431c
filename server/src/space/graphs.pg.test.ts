import { eq } from 'drizzle-orm';
import type { FastifyBaseLogger } from 'fastify';
import { gunzipSync } from 'node:zlib';
import { decodeEngine } from 'shared/space/engine/decode-engine.ts';
import { engineOf } from 'shared/space/engine/engine-of.ts';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { buildApp } from '../app.ts';
import { asker } from '../testing/ask.ts';
import { makeBrand, type TestBrand } from '../testing/make-contest.ts';
import { makeServer, type TestServer } from '../testing/make-server.ts';
import { Graphs } from './graphs.ts';
import { spaces } from './tables.ts';

let server: TestServer;
let brand: TestBrand;
beforeAll(async () => {
  server = await makeServer();
  brand = await makeBrand(server.db);
});
afterAll(() => server.close());

const stored = async () => {
  const [row] = await server.db.select().from(spaces).where(eq(spaces.hash, brand.spaceHash));
  return { rulesHash: row?.rulesHash ?? null, engine: row?.engine ? Buffer.from(row.engine) : null };
};
const path = () => `/spaces/${brand.spaceHash}/graph`;

/** Asks a server that has been started just now on the same database, so that nothing is remembered. */
async function freshAnswer(): Promise<Buffer> {
  const settings = { publicUrl: 'http://localhost:3000', secret: 'x'.repeat(40), demo: true, clientDir: '/nowhere' };
  const app = await buildApp({ ...settings, db: server.db });
  const { status, raw } = await asker(app)('GET', path());
  expect(status).toBe(200);
  await app.close();
  return raw;
}

test('publishing compiles the rules; who has the hash gets them, and they are the engine of the space', async () => {
  const { headers, raw } = await asker(server.app)('GET', path());
  expect(headers).toMatchObject({
    'content-type': 'application/octet-stream',
    'cache-control': 'public, max-age=31536000, immutable',
  });
  const { space } = brand.published;
  const engine = await decodeEngine(space, raw);
  expect(engine.compiled).not.toBeNull();
  expect(engine.count([])).toBe(2_925n);
  expect(
    engine.isConsistent([
      { key: 'bulb', value: 'hot' },
      { key: 'shade', value: 'paper' },
    ]),
  ).toBe(false);
  expect((await stored()).engine?.equals(raw)).toBe(true);
  const zipped = await asker(server.app, { 'accept-encoding': 'gzip' })('GET', path());
  expect(zipped.headers['content-encoding']).toBe('gzip');
  expect(gunzipSync(zipped.raw).equals(raw)).toBe(true);
  const known = asker(server.app, { 'if-none-match': String(headers['etag']) });
  expect((await known('GET', path())).status).toBe(304);
});

test('everybody who waits for the engine of a space has it, also who came second', async () => {
  const log = { warn: vi.fn() };
  const graphs = new Graphs(server.db, log as unknown as FastifyBaseLogger);
  const space = structuredClone(brand.published.space);
  const first = graphs.use(brand.spaceHash, space);
  await graphs.use(brand.spaceHash, space);
  const engine = engineOf(space);
  expect(engine.compiled).not.toBeNull();
  await first;
  expect(engineOf(space)).toBe(engine);
  expect(log.warn).not.toHaveBeenCalled();
});

test('there are none of a space that does not exist', async () => {
  const answer = await asker(server.app)('GET', `/spaces/${'0'.repeat(64)}/graph`);
  expect([answer.status, answer.code]).toEqual([404, 'space_not_found']);
});

test('a space that was published before gets its compiled rules when somebody asks', async () => {
  const before = await stored();
  await server.db.update(spaces).set({ rulesHash: null, engine: null }).where(eq(spaces.hash, brand.spaceHash));
  expect((await freshAnswer()).equals(before.engine ?? Buffer.of())).toBe(true);
  expect(await stored()).toEqual(before);
});

test.each([
  ['damaged', (bytes: Buffer) => bytes.fill(7, bytes.length - 4)],
  ['cut off', (bytes: Buffer) => bytes.subarray(0, 40)],
  [
    'of other rules',
    (bytes: Buffer) => Buffer.from(bytes.toString('latin1').replace('"constant":5000', '"constant":4000'), 'latin1'),
  ],
])('stored rules that are %s are never trusted: they are compiled again and mended', async (_name, change) => {
  const before = await stored();
  const engine = change(Buffer.from(before.engine ?? []));
  expect(engine.equals(before.engine ?? Buffer.of())).toBe(false);
  await server.db.update(spaces).set({ engine }).where(eq(spaces.hash, brand.spaceHash));
  expect((await freshAnswer()).equals(before.engine ?? Buffer.of())).toBe(true);
  expect(await stored()).toEqual(before);
});
