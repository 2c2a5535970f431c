import { PHASES } from 'shared/campaigns/campaign.ts';
import type { CampaignDetail, CampaignSummary, EntrySummary, ManagedCampaign } from 'shared/campaigns/api.ts';
import { violations } from 'shared/space/violations.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { entries } from '../entries/tables.ts';
import { loadSpace } from '../space/service.ts';
import { makeServer, type TestServer } from '../testing/make-server.ts';
import { DEMO_PEOPLE, demoEmail } from '../accounts/demo-people.ts';
import { seedDemo } from './seed.ts';

let studio: TestServer;
beforeAll(async () => {
  studio = await makeServer({ demo: true });
  await seedDemo({ db: studio.db });
});
afterAll(() => studio.close());

async function get<Answer>(path: string, as?: string): Promise<Answer> {
  const headers = as === undefined ? {} : await studio.signIn(as);
  const response = await studio.app.inject({ method: 'GET', url: `/api/v1${path}`, headers });
  expect(response.statusCode, response.body).toBe(200);
  return response.json();
}

test('the demo shows a campaign in every phase, of five brands', async () => {
  const shown = await get<CampaignSummary[]>('/campaigns');
  const managed = await Promise.all(
    ['vera', 'kees'].map((key) => get<ManagedCampaign[]>('/managed/campaigns', demoEmail(key))),
  );
  const phases = new Set([...shown, ...managed.flat()].map(({ phase }) => phase));
  expect([...phases].sort()).toEqual([...PHASES].sort());
  expect(new Set(shown.map(({ brand }) => brand.slug)).size).toBe(5);
  expect(shown.reduce((sum, { designCount }) => sum + designCount, 0)).toBeGreaterThanOrEqual(30);
});

test('every entry of the demo lies inside its space', async () => {
  const rows = await studio.db.select().from(entries);
  expect(rows.length).toBeGreaterThanOrEqual(30);
  for (const { spaceHash, content } of rows) {
    const { space } = await loadSpace(studio.db, spaceHash);
    expect(violations(space, content)).toEqual([]);
  }
});

test('everybody whom the demo offers can be entered as, and the brands have their managers', async () => {
  const people = await get<{ key: string; brandName?: string }[]>('/demo/people');
  expect(people.map(({ key }) => key)).toEqual(DEMO_PEOPLE.map(({ key }) => key));
  expect(people.filter(({ brandName }) => brandName !== undefined)).toHaveLength(2);
});

test('the rounds that are over have a result, the one that is open has none to see', async () => {
  const shown = await get<CampaignSummary[]>('/campaigns');
  for (const { slug, phase } of shown) {
    const { roundId } = await get<CampaignDetail>(`/campaigns/${slug}`);
    if (roundId === null) continue;
    const response = await studio.app.inject({ method: 'GET', url: `/api/v1/rounds/${roundId}/result` });
    expect(response.statusCode, slug).toBe(phase === 'voting' ? 409 : 200);
  }
});

test('the gallery has the names of makers and prices', async () => {
  const gallery = await get<EntrySummary[]>('/campaigns/spring-in-the-city/entries');
  expect(gallery.length).toBeGreaterThan(5);
  for (const { crew, priceCents } of gallery) {
    expect(crew.length).toBeGreaterThan(0);
    expect(priceCents).toBeGreaterThan(0);
  }
});
