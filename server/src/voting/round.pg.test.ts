import { eq } from 'drizzle-orm';
import type { CampaignDetail, ManagedCampaign } from 'shared/campaigns/api.ts';
import type { EntryId, RoundId } from 'shared/ids.ts';
import { sha256Hex } from 'shared/sha256.ts';
import type { RoundDetail, RoundResult } from 'shared/voting/api.ts';
import { tieOrder } from 'shared/voting/places.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SignedInPerson } from '../accounts/person.ts';
import { campaigns } from '../campaigns/tables.ts';
import { type Ask, asker } from '../testing/ask.ts';
import {
  ballotSecrets,
  makeBrand,
  makeCampaign,
  makeEntry,
  makeRound,
  type TestBrand,
  type TestCampaign,
} from '../testing/make-contest.ts';
import { makeServer, type TestServer } from '../testing/make-server.ts';
import { rounds } from './tables.ts';

let server: TestServer;
let maker: SignedInPerson;
let brand: TestBrand;
let manager: Ask;
let otherManager: Ask;
let customer: Ask;
let visitor: Ask;
beforeAll(async () => {
  server = await makeServer();
  const { app, db } = server;
  const [makerEntered, managerEntered, otherEntered] = await Promise.all(
    ['maker', 'manager', 'other'].map((name) => server.enter(`${name}@test.example`)),
  );
  if (!makerEntered || !managerEntered || !otherEntered) throw new Error('Nobody came.');
  maker = makerEntered.person;
  customer = asker(app, makerEntered.headers);
  manager = asker(app, managerEntered.headers);
  otherManager = asker(app, otherEntered.headers);
  visitor = asker(app);
  brand = await makeBrand(db, managerEntered.person);
  await makeBrand(db, otherEntered.person);
});
afterAll(() => server.close());

async function withEntries(phase: Parameters<typeof makeCampaign>[2], count: number) {
  const campaign = await makeCampaign(server.db, brand, phase);
  const entries: EntryId[] = [];
  for (let index = 0; index < count; index += 1) entries.push(await makeEntry(server.db, campaign, [maker]));
  return { ...campaign, entries };
}
const detailOf = async ({ campaignSlug }: TestCampaign, ask = visitor) =>
  (await ask<CampaignDetail>('GET', `/campaigns/${campaignSlug}`)).body;
const open = (campaign: TestCampaign, ask = manager) =>
  ask<{ id: RoundId }>('POST', `/campaigns/${campaign.campaignSlug}/round`);
const close = (roundId: string, ask = manager) => ask('POST', `/rounds/${roundId}/close`);
async function vote(roundId: string, name: string, ranking: readonly (readonly string[])[]) {
  const voter = asker(server.app, await server.signIn(`${name}@test.example`));
  const { status } = await voter('PUT', `/rounds/${roundId}/ballot`, { ranking, ...ballotSecrets() });
  expect(status).toBe(201);
}

describe('a round that was planned', () => {
  test('exists once its time has come, made once however many ask at the same time', async () => {
    const campaign = await withEntries('voting', 3);
    const details = await Promise.all(Array.from({ length: 10 }, () => detailOf(campaign)));
    const ids = new Set(details.map(({ roundId }) => roundId));
    expect([ids.size, ids.has(null)]).toEqual([1, false]);
    const [round] = await server.db.select().from(rounds).where(eq(rounds.campaignId, campaign.campaignId));
    expect(round?.rules.slate).toEqual(campaign.entries.toSorted());
    expect([round?.opensAt.toISOString(), round?.closesAt.toISOString()]).toEqual([
      details[0]?.votingFrom,
      details[0]?.votingUntil,
    ]);
  });

  test('does not exist before its time, nor without an entry', async () => {
    for (const phase of ['designing', 'judging'] as const) {
      expect((await detailOf(await withEntries(phase, 1))).roundId).toBeNull();
    }
    expect((await detailOf(await withEntries('voting', 0))).roundId).toBeNull();
  });

  test('appears in the brand console too', async () => {
    const campaign = await withEntries('voting', 1);
    const { body } = await manager<ManagedCampaign[]>('GET', '/managed/campaigns');
    const managed = body.find(({ slug }) => slug === campaign.campaignSlug);
    expect(managed).toMatchObject({ phase: 'voting', ballotCount: 0, roundId: expect.any(String) as string });
  });
});

