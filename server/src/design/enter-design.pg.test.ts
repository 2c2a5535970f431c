import { eq } from 'drizzle-orm';
import { entryHash } from 'shared/campaigns/entry-hash.ts';
import type { EntryDetail } from 'shared/campaigns/api.ts';
import type { Created, DesignDetail } from 'shared/design/api.ts';
import { setParameter } from 'shared/design/design-doc.ts';
import type { DesignElement } from 'shared/design/design.ts';
import type { DesignId, EntryId } from 'shared/ids.ts';
import { priceOf } from 'shared/space/price.ts';
import { violations } from 'shared/space/violations.ts';
import { makeDesign } from 'shared/testing/make-space.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import { entries } from '../entries/tables.ts';
import { append } from '../realtime/testing/append.ts';
import { asker } from '../testing/ask.ts';
import { type Actor, actor } from '../testing/cast.ts';
import { makeBrand, makeCampaign, makeDesignOf, type TestBrand } from '../testing/make-contest.ts';
import { makeServer, type TestServer } from '../testing/make-server.ts';
import { loadDesign } from './load-design.ts';
import { insertCrew } from './queries.ts';
import { designs } from './tables.ts';

let server: TestServer;
let maker: Actor;
let friend: Actor;
let manager: Actor;
let brand: TestBrand;
beforeAll(async () => {
  server = await makeServer();
  maker = await actor(server, 'maker');
  friend = await actor(server, 'friend');
  manager = await actor(server, 'manager');
  brand = await makeBrand(server.db, manager.person);
});
afterAll(() => server.close());

const enter = ({ ask }: Pick<Actor, 'ask'>, id: DesignId) => ask<Created>('POST', `/designs/${id}/enter`);
const entryOf = async (designId: DesignId) =>
  (await server.db.select().from(entries).where(eq(entries.designId, designId)))[0];

const star: DesignElement = {
  kind: 'sticker',
  zone: 'body',
  z: 'a0',
  xf: [250, 250, 200, 100, 0],
  fill: 'black',
  asset: 'star',
};

test('entering stores what the design says, its picture, price and crew, under one hash', async () => {
  const campaign = await makeCampaign(server.db, brand, 'designing');
  const content = makeDesign({ elements: { star, gone: { ...star, z: 'a1', hidden: true } }, story: 'For reading.' });
  const id = await makeDesignOf(server.db, campaign, maker.person, { title: 'Bedside', content });
  await insertCrew(server.db, id, friend.person.id);
  const { status, body } = await enter(friend, id);
  expect(status).toBe(201);
  const entry = await entryOf(id);
  if (!entry) throw new Error('Nothing was entered.');
  const shown = { ...content, elements: { star } };
  expect(entry).toMatchObject({
    id: body.id,
    number: 1,
    title: 'Bedside',
    content: shown,
    enteredBy: friend.person.id,
  });
  expect(entry.priceCents).toBe(priceOf(brand.published.space, shown).totalCents);
  expect(entry.crew.map((person) => person.name)).toEqual([maker.person.name, friend.person.name]);
  expect(entry.hash).toBe(entryHash(entry));
  expect(Buffer.from(entry.picture).subarray(1, 4).toString()).toBe('PNG');
  expect(entry.bytes.byteLength).toBeGreaterThan(50);

  const shownToAll = await asker(server.app)<EntryDetail>('GET', `/entries/${body.id}`);
  expect(shownToAll.body).toMatchObject({ title: 'Bedside', story: 'For reading.', hash: entry.hash, canRemix: true });
  expect((await maker.ask<DesignDetail>('GET', `/designs/${id}`)).body).toMatchObject({
    access: 'view',
    readOnlyBecause: 'entered',
    entryId: body.id,
  });
});

test('an entered design does not change any more', async () => {
  const campaign = await makeCampaign(server.db, brand, 'designing');
  const id = await makeDesignOf(server.db, campaign, maker.person);
  const { body } = await enter(maker, id);
  expect((await maker.ask('PATCH', `/designs/${id}`, { title: 'Another' })).code).toBe('design_frozen');
  const again = await maker.ask<{ details: { entryId: EntryId } }>('POST', `/designs/${id}/enter`);
  expect([again.status, again.code, again.body.details.entryId]).toEqual([409, 'entry_exists', body.id]);
  const [row] = await server.db.select().from(designs).where(eq(designs.id, id));
  expect(row?.frozenAt).toEqual((await entryOf(id))?.enteredAt);
});

