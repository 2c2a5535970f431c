import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { eq } from 'drizzle-orm';
import { canonicalJson } from 'shared/canonical-json.ts';
import { sha256Hex } from 'shared/sha256.ts';
import { normaliseSpace } from 'shared/space/language/normalise-space.ts';
import { printSpaceText } from 'shared/space/language/print-space.ts';
import type { PublishedSpace } from 'shared/space/published-space.ts';
import type { Space } from 'shared/space/schema.ts';
import { makePublishedSpace, makeSpace } from 'shared/testing/make-space.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asker } from '../testing/ask.ts';
import { makeBrand, type TestBrand } from '../testing/make-contest.ts';
import { makeServer, type TestServer } from '../testing/make-server.ts';
import { importProduct } from './import-product.ts';
import { isLogicalKey, logicalPart } from './logical-part.ts';
import { publishSpace } from './service.ts';
import { spaces } from './tables.ts';

let server: TestServer;
let brand: TestBrand;
beforeAll(async () => {
  server = await makeServer();
  brand = await makeBrand(server.db);
});
afterAll(() => server.close());
const visitor: ReturnType<typeof asker> = (...request) => asker(server.app)(...request);

test('a space is found by its hash, which anybody can compute, and never changes', async () => {
  const path = `/spaces/${brand.spaceHash}`;
  const { body, headers } = await visitor<PublishedSpace>('GET', path);
  expect(body).toEqual(brand.published);
  expect(sha256Hex(canonicalJson(body))).toBe(brand.spaceHash);
  expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
  const zipped = await asker(server.app, { 'accept-encoding': 'br, gzip' })('GET', path);
  expect(zipped.headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'accept-encoding' });
  expect(JSON.parse(gunzipSync(zipped.raw).toString())).toEqual(brand.published);
  const known = asker(server.app, { 'if-none-match': String(headers['etag']) });
  expect((await known('GET', path)).status).toBe(304);
  expect((await visitor('GET', `/spaces/${'0'.repeat(64)}`)).code).toBe('space_not_found');
  expect((await visitor('GET', '/spaces/short')).code).toBe('invalid_request');
});

test('a product has a picture, and so has each of its starters', async () => {
  const path = `/spaces/${brand.spaceHash}`;
  const plain = await visitor('GET', `${path}/picture.png?w=240`);
  const night = await visitor('GET', `${path}/starters/night/picture.png?w=240`);
  expect([plain.status, night.status]).toEqual([200, 200]);
  expect(plain.raw.equals(night.raw)).toBe(false);
  expect((await visitor('GET', `${path}/starters/dawn/picture.png`)).code).toBe('starter_not_found');
});

test('a font is told as outlines', async () => {
  const { body, headers } = await visitor('GET', '/fonts/outfit');
  expect(body).toMatchObject({ id: 'outfit', unitsPerEm: expect.any(Number) as number });
  expect(headers['cache-control']).toBe('public, max-age=86400');
  expect((await visitor('GET', '/fonts/wingdings')).code).toBe('font_not_found');
});

describe('publishing', () => {
  test('the same content again changes nothing; other content is the next version', async () => {
    const again = await publishSpace(server.db, brand.brandId, 'lamp', brand.published);
    expect(again).toEqual({ productId: brand.productId, spaceHash: brand.spaceHash, version: 1 });
    const next = { ...brand.published, space: { ...brand.published.space, basePriceCents: 6_000 } };
    const [one, two] = await Promise.all([1, 2].map(() => publishSpace(server.db, brand.brandId, 'lamp', next)));
    expect(one).toEqual(two);
    const rows = await server.db.select().from(spaces).where(eq(spaces.productId, brand.productId));
    expect(rows.map(({ version }) => version).sort()).toEqual([1, 2]);
  });

  test('what is not right, or another product’s, is refused', async () => {
    const wrong = makePublishedSpace({ basePriceCents: -1 });
    await expect(publishSpace(server.db, brand.brandId, 'wrong', wrong)).rejects.toMatchObject({
      code: 'space_invalid',
    });
    const taken = publishSpace(server.db, brand.brandId, 'another', brand.published);
    await expect(taken).rejects.toMatchObject({ code: 'space_invalid' });
  });
});

describe('a product’s folder', () => {
  const ARTWORK =
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100"><g id="shade"><path d="M0 0H100V100Z" fill="currentColor"/></g><g id="glow"><path d="M0 0H9V9Z" fill="currentColor"/></g></svg>';
  const STAR =
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><path d="M0 0H10V10Z" fill="currentColor"/></svg>';
  async function folderWith(files: Readonly<Record<string, string>>): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), 'product '));
    await mkdir(join(folder, 'stickers'));
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
    return folder;
  }

  /** The two files of a space: what may vary, in words, and how it is drawn. */
  function filesOf(space: Space): Readonly<Record<'space.txt' | 'drawing.json', string>> {
    const drawing = Object.fromEntries(Object.entries(space).filter(([key]) => !isLogicalKey(key)));
    return { 'space.txt': printSpaceText(logicalPart(space)), 'drawing.json': JSON.stringify(drawing) };
  }

  test('is read into a space that can be published', async () => {
    const space = makeSpace({ fonts: [], texts: [] });
    const folder = await folderWith({ ...filesOf(space), 'artwork.svg': ARTWORK, 'stickers/star.svg': STAR });
    const published = await importProduct(folder);
    expect(published.space).toEqual({ ...space, ...normaliseSpace(logicalPart(space)) });
    expect(published.artwork.layers.map(({ id }) => id)).toEqual(['shade', 'glow']);
    expect(Object.keys(published.stickers)).toEqual(['star']);
    await rm(folder, { recursive: true });
  });

  test('that is wrong is refused, naming the file', async () => {
    const right = { ...filesOf(makeSpace({ fonts: [], texts: [] })), 'artwork.svg': ARTWORK };
    for (const [files, code, named] of [
      [{ ...right, 'drawing.json': '{' }, 'space_invalid', 'drawing.json'],
      [{ ...right, 'space.txt': 'space lamp\nshade is pepper' }, 'space_invalid', 'space.txt:2:'],
      [{ ...right, 'stickers/star.svg': '<svg><script/></svg>' }, 'artwork_invalid', 'star.svg'],
      [right, 'space_invalid', 'star'],
    ] as const) {
      const folder = await folderWith(files);
      const message = expect.stringContaining(named) as string;
      await expect(importProduct(folder)).rejects.toMatchObject({ code, message });
      await rm(folder, { recursive: true });
    }
  });
});
