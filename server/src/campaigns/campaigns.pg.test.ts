import type {
  CampaignBody,
  CampaignDetail,
  CampaignSummary,
  ManagedCampaign,
  ProductSummary,
} from 'shared/campaigns/api.ts';
import type { SpaceHash } from 'shared/ids.ts';
import { makePublishedSpace } from 'shared/testing/make-space.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadSpace, publishSpace } from '../space/service.ts';
import { type Ask, asker } from '../testing/ask.ts';
import { type Actor, actor } from '../testing/cast.ts';
import { makeBrand, makeCampaign, makeDesignOf, makeEntry, type TestBrand } from '../testing/make-contest.ts';
import { makeServer, type TestServer } from '../testing/make-server.ts';

let server: TestServer;
let manager: Actor;
let otherManager: Actor;
let customer: Actor;
let friend: Actor;
let visitor: Ask;
let brand: TestBrand;
let otherBrand: TestBrand;
beforeAll(async () => {
  server = await makeServer();
  manager = await actor(server, 'manager');
  otherManager = await actor(server, 'other');
  customer = await actor(server, 'customer');
  friend = await actor(server, 'friend');
  visitor = asker(server.app);
  brand = await makeBrand(server.db, manager.person);
  otherBrand = await makeBrand(server.db, otherManager.person);
});
afterAll(() => server.close());

const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
let made = 0;
const bodyOf = (change: Partial<CampaignBody> = {}): CampaignBody => ({
  brandSlug: brand.slug,
  productId: brand.productId,
  slug: `made-${(made += 1)}`,
  title: { en: 'Autumn light', nl: 'Herfstlicht' },
  tagline: { en: 'For long evenings' },
  brief: { en: 'Warm.\nAnd dimmable.' },
  designingFrom: inHours(1),
  entriesCloseAt: inHours(2),
  votingFrom: inHours(3),
  votingUntil: inHours(4),
  ...change,
});
async function drafted(change: Partial<CampaignBody> = {}): Promise<string> {
  const body = bodyOf(change);
  const { status } = await manager.ask('POST', '/campaigns', body);
  expect(status).toBe(201);
  return `/campaigns/${body.slug}`;
}

