import type { Created, DesignDetail } from 'shared/design/api.ts';
import type { DesignElement } from 'shared/design/design.ts';
import type { DesignId } from 'shared/ids.ts';
import { makeDesign } from 'shared/testing/make-space.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Ask, asker } from '../testing/ask.ts';
import { type Actor, actor } from '../testing/cast.ts';
import { makeBrand, makeCampaign, makeDesignOf, makeEntry, type TestCampaign } from '../testing/make-contest.ts';
import { makeServer, type TestServer } from '../testing/make-server.ts';
import { loadDesign } from './load-design.ts';
import { findDesign } from './queries.ts';

let server: TestServer;
let maker: Actor;
let manager: Actor;
let otherManager: Actor;
let customer: Actor;
let visitor: Ask;
let campaign: TestCampaign;
let over: TestCampaign;
let draft: TestCampaign;
beforeAll(async () => {
  server = await makeServer();
  maker = await actor(server, 'maker');
  manager = await actor(server, 'manager');
  otherManager = await actor(server, 'other');
  customer = await actor(server, 'customer');
  visitor = asker(server.app);
  const brand = await makeBrand(server.db, manager.person);
  await makeBrand(server.db, otherManager.person);
  campaign = await makeCampaign(server.db, brand, 'designing');
  over = await makeCampaign(server.db, brand, 'judging');
  draft = await makeCampaign(server.db, brand, 'designing', { publishedAt: null });
});
afterAll(() => server.close());

const start = (ask: Ask, body: object = {}, { campaignSlug } = campaign) =>
  ask<Created>('POST', `/campaigns/${campaignSlug}/designs`, body);
const detail = (ask: Ask, id: string) => ask<DesignDetail>('GET', `/designs/${id}`);
const contentOf = async (id: string) => (await loadDesign(server.db, id as DesignId, campaign.published.space)).content;

const star: DesignElement = {
  kind: 'sticker',
  zone: 'body',
  z: 'a0',
  xf: [250, 250, 200, 100, 0],
  fill: 'black',
  asset: 'star',
};
const decorated = makeDesign({
  elements: { seen: star, gone: { ...star, z: 'a1', hidden: true } },
  story: 'Made on a Sunday.',
});

describe('beginning a design', () => {
  test('from the defaults, alone in the crew, and it can be edited', async () => {
    const { status, body } = await start(maker.ask);
    expect(status).toBe(201);
    expect((await detail(maker.ask, body.id)).body).toMatchObject({
      title: 'Lamp',
      access: 'edit',
      readOnlyBecause: null,
      parent: null,
      entryId: null,
      epoch: 1,
      crew: [{ id: maker.person.id, name: maker.person.name }],
      campaign: { slug: campaign.campaignSlug, brandName: 'Lumen' },
    });
    expect(await contentOf(body.id)).toEqual(makeDesign({}, campaign.published.space));
  });

  test('from a starter, with a title of one’s own', async () => {
    const { body } = await start(maker.ask, { starter: 'night', title: '  Late\u0000 light\n' });
    expect((await detail(maker.ask, body.id)).body.title).toBe('Late light');
    expect((await contentOf(body.id)).params).toMatchObject({ bulb: 'hot', shade: 'glass', name: 'Lux' });
  });

  test('is refused without an account, from an unknown starter, outside of the phase, and in drafts of others', async () => {
    expect((await start(visitor)).code).toBe('sign_in_required');
    expect((await start(maker.ask, { starter: 'dawn' })).code).toBe('starter_not_found');
    expect((await start(maker.ask, {}, over)).code).toBe('campaign_not_designing');
    expect((await start(maker.ask, {}, draft)).code).toBe('campaign_not_found');
    expect((await start(manager.ask, {}, draft)).code).toBe('campaign_not_designing');
    expect((await start(maker.ask, { title: ' \t ' })).code).toBe('invalid_request');
    expect((await start(maker.ask, { price: 1 })).code).toBe('invalid_request');
  });
});

describe('who sees a design', () => {
  test('its crew and the brand’s managers; for everybody else it does not exist', async () => {
    const id = await makeDesignOf(server.db, campaign, maker.person);
    expect((await detail(maker.ask, id)).body.access).toBe('edit');
    expect((await detail(manager.ask, id)).body).toMatchObject({ access: 'view', readOnlyBecause: 'not_in_crew' });
    for (const path of [`/designs/${id}`, `/designs/${id}/picture.png`]) {
      expect((await customer.ask('GET', path)).code).toBe('design_not_found');
      expect((await otherManager.ask('GET', path)).code).toBe('design_not_found');
      expect((await visitor('GET', path)).code).toBe('sign_in_required');
    }
    const nowhere = '/designs/00000000-0000-4000-8000-000000000000';
    expect((await customer.ask('GET', nowhere)).body).toEqual((await customer.ask('GET', `/designs/${id}`)).body);
  });

  test('after the phase its crew may look, no more', async () => {
    const id = await makeDesignOf(server.db, over, maker.person);
    expect((await detail(maker.ask, id)).body).toMatchObject({ access: 'view', readOnlyBecause: 'phase' });
  });

  test('the campaign lists my designs, not those of others', async () => {
    const id = await makeDesignOf(server.db, campaign, maker.person, { title: 'Mine' });
    const listed = async (ask: Ask) => {
      const { body } = await ask<{ myDesigns: unknown[] }>('GET', `/campaigns/${campaign.campaignSlug}`);
      return body.myDesigns;
    };
    expect(await listed(maker.ask)).toContainEqual({
      id,
      title: 'Mine',
      picture: `/api/v1/designs/${id}/picture.webp`,
      entered: false,
    });
    expect(await listed(manager.ask)).toEqual([]);
    expect(await listed(visitor)).toEqual([]);
  });
});