describe('opening now', () => {
  test('closes entries, freezes the slate and commits to the rule for ties', async () => {
    const campaign = await withEntries('designing', 2);
    const { status, body } = await open(campaign);
    expect(status).toBe(201);
    const detail = await detailOf(campaign);
    expect(detail).toMatchObject({ phase: 'voting', roundId: body.id });
    expect(detail.entriesCloseAt).toBe(detail.votingFrom);
    const round = (await visitor<RoundDetail>('GET', `/rounds/${body.id}`)).body;
    expect(round).toMatchObject({ state: 'open', seats: 1, method: 'schulze', myBallot: null });
    expect(round.slate.map(({ id }) => id).toSorted()).toEqual(campaign.entries.toSorted());
    expect(JSON.stringify(round)).not.toContain('seed');
  });

  test('is refused twice, without entries, before designing and after the vote', async () => {
    const campaign = await withEntries('judging', 1);
    const [one, two] = await Promise.all([open(campaign), open(campaign)]);
    expect([one.status, two.status].sort()).toEqual([201, 409]);
    expect([one.code, two.code]).toContain('round_exists');
    expect((await open(await withEntries('designing', 0))).code).toBe('no_entries');
    expect((await open(await withEntries('announced', 0))).code).toBe('phase_not_reached');
    expect((await open(await withEntries('deciding', 0))).code).toBe('round_closed');
  });

  test('is for the managers of the brand', async () => {
    const campaign = await withEntries('designing', 1);
    expect((await open(campaign, visitor)).code).toBe('sign_in_required');
    expect((await open(campaign, customer)).code).toBe('not_allowed');
    expect((await open(campaign, otherManager)).code).toBe('not_allowed');
    const draft = await makeCampaign(server.db, brand, 'designing', { publishedAt: null });
    expect((await open(draft, otherManager)).code).toBe('campaign_not_found');
    expect((await open(draft)).code).toBe('phase_not_reached');
  });
});

describe('closing now', () => {
  test('ends voting at the database’s clock, once, by the brand’s managers only', async () => {
    const campaign = await withEntries('voting', 2);
    const { roundId } = await makeRound(server.db, campaign);
    expect((await close(roundId, visitor)).code).toBe('sign_in_required');
    expect((await close(roundId, customer)).code).toBe('not_allowed');
    expect((await close(roundId, otherManager)).code).toBe('not_allowed');
    expect((await close(roundId)).status).toBe(204);
    expect(await detailOf(campaign)).toMatchObject({ phase: 'deciding' });
    expect((await close(roundId)).code).toBe('round_closed');
    expect((await close('00000000-0000-4000-8000-000000000000')).code).toBe('round_not_found');
  });

  test('is refused before the opening', async () => {
    const { roundId } = await makeRound(server.db, await withEntries('voting', 1), { opensInMs: 60_000 });
    expect((await close(roundId)).code).toBe('round_not_open');
  });
});

test('the order of the slate is the voter’s own, the same at every visit, and complete', async () => {
  const campaign = await withEntries('voting', 12);
  const { roundId } = await makeRound(server.db, campaign);
  const orderFor = async (ask: Ask) =>
    (await ask<RoundDetail>('GET', `/rounds/${roundId}`)).body.slate.map(({ id }) => id);
  const mine = await orderFor(customer);
  expect(await orderFor(customer)).toEqual(mine);
  expect(await orderFor(manager)).not.toEqual(mine);
  expect(mine.toSorted()).toEqual(campaign.entries.toSorted());
  const own = (await customer<RoundDetail>('GET', `/rounds/${roundId}`)).body.slate;
  expect(own.every((entry) => entry.own)).toBe(true);
  // A visitor's order hangs on a cookie.
  const first = await visitor('GET', `/rounds/${roundId}`);
  const cookie = String(first.headers['set-cookie']).split(';')[0] ?? '';
  const known = asker(server.app, { cookie });
  expect(await orderFor(known)).toEqual(await orderFor(known));
});