describe('creating', () => {
  test('gives a draft that its managers see and nobody else', async () => {
    const body = bodyOf();
    const created = await manager.ask<CampaignDetail>('POST', '/campaigns', body);
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({
      slug: body.slug,
      title: body.title,
      brief: body.brief,
      phase: 'draft',
      publishedAt: null,
      canManage: true,
      roundId: null,
      spaceHash: brand.spaceHash,
      productLabel: { en: 'Lamp' },
      designCount: 0,
      pictures: [`/api/v1/spaces/${brand.spaceHash}/picture.webp`],
      starters: [{ id: 'night', label: { en: 'Night' } }],
    });
    expect((await manager.ask('GET', `/campaigns/${body.slug}`)).status).toBe(200);
    for (const ask of [visitor, customer.ask, otherManager.ask]) {
      expect((await ask('GET', `/campaigns/${body.slug}`)).code).toBe('campaign_not_found');
      expect((await ask('GET', `/campaigns/${body.slug}/entries`)).code).toBe('campaign_not_found');
      const { body: list } = await ask<CampaignSummary[]>('GET', '/campaigns');
      expect(list.map(({ slug }) => slug)).not.toContain(body.slug);
    }
    const hidden = await visitor('GET', `/campaigns/${body.slug}`);
    expect(hidden.body).toEqual((await visitor('GET', '/campaigns/no-such-campaign')).body);
  });

  test('takes the rules that hold on the day on which designing begins, and leaves the product as it is', async () => {
    const published = makePublishedSpace();
    const { id } = published.space.rules[0] ?? expect.fail('no rule');
    const rules = published.space.rules.map((rule) =>
      rule.id === id ? { ...rule, from: '2030-06-01', until: '2030-06-30' } : rule,
    );
    const dated = { ...published, space: { ...published.space, rules } };
    const maker = await actor(server, 'seasonal');
    const seasonal = await makeBrand(server.db, maker.person);
    const { productId, spaceHash } = await publishSpace(server.db, seasonal.brandId, 'seasonal', dated);
    const rulesOn = async (day: string): Promise<readonly string[]> => {
      const at = (hour: number): string => `${day}T0${hour}:00:00.000Z`;
      const dates = { designingFrom: at(1), entriesCloseAt: at(2), votingFrom: at(3), votingUntil: at(4) };
      const body = bodyOf({ brandSlug: seasonal.slug, productId, ...dates });
      const created = await maker.ask<CampaignDetail>('POST', '/campaigns', body);
      const { space } = await loadSpace(server.db, created.body.spaceHash as SpaceHash);
      return space.rules.map((rule) => rule.id);
    };
    expect(await rulesOn('2030-06-30')).toContain(id);
    expect(await rulesOn('2030-07-01')).not.toContain(id);
    expect(await rulesOn('2030-07-02')).not.toContain(id);
    const { body: products } = await maker.ask<ProductSummary[]>('GET', '/products');
    expect(products.find((product) => product.id === productId)?.spaceHash).toBe(spaceHash);
  });

  test('takes the rules of its market, which is one that the rules name', async () => {
    const published = makePublishedSpace();
    const { id } = published.space.rules[0] ?? expect.fail('no rule');
    const rules = published.space.rules.map((rule) => (rule.id === id ? { ...rule, markets: ['NL', 'BE'] } : rule));
    const others = [{ ...rules[0], id: 'elsewhere', markets: ['DE'] }, ...rules] as typeof rules;
    const local = { ...published, space: { ...published.space, id: 'local', rules: others } };
    const maker = await actor(server, 'local');
    const shop = await makeBrand(server.db, maker.person);
    const { productId } = await publishSpace(server.db, shop.brandId, 'local', local);
    const { body: products } = await maker.ask<ProductSummary[]>('GET', '/products');
    expect(products.find((product) => product.id === productId)?.markets).toEqual(['BE', 'DE', 'NL']);
    const create = (market?: string) =>
      maker.ask<CampaignDetail>(
        'POST',
        '/campaigns',
        bodyOf({ brandSlug: shop.slug, productId, ...(market === undefined ? {} : { market }) }),
      );
    const rulesIn = async (market?: string): Promise<readonly string[]> => {
      const { body } = await create(market);
      expect(body.market).toBe(market ?? null);
      const { space } = await loadSpace(server.db, body.spaceHash as SpaceHash);
      return space.rules.map((rule) => rule.id).filter((rule) => rule === id || rule === 'elsewhere');
    };
    expect(await rulesIn('BE')).toEqual([id]);
    expect(await rulesIn('DE')).toEqual(['elsewhere']);
    expect(await rulesIn()).toEqual(['elsewhere', id]);
    expect((await create('FR')).code).toBe('campaign_market_unknown');
  });

  test('is for the managers of the brand, with a product of the brand, under an address of its own', async () => {
    expect((await visitor('POST', '/campaigns', bodyOf())).code).toBe('sign_in_required');
    expect((await customer.ask('POST', '/campaigns', bodyOf())).code).toBe('brand_not_found');
    expect((await otherManager.ask('POST', '/campaigns', bodyOf())).code).toBe('brand_not_found');
    expect((await manager.ask('POST', '/campaigns', bodyOf({ brandSlug: 'nobody' }))).code).toBe('brand_not_found');
    const foreign = bodyOf({ productId: otherBrand.productId });
    expect((await manager.ask('POST', '/campaigns', foreign)).code).toBe('product_not_found');
    const body = bodyOf();
    const answers = await Promise.all([
      manager.ask('POST', '/campaigns', body),
      manager.ask('POST', '/campaigns', body),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(answers.map(({ code }) => code)).toContain('campaign_slug_taken');
  });

  test('wants dates in order, and words', async () => {
    const wrong = bodyOf({ votingFrom: inHours(1.5) });
    expect((await manager.ask('POST', '/campaigns', wrong)).code).toBe('campaign_dates_out_of_order');
    const bad: object[] = [
      bodyOf({ designingFrom: 'tomorrow' }),
      bodyOf({ designingFrom: '0000-01-01T00:00:00Z' }),
      bodyOf({ slug: 'Not A Slug' }),
      bodyOf({ title: { en: '' } }),
      { ...bodyOf(), publishedAt: inHours(0) },
    ];
    for (const body of bad) expect((await manager.ask('POST', '/campaigns', body)).code).toBe('invalid_request');
    const strange = bodyOf({ title: { en: 'A\u0000B' } });
    expect((await manager.ask<CampaignDetail>('POST', '/campaigns', strange)).body.title).toEqual({ en: 'AB' });
  });
});

describe('changing', () => {
  test('is free while it is a draft', async () => {
    const path = await drafted();
    const change = { title: { en: 'Winter light' }, designingFrom: inHours(-2) };
    const { body } = await manager.ask<CampaignDetail>('PATCH', path, change);
    expect(body).toMatchObject({ ...change, tagline: { en: 'For long evenings' } });
    expect((await manager.ask('PATCH', path, { votingUntil: inHours(0.5) })).code).toBe('campaign_dates_out_of_order');
  });

  test('leaves dates of a published campaign that have passed where they are', async () => {
    const { campaignSlug } = await makeCampaign(server.db, brand, 'designing');
    const path = `/campaigns/${campaignSlug}`;
    expect((await manager.ask('PATCH', path, { designingFrom: inHours(-3) })).code).toBe('campaign_date_passed');
    expect((await manager.ask('PATCH', path, { entriesCloseAt: inHours(-0.5) })).code).toBe('campaign_date_passed');
    const later = inHours(1.5);
    expect((await manager.ask<CampaignDetail>('PATCH', path, { entriesCloseAt: later })).body.entriesCloseAt).toBe(
      later,
    );
  });

  test('is for the managers of the brand', async () => {
    const path = await drafted();
    const { campaignSlug } = await makeCampaign(server.db, brand, 'announced');
    for (const [method, suffix, payload] of [
      ['PATCH', '', { title: { en: 'Mine' } }],
      ['POST', '/publish', undefined],
    ] as const) {
      expect((await visitor(method, path + suffix, payload)).code).toBe('sign_in_required');
      expect((await customer.ask(method, path + suffix, payload)).code).toBe('campaign_not_found');
      expect((await otherManager.ask(method, path + suffix, payload)).code).toBe('campaign_not_found');
      const known = `/campaigns/${campaignSlug}${suffix}`;
      expect((await customer.ask(method, known, payload)).code).toBe('not_allowed');
      expect((await otherManager.ask(method, known, payload)).code).toBe('not_allowed');
    }
  });
});

test('a draft is published once, and from then on its phase follows its dates', async () => {
  const path = await drafted({ designingFrom: inHours(-1) });
  const answers = await Promise.all([1, 2].map(() => manager.ask<CampaignDetail>('POST', `${path}/publish`)));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect(answers.map(({ code }) => code)).toContain('campaign_already_published');
  const { body } = await visitor<CampaignDetail>('GET', path);
  expect(body).toMatchObject({ phase: 'designing', canManage: false, myDesigns: [] });
  expect(Math.abs(Date.parse(body.now) - Date.now())).toBeLessThan(60_000);
  const tooLate = await drafted({ designingFrom: inHours(-2), entriesCloseAt: inHours(-1) });
  expect((await manager.ask('POST', `${tooLate}/publish`)).code).toBe('campaign_date_passed');
});

test('the list says what everybody may know, with counts and pictures of entries', async () => {
  const campaign = await makeCampaign(server.db, brand, 'designing');
  await makeDesignOf(server.db, campaign, friend.person);
  const ids: string[] = [];
  for (let index = 0; index < 6; index += 1) ids.push(await makeEntry(server.db, campaign, [customer.person]));
  const find = async (ask: Ask) =>
    (await ask<CampaignSummary[]>('GET', '/campaigns')).body.find(({ slug }) => slug === campaign.campaignSlug);
  const listed = await find(customer.ask);
  expect(listed).toMatchObject({ designCount: 7, entryCount: 6, makerCount: 2, phase: 'designing' });
  expect(listed?.brand).toEqual({ slug: brand.slug, name: 'Lumen', accent: '#aa5500' });
  expect(listed?.pictures).toHaveLength(4);
  expect(ids.map((id) => `/api/v1/entries/${id}/picture.webp`)).toEqual(expect.arrayContaining(listed?.pictures ?? []));
  expect(await find(customer.ask)).toEqual(listed);
  expect(Object.keys(listed ?? {})).not.toContain('brief');
});

test('each phase has its campaigns, by the database’s clock', async () => {
  for (const phase of ['announced', 'designing', 'judging', 'voting', 'deciding'] as const) {
    const { campaignSlug } = await makeCampaign(server.db, brand, phase);
    expect((await visitor<CampaignDetail>('GET', `/campaigns/${campaignSlug}`)).body.phase).toBe(phase);
  }
});

describe('the brand console', () => {
  test('lists the campaigns of my brands, drafts too, and nobody else’s', async () => {
    const path = await drafted();
    const slugs = async ({ ask }: Actor) =>
      (await ask<ManagedCampaign[]>('GET', '/managed/campaigns')).body.map(({ slug }) => `/campaigns/${slug}`);
    expect(await slugs(manager)).toContain(path);
    expect(await slugs(otherManager)).not.toContain(path);
    expect(await slugs(customer)).toEqual([]);
    expect((await visitor('GET', '/managed/campaigns')).code).toBe('sign_in_required');
  });

  test('offers the products of my brands', async () => {
    const { body } = await manager.ask<ProductSummary[]>('GET', '/products');
    expect(body).toEqual([
      {
        id: brand.productId,
        brandSlug: brand.slug,
        label: { en: 'Lamp' },
        summary: brand.published.space.summary,
        markets: [],
        spaceHash: brand.spaceHash,
        picture: `/api/v1/spaces/${brand.spaceHash}/picture.webp`,
      },
    ]);
    expect((await customer.ask('GET', '/products')).body).toEqual([]);
    expect((await visitor('GET', '/products')).code).toBe('sign_in_required');
  });
});