test('the picture of a design is drawn as it is now, in steps of width, for who may see it', async () => {
  const id = await makeDesignOf(server.db, campaign, maker.person, { content: decorated });
  const picture = (query = '') => maker.ask('GET', `/designs/${id}/picture.png${query}`);
  const usual = await picture();
  expect([usual.status, usual.headers['content-type']]).toEqual([200, 'image/png']);
  expect(usual.headers['cache-control']).toBe('private, no-cache');
  expect(widthOf(usual.raw)).toBe(960);
  expect(widthOf((await picture('?w=1')).raw)).toBe(240);
  expect(widthOf((await picture('?w=300')).raw)).toBe(480);
  expect(widthOf((await picture('?w=99999')).raw)).toBe(1600);
  expect((await picture('?w=wide')).code).toBe('invalid_request');
  const { cookie } = await server.signIn('maker@test.example');
  const known = asker(server.app, { cookie, 'if-none-match': String(usual.headers['etag']) });
  expect((await known('GET', `/designs/${id}/picture.png`)).status).toBe(304);
});

describe('the title', () => {
  test('is changed by the crew', async () => {
    const id = await makeDesignOf(server.db, campaign, maker.person);
    const { body } = await maker.ask<DesignDetail>('PATCH', `/designs/${id}`, { title: ' Harbour light ' });
    expect(body.title).toBe('Harbour light');
    expect((await maker.ask('PATCH', `/designs/${id}`, { title: '' })).code).toBe('invalid_request');
    expect((await maker.ask('PATCH', `/designs/${id}`, { title: '\u0007' })).code).toBe('invalid_request');
    expect((await manager.ask('PATCH', `/designs/${id}`, { title: 'Ours' })).code).toBe('not_allowed');
    expect((await customer.ask('PATCH', `/designs/${id}`, { title: 'Ours' })).code).toBe('design_not_found');
    expect((await visitor('PATCH', `/designs/${id}`, { title: 'Ours' })).code).toBe('sign_in_required');
  });

  test('stays when the phase is over', async () => {
    const id = await makeDesignOf(server.db, over, maker.person);
    expect((await maker.ask('PATCH', `/designs/${id}`, { title: 'Later' })).code).toBe('campaign_not_designing');
  });
});

describe('a remix', () => {
  test('of an entry is a fresh document of what can be seen, and names its parent', async () => {
    const parentId = await makeDesignOf(server.db, campaign, maker.person, { title: 'Lighthouse', content: decorated });
    const entered = await maker.ask<Created>('POST', `/designs/${parentId}/enter`);
    const { status, body } = await customer.ask<Created>('POST', `/entries/${entered.body.id}/remix`);
    expect(status).toBe(201);
    expect((await detail(customer.ask, body.id)).body).toMatchObject({
      title: 'Lighthouse remix',
      parent: { title: 'Lighthouse', entryId: entered.body.id },
      crew: [{ id: customer.person.id }],
    });
    const content = await contentOf(body.id);
    expect(content).toMatchObject({ params: decorated.params, story: '' });
    expect(content.elements).toEqual({ seen: star });
    expect((await findDesign(server.db, body.id as DesignId))?.parentId).toBe(parentId);
  });

  test('of a design is for its crew, and tells nobody else what it is a remix of', async () => {
    const id = await makeDesignOf(server.db, campaign, maker.person, { title: 'x'.repeat(60) });
    const { body } = await maker.ask<Created>('POST', `/designs/${id}/remix`);
    expect((await detail(maker.ask, body.id)).body).toMatchObject({
      title: `${'x'.repeat(54)} remix`,
      parent: { title: 'x'.repeat(60), entryId: null },
    });
    expect((await detail(manager.ask, body.id)).body.parent).toBeNull();
    expect((await manager.ask('POST', `/designs/${id}/remix`)).code).toBe('not_allowed');
    expect((await customer.ask('POST', `/designs/${id}/remix`)).code).toBe('design_not_found');
    expect((await visitor('POST', `/designs/${id}/remix`)).code).toBe('sign_in_required');
    await maker.ask('POST', `/designs/${id}/enter`);
    expect((await manager.ask('POST', `/designs/${id}/remix`)).status).toBe(201);
    expect((await maker.ask('POST', `/designs/${id}/remix`)).status).toBe(201);
  });

  test('is refused once the campaign takes no designs any more', async () => {
    const entryId = await makeEntry(server.db, over, [maker.person]);
    expect((await customer.ask('POST', `/entries/${entryId}/remix`)).code).toBe('campaign_not_designing');
    const id = await makeDesignOf(server.db, over, maker.person);
    expect((await maker.ask('POST', `/designs/${id}/remix`)).code).toBe('campaign_not_designing');
    const nowhere = '/entries/00000000-0000-4000-8000-000000000000/remix';
    expect((await customer.ask('POST', nowhere)).code).toBe('entry_not_found');
    expect((await visitor('POST', nowhere)).code).toBe('sign_in_required');
  });
});

/** Of a PNG, from its header. */
function widthOf(png: Buffer): number {
  return png.readUInt32BE(16);
}