describe('the result', () => {
  test('is secret until the close, for everybody', async () => {
    const { roundId } = await makeRound(server.db, await withEntries('voting', 2));
    for (const ask of [visitor, customer, manager, otherManager]) {
      expect((await ask('GET', `/rounds/${roundId}/result`)).code).toBe('round_still_open');
    }
  });

  test('is the tally of everybody’s last ballot, ties by the seed that was committed to', async () => {
    const campaign = await withEntries('voting', 4);
    const { roundId, slate } = await makeRound(server.db, campaign);
    const [a = '', b = '', c = '', d = ''] = slate;
    await vote(roundId, 'first', [[d], [a]]);
    await vote(roundId, 'first', [[a], [b]]); // changed their mind
    await vote(roundId, 'second', [[a], [b, c]]);
    await vote(roundId, 'third', [[b], [a]]);
    await close(roundId);
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => visitor<RoundResult>('GET', `/rounds/${roundId}/result`)),
    );
    expect(new Set(answers.map(({ raw }) => raw.toString())).size).toBe(1);
    const [{ body: result } = { body: null }] = answers;
    if (!result) throw new Error('No result.');
    expect(result).toMatchObject({ ballotCount: 3, decided: false });
    expect(sha256Hex(result.tieRule.seed)).toBe(result.tieRule.commitment);
    expect(result.entries.map(({ id, rank, place }) => [id, rank, place])).toEqual([
      [a, 1, 1],
      [b, 2, 2],
      [c, 3, 3],
      [d, 4, 4],
    ]);
    expect(result.pairs).toEqual([
      [0, 2, 3, 3],
      [1, 0, 2, 3],
      [0, 0, 0, 1],
      [0, 0, 0, 0],
    ]);
    expect(result.paths[2]).toEqual([0, 0, 0, 1]);
  });

  test('without a ballot is a tie of all, in the order of the seed', async () => {
    const { roundId, slate } = await makeRound(server.db, await withEntries('deciding', 5));
    const { body } = await visitor<RoundResult>('GET', `/rounds/${roundId}/result`);
    expect(body.entries.map(({ id }) => id)).toEqual(tieOrder(body.tieRule.seed, slate));
    expect(new Set(body.entries.map(({ rank }) => rank))).toEqual(new Set([1]));
  });

  test('does not change when dates move afterwards, because they do not move any more', async () => {
    const campaign = await withEntries('voting', 2);
    const { roundId } = await makeRound(server.db, campaign);
    const later = new Date(Date.now() + 10 * 3_600_000).toISOString();
    const path = `/campaigns/${campaign.campaignSlug}`;
    expect((await manager('PATCH', path, { votingUntil: later })).status).toBe(200);
    expect((await visitor<RoundDetail>('GET', `/rounds/${roundId}`)).body.closesAt).toBe(later);
    await close(roundId);
    expect((await manager('PATCH', path, { votingUntil: later })).code).toBe('campaign_date_passed');
    const [row] = await server.db.select().from(campaigns).where(eq(campaigns.id, campaign.campaignId));
    const [round] = await server.db.select().from(rounds).where(eq(rounds.id, roundId));
    expect(row?.votingUntil).toEqual(round?.closesAt);
  });
});

test('rounds that do not exist are not found', async () => {
  const nowhere = '/rounds/00000000-0000-4000-8000-000000000000';
  expect((await visitor('GET', nowhere)).code).toBe('round_not_found');
  expect((await visitor('GET', `${nowhere}/result`)).code).toBe('round_not_found');
  expect((await visitor('GET', '/rounds/nonsense')).code).toBe('invalid_request');
});
