import { eq } from 'drizzle-orm';
import type { Created, DesignDetail, Invite, InviteDetail } from 'shared/design/api.ts';
import type { DesignId } from 'shared/ids.ts';
import { sha256Hex } from 'shared/sha256.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asker } from '../testing/ask.ts';
import { type Actor, actor } from '../testing/cast.ts';
import { makeBrand, makeCampaign, makeDesignOf, type TestBrand, type TestCampaign } from '../testing/make-contest.ts';
import { makeServer, type TestServer } from '../testing/make-server.ts';
import { invites } from './tables.ts';

let server: TestServer;
let maker: Actor;
let manager: Actor;
let friend: Actor;
let brand: TestBrand;
let campaign: TestCampaign;
beforeAll(async () => {
  server = await makeServer();
  maker = await actor(server, 'maker');
  manager = await actor(server, 'manager');
  friend = await actor(server, 'friend');
  brand = await makeBrand(server.db, manager.person);
  campaign = await makeCampaign(server.db, brand, 'designing');
});
afterAll(() => server.close());

async function invited(id: DesignId) {
  const { status, body } = await maker.ask<Invite>('POST', `/designs/${id}/invites`);
  expect(status).toBe(201);
  return { token: body.path.replace('/join/', ''), expiresAt: body.expiresAt };
}
const accept = ({ ask }: Actor, token: string) => ask<Created>('POST', `/invites/${token}/accept`);

test('who has the link sees what it is about and joins the crew, once', async () => {
  const id = await makeDesignOf(server.db, campaign, maker.person, { title: 'Bedside' });
  const { token } = await invited(id);
  const visitor = asker(server.app);
  const shown = await visitor<InviteDetail>('GET', `/invites/${token}`);
  expect(shown.body).toEqual({
    designId: id,
    title: 'Bedside',
    inviterName: maker.person.name,
    campaignTitle: { en: 'A lamp for reading', de: 'Eine Lampe zum Lesen' },
    picture: `/api/v1/invites/${token}/picture.webp`,
  });
  expect((await visitor('GET', shown.body.picture)).headers['content-type']).toBe('image/webp');
  expect((await visitor('POST', `/invites/${token}/accept`)).code).toBe('sign_in_required');
  expect((await friend.ask('GET', `/designs/${id}`)).code).toBe('design_not_found');
  expect((await accept(friend, token)).body).toEqual({ id });
  expect((await accept(friend, token)).body).toEqual({ id });
  const { body } = await friend.ask<DesignDetail>('GET', `/designs/${id}`);
  expect([body.access, body.crew.map(({ name }) => name)]).toEqual(['edit', [maker.person.name, friend.person.name]]);
});

test('the database keeps the hash of a token only, for seven days', async () => {
  const id = await makeDesignOf(server.db, campaign, maker.person);
  const { token, expiresAt } = await invited(id);
  expect(Buffer.from(token, 'base64url')).toHaveLength(32);
  const [row] = await server.db.select().from(invites).where(eq(invites.designId, id));
  expect(row?.tokenHash).toBe(sha256Hex(token));
  expect(JSON.stringify(row)).not.toContain(token);
  expect(Math.round((Date.parse(expiresAt) - Date.now()) / 86_400_000)).toBe(7);
});

test('an invitation that ran out, or never was, lets nobody in', async () => {
  const id = await makeDesignOf(server.db, campaign, maker.person);
  const { token } = await invited(id);
  await server.db
    .update(invites)
    .set({ expiresAt: new Date(Date.now() - 1) })
    .where(eq(invites.designId, id));
  expect((await friend.ask('GET', `/invites/${token}`)).code).toBe('invite_expired');
  expect((await accept(friend, token)).code).toBe('invite_expired');
  expect((await accept(friend, 'A'.repeat(43))).code).toBe('invite_not_found');
  expect((await accept(friend, 'short')).code).toBe('invalid_request');
});

test('only the crew invites, and only while there is something to edit', async () => {
  const id = await makeDesignOf(server.db, campaign, maker.person);
  expect((await manager.ask('POST', `/designs/${id}/invites`)).code).toBe('not_allowed');
  expect((await friend.ask('POST', `/designs/${id}/invites`)).code).toBe('design_not_found');
  const { token } = await invited(id);
  await maker.ask('POST', `/designs/${id}/enter`);
  expect((await maker.ask('POST', `/designs/${id}/invites`)).code).toBe('design_frozen');
  expect((await accept(friend, token)).code).toBe('design_frozen');
  const over = await makeCampaign(server.db, brand, 'judging');
  const late = await makeDesignOf(server.db, over, maker.person);
  expect((await maker.ask('POST', `/designs/${late}/invites`)).code).toBe('campaign_not_designing');
});

test('a crew has at most eight people, also when many join at the same time', async () => {
  const id = await makeDesignOf(server.db, campaign, maker.person);
  const { token } = await invited(id);
  const many = await Promise.all(Array.from({ length: 10 }, (_, index) => actor(server, `many-${index}`)));
  const answers = await Promise.all(many.map((one) => accept(one, token)));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(7);
  expect(new Set(answers.map(({ code }) => code))).toEqual(new Set([undefined, 'crew_full']));
  expect((await maker.ask<DesignDetail>('GET', `/designs/${id}`)).body.crew).toHaveLength(8);
});