test('of two who enter the same design at once one does', async () => {
  const campaign = await makeCampaign(server.db, brand, 'designing');
  const id = await makeDesignOf(server.db, campaign, maker.person);
  await insertCrew(server.db, id, friend.person.id);
  const answers = await Promise.all([enter(maker, id), enter(friend, id), enter(maker, id)]);
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  expect(answers.flatMap(({ code }) => code ?? [])).toEqual(['entry_exists', 'entry_exists']);
  expect(await server.db.select().from(entries).where(eq(entries.designId, id))).toHaveLength(1);
});

test('entries that come at the same time get different numbers', async () => {
  const campaign = await makeCampaign(server.db, brand, 'designing');
  const ids = await Promise.all(Array.from({ length: 6 }, () => makeDesignOf(server.db, campaign, maker.person)));
  const answers = await Promise.all(ids.map((id) => enter(maker, id)));
  expect(answers.every(({ status }) => status === 201)).toBe(true);
  const rows = await server.db.select().from(entries).where(eq(entries.campaignId, campaign.campaignId));
  expect(rows.map(({ number }) => number).sort()).toEqual([1, 2, 3, 4, 5, 6]);
});

test('a design outside of its space is not entered, and can still be mended', async () => {
  const campaign = await makeCampaign(server.db, brand, 'designing');
  const content = makeDesign({ elements: { star: { ...star, asset: 'comet' } } });
  const id = await makeDesignOf(server.db, campaign, maker.person, { content });
  const answer = await maker.ask<{ details: { violations: string[] } }>('POST', `/designs/${id}/enter`);
  expect([answer.status, answer.code]).toEqual([422, 'design_outside_space']);
  expect(answer.body.details.violations).toEqual(['unknown_asset elements.star.asset']);
  expect(await entryOf(id)).toBeUndefined();
  expect((await maker.ask('PATCH', `/designs/${id}`, { title: 'Comet' })).status).toBe(200);
});

test('what nobody can have is entered as what the studio shows in its place', async () => {
  const campaign = await makeCampaign(server.db, brand, 'designing');
  const content = makeDesign({ params: { ...makeDesign().params, shade: 'straw', bulb: 'hot' } });
  const id = await makeDesignOf(server.db, campaign, maker.person, { content });
  const { space } = campaign.published;
  const shown = (await loadDesign(server.db, id, space)).content;
  expect(violations(space, shown)).toEqual([]);
  expect((await enter(maker, id)).status).toBe(201);
  expect((await entryOf(id))?.content).toEqual(shown);
});

test('what is appended while a design is entered is in the entry or refused, never lost in between', async () => {
  const campaign = await makeCampaign(server.db, brand, 'designing');
  const id = await makeDesignOf(server.db, campaign, maker.person);
  const pick = async (shade: string, index: number) => {
    const doc = new Y.Doc();
    doc.clientID = 1_000 + index;
    setParameter(doc, campaign.published.space, 'shade', shade, 'studio');
    const outcome = await append(server.db, id, maker.person.id, Y.encodeStateAsUpdate(doc));
    return outcome.kind === 'closed' ? outcome.because : shade;
  };
  const early = ['glass', 'metal', 'glass'].map(pick);
  const entering = enter(maker, id);
  const late = ['metal', 'glass', 'metal'].map((shade, index) => pick(shade, 10 + index));
  const outcomes = await Promise.all([...early, ...late]);
  expect((await entering).status).toBe(201);
  const { content, head } = await loadDesign(server.db, id, campaign.published.space);
  expect(await pick('paper', 20)).toBe('entered');
  expect((await entryOf(id))?.content).toEqual(content);
  expect(head).toBe(1 + outcomes.filter((outcome) => outcome !== 'entered').length);
});

test('only the crew enters, and only while the campaign takes designs', async () => {
  const campaign = await makeCampaign(server.db, brand, 'designing');
  const id = await makeDesignOf(server.db, campaign, maker.person);
  expect((await enter({ ask: asker(server.app) }, id)).code).toBe('sign_in_required');
  expect((await enter(friend, id)).code).toBe('design_not_found');
  expect((await enter(manager, id)).code).toBe('not_allowed');
  const over = await makeCampaign(server.db, brand, 'judging');
  const late = await makeDesignOf(server.db, over, maker.person);
  expect((await enter(maker, late)).code).toBe('campaign_not_designing');
  expect(await entryOf(late)).toBeUndefined();
});
