import type { EntryDetail, EntrySummary } from 'shared/campaigns/api.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hashOrder } from 'shared/hash-order.ts';
import { type Ask, asker } from '../testing/ask.ts';
import { type Actor, actor } from '../testing/cast.ts';
import { makeBrand, makeCampaign, makeDesignOf, makeEntry, type TestCampaign } from '../testing/make-contest.ts';
import { makeServer, type TestServer } from '../testing/make-server.ts';
import { entryPageMeta } from './page-meta.ts';

let server: TestServer;
let maker: Actor;
let customer: Actor;
let visitor: Ask;
let campaign: TestCampaign;
const ids: string[] = [];
beforeAll(async () => {
  server = await makeServer();
  maker = await actor(server, 'maker');
  customer = await actor(server, 'customer');
  visitor = asker(server.app);
  campaign = await makeCampaign(server.db, await makeBrand(server.db), 'designing');
  for (let index = 0; index < 15; index += 1)
    ids.push(await makeEntry(server.db, campaign, [maker.person], `No ${index}`));
});
afterAll(() => server.close());

const list = async (ask: Ask, query = '') =>
  (await ask<EntrySummary[]>('GET', `/campaigns/${campaign.campaignSlug}/entries${query}`)).body;
const idsOf = (entries: readonly EntrySummary[]) => entries.map(({ id }) => id);
const visitorWith = (seed: string) => asker(server.app, { cookie: `mitwerk_order=${seed}` });

describe('the order of entries', () => {
  test('is the visitor’s own and the same at every visit', async () => {
    const mine = idsOf(await list(customer.ask));
    expect(mine).toEqual(hashOrder(customer.person.id, ids));
    expect(idsOf(await list(customer.ask))).toEqual(mine);
    expect(idsOf(await list(maker.ask))).not.toEqual(mine);
    const first = await visitor('GET', `/campaigns/${campaign.campaignSlug}/entries`);
    const cookie = String(first.headers['set-cookie']);
    expect(cookie).toMatch(/^mitwerk_order=[0-9a-f]{32}; Path=\/api; HttpOnly; SameSite=Lax$/);
    const known = asker(server.app, { cookie: cookie.split(';')[0] ?? '' });
    expect(idsOf(await list(known))).toEqual(idsOf(await list(known)));
    const again = await known('GET', `/campaigns/${campaign.campaignSlug}/entries`);
    expect(again.headers['set-cookie']).toBeUndefined();
  });

  test('goes through every entry once over pages', async () => {
    const all = idsOf(await list(customer.ask));
    const pages = [0, 4, 8, 12].map((offset) => list(customer.ask, `?offset=${offset}&limit=4`));
    expect((await Promise.all(pages)).flatMap(idsOf)).toEqual(all);
    expect(new Set(all)).toEqual(new Set(ids));
    expect(await list(customer.ask, '?offset=15')).toEqual([]);
  });

  test('favours nobody: over many visitors every entry comes first about equally often', async () => {
    const visits = Array.from({ length: 300 }, (_, index) => index.toString(16).padStart(32, '0'));
    const counts = new Map(ids.map((id) => [id, 0]));
    for (const seed of visits) {
      const [first] = idsOf(await list(visitorWith(seed), '?limit=1'));
      counts.set(first ?? '', (counts.get(first ?? '') ?? 0) + 1);
    }
    // Ids are random: 20 are expected of each, and a fair order goes beyond this less than once in 100,000 runs.
    expect(counts.size).toBe(15);
    for (const count of counts.values()) expect(count).toBeGreaterThan(2);
    for (const count of counts.values()) expect(count).toBeLessThan(50);
  });

  test('of nonsense pages is refused', async () => {
    for (const query of ['?offset=-1', '?limit=0', '?limit=501', '?limit=many']) {
      const path = `/campaigns/${campaign.campaignSlug}/entries${query}`;
      expect((await visitor('GET', path)).code).toBe('invalid_request');
    }
  });
});

test('an entry says what was chosen, ready to read', async () => {
  const { body } = await visitor<EntryDetail>('GET', `/entries/${ids[3] ?? ''}`);
  expect(body).toMatchObject({
    id: ids[3],
    number: 4,
    title: 'No 3',
    campaignSlug: campaign.campaignSlug,
    currency: 'EUR',
    priceCents: 5_000,
    story: 'This is No 3.',
    crew: [{ id: maker.person.id, name: maker.person.name, colour: maker.person.colour }],
    remixOf: null,
    canRemix: true,
    spaceHash: campaign.spaceHash,
  });
  expect(body.hash).toMatch(/^[0-9a-f]{64}$/);
  expect(body.choices.slice(0, 2)).toEqual([
    { label: { en: 'Shade' }, value: { en: 'Paper' } },
    { label: { en: 'Bulb' }, value: { en: 'Warm' } },
  ]);
  expect(JSON.stringify(body)).not.toContain('@');
});

test('an entry that is a remix of an entry names it; what was never entered stays private', async () => {
  const entered = async (parent: string) => {
    const { body } = await customer.ask<{ id: string }>('POST', parent);
    const entry = await customer.ask<{ id: string }>('POST', `/designs/${body.id}/enter`);
    return (await visitor<EntryDetail>('GET', `/entries/${entry.body.id}`)).body.remixOf;
  };
  expect(await entered(`/entries/${ids[0] ?? ''}/remix`)).toEqual({ title: 'No 0', entryId: ids[0] });
  const secret = await makeDesignOf(server.db, campaign, customer.person, { title: 'Secret' });
  expect(await entered(`/designs/${secret}/remix`)).toBeNull();
});

test('the picture of an entry never changes, in a few widths', async () => {
  const id = await maker.ask<{ id: string }>('POST', `/campaigns/${campaign.campaignSlug}/designs`, {});
  const { body } = await maker.ask<{ id: string }>('POST', `/designs/${id.body.id}/enter`);
  const path = `/entries/${body.id}/picture.png`;
  const usual = await visitor('GET', path);
  expect(usual.headers).toMatchObject({
    'content-type': 'image/png',
    'cache-control': 'public, max-age=31536000, immutable',
  });
  expect(usual.raw.readUInt32BE(16)).toBe(960);
  expect((await visitor('GET', `${path}?w=200`)).raw.readUInt32BE(16)).toBe(240);
  const known = asker(server.app, { 'if-none-match': String(usual.headers['etag']) });
  expect((await known('GET', path)).status).toBe(304);
  expect((await known('GET', `${path}?w=480`)).status).toBe(200);
});

test('a link to an entry shows what it is about', async () => {
  const meta = await entryPageMeta(server.db)(ids[0] ?? '', 'en');
  const image = `/api/v1/entries/${ids[0] ?? ''}/picture.png`;
  expect(meta).toEqual({ title: 'No 0', description: `A lamp for reading, by ${maker.person.name}`, image });
  expect(await entryPageMeta(server.db)('nonsense', 'en')).toBeNull();
  expect(await entryPageMeta(server.db)('00000000-0000-4000-8000-000000000000', 'en')).toBeNull();
});

test('entries that do not exist are not found', async () => {
  const nowhere = '/entries/00000000-0000-4000-8000-000000000000';
  expect((await visitor('GET', nowhere)).code).toBe('entry_not_found');
  expect((await visitor('GET', `${nowhere}/picture.png`)).code).toBe('entry_not_found');
  expect((await visitor('GET', '/entries/7')).code).toBe('invalid_request');
});
