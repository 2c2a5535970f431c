import { eq } from 'drizzle-orm';
import { strFromU8, unzipSync } from 'fflate';
import type { CampaignDetail } from 'shared/campaigns/api.ts';
import { type EntryContent, entryHash } from 'shared/campaigns/entry-hash.ts';
import { canonicalJson } from 'shared/canonical-json.ts';
import type { DecisionDetail } from 'shared/handover/api.ts';
import type { EntryId, RoundId } from 'shared/ids.ts';
import { sha256Hex } from 'shared/sha256.ts';
import type { RoundResult } from 'shared/voting/api.ts';
import { placesOf } from 'shared/voting/places.ts';
import type { RoundRules } from 'shared/voting/round.ts';
import { type Ranking, tally } from 'shared/voting/tally.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Ask, asker } from '../testing/ask.ts';
import { type Actor, actor } from '../testing/cast.ts';
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
import { handovers } from './tables.ts';

let server: TestServer;
let maker: Actor;
let manager: Actor;
let otherManager: Actor;
let voters: readonly Actor[];
let visitor: Ask;
let brand: TestBrand;
beforeAll(async () => {
  server = await makeServer();
  maker = await actor(server, 'maker');
  manager = await actor(server, 'manager');
  otherManager = await actor(server, 'other');
  voters = await Promise.all([1, 2, 3].map((index) => actor(server, `voter-${index}`)));
  visitor = asker(server.app);
  brand = await makeBrand(server.db, manager.person);
  await makeBrand(server.db, otherManager.person);
});
afterAll(() => server.close());

interface Voted extends TestCampaign {
  readonly roundId: RoundId;
  /** Best first. */
  readonly places: readonly EntryId[];
}

/** A campaign whose round has closed over so many entries. */
async function voted(entryCount: number): Promise<Voted> {
  const campaign = await makeCampaign(server.db, brand, 'voting');
  for (let index = 0; index < entryCount; index += 1) {
    await makeEntry(server.db, campaign, [maker.person], `Lamp "${index}", =1+1`);
  }
  const { roundId, slate } = await makeRound(server.db, campaign);
  for (const { ask } of voters) {
    const payload = { ranking: slate.map((id) => [id]), ...ballotSecrets() };
    expect((await ask('PUT', `/rounds/${roundId}/ballot`, payload)).status).toBe(201);
  }
  await manager.ask('POST', `/rounds/${roundId}/close`);
  const { body } = await visitor<RoundResult>('GET', `/rounds/${roundId}/result`);
  return { ...campaign, roundId, places: body.entries.map(({ id }) => id as EntryId) };
}

const reasonsFor = (ids: readonly string[]) =>
  ids.map((entryId) => ({ entryId, reason: `Because ${entryId} shines.` }));
const decide = ({ ask }: Pick<Actor, 'ask'>, { campaignSlug }: TestCampaign, winner: string, owed: readonly string[]) =>
  ask<DecisionDetail>('POST', `/campaigns/${campaignSlug}/decision`, { winner, reasons: reasonsFor(owed) });
const readDecision = (ask: Ask, { campaignSlug }: TestCampaign) =>
  ask<DecisionDetail>('GET', `/campaigns/${campaignSlug}/decision`);
const fetchZip = (ask: Ask, { campaignSlug }: TestCampaign) => ask('GET', `/campaigns/${campaignSlug}/handover.zip`);
const phaseOf = async ({ campaignSlug }: TestCampaign) =>
  (await visitor<CampaignDetail>('GET', `/campaigns/${campaignSlug}`)).body.phase;

describe('a decision', () => {
  test('names a winner and a reason for each of the first five, for everybody to read', async () => {
    const campaign = await voted(6);
    const finalists = campaign.places.slice(0, 5);
    expect((await readDecision(visitor, campaign)).code).toBe('decision_not_found');
    const { status, body } = await decide(manager, campaign, finalists[1] ?? '', finalists);
    expect(status).toBe(201);
    expect(body).toMatchObject({ decidedBy: manager.person.name, brandName: 'Lumen', handover: null });
    expect(body.finalists.map(({ entryId, place, winner }) => [entryId, place, winner])).toEqual(
      finalists.map((id, index) => [id, index + 1, index === 1]),
    );
    expect((await readDecision(visitor, campaign)).body).toEqual(body);
    expect(await phaseOf(campaign)).toBe('decided');
    const { body: result } = await visitor<RoundResult>('GET', `/rounds/${campaign.roundId}/result`);
    expect(result.decided).toBe(true);
  });

  test('stands: a second one is refused, also at the same time', async () => {
    const campaign = await voted(2);
    const [a = '', b = ''] = campaign.places;
    const answers = await Promise.all([decide(manager, campaign, a, [a, b]), decide(manager, campaign, b, [a, b])]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(answers.map(({ code }) => code)).toContain('decision_exists');
  });

  test('wants a reason for every finalist, and finalists only', async () => {
    const campaign = await voted(6);
    const [a = '', b = '', c = '', d = '', e = '', f = ''] = campaign.places;
    expect((await decide(manager, campaign, a, [a, b, c, d])).code).toBe('decision_reason_missing');
    expect((await decide(manager, campaign, a, [a, b, c, d, e, f])).code).toBe('decision_not_a_finalist');
    expect((await decide(manager, campaign, f, [a, b, c, d, e])).code).toBe('decision_reason_missing');
    const stranger = await makeEntry(server.db, campaign, [maker.person]); // after the slate was frozen
    expect((await decide(manager, campaign, stranger, [a, b, c, d, e, stranger])).code).toBe('decision_not_a_finalist');
    const blank = { winner: a, reasons: [a, b, c, d, e].map((entryId) => ({ entryId, reason: ' '.repeat(20) })) };
    const answer = await manager.ask('POST', `/campaigns/${campaign.campaignSlug}/decision`, blank);
    expect([answer.status, answer.code]).toEqual([422, 'decision_reason_missing']);
    expect((await decide(manager, campaign, f, [a, b, c, d, e, f])).body.finalists.at(-1)).toMatchObject({
      entryId: f,
      place: 6,
      winner: true,
    });
  });

  test('is the brand’s, after the close', async () => {
    const campaign = await voted(1);
    const [a = ''] = campaign.places;
    expect((await decide({ ask: visitor }, campaign, a, [a])).code).toBe('sign_in_required');
    expect((await decide(maker, campaign, a, [a])).code).toBe('not_allowed');
    expect((await decide(otherManager, campaign, a, [a])).code).toBe('not_allowed');
    for (const phase of ['designing', 'voting'] as const) {
      const early = await makeCampaign(server.db, brand, phase);
      const entry = await makeEntry(server.db, early, [maker.person]);
      expect((await decide(manager, early, entry, [entry])).code).toBe('round_not_closed');
    }
    const draft = await makeCampaign(server.db, brand, 'deciding', { publishedAt: null });
    expect((await decide(otherManager, draft, a, [a])).code).toBe('campaign_not_found');
    expect((await readDecision(visitor, draft)).code).toBe('campaign_not_found');
  });
});

interface Report {
  readonly rules: RoundRules;
  readonly rulesHash: string;
  readonly ballots: readonly Ranking[];
  readonly candidates: readonly string[];
  readonly pairs: number[][];
  readonly paths: number[][];
  readonly ranks: number[];
  readonly ties: {
    readonly seed: string;
    readonly commitment: string;
    readonly order: { id: string; sha256: string }[];
  };
  readonly places: unknown;
}
interface Manifest {
  readonly entry: { readonly id: string; readonly hash: string };
  readonly files: readonly { readonly name: string; readonly bytes: number; readonly sha256: string }[];
}

describe('the handover package', () => {
  test('holds the design that was voted on, and every file is as the manifest says', async () => {
    const campaign = await voted(3);
    const [, winner = ''] = campaign.places;
    await decide(manager, campaign, winner, campaign.places);
    const answer = await fetchZip(manager.ask, campaign);
    expect(answer.headers).toMatchObject({
      'content-type': 'application/zip',
      'content-disposition': `attachment; filename="${campaign.campaignSlug}-handover.zip"`,
    });
    const files = unzipSync(answer.raw);
    const read = <Content>(name: string) => JSON.parse(strFromU8(files[name] ?? new Uint8Array())) as Content;
    expect(Object.keys(files)).toEqual([
      'README.txt',
      'crew.json',
      'decision.json',
      'design-front.png',
      'design-front.svg',
      'design.json',
      'design.svg',
      'manifest.json',
      'parameters.csv',
      'parameters.json',
      'round-report.json',
    ]);
    const manifest = read<Manifest>('manifest.json');
    expect(manifest.files.map(({ name }) => name)).toEqual(
      Object.keys(files).filter((name) => name !== 'manifest.json'),
    );
    for (const { name, bytes, sha256 } of manifest.files) {
      expect([name, files[name]?.byteLength, sha256Hex(files[name] ?? '')]).toEqual([name, bytes, sha256]);
    }
    expect(manifest.entry.id).toBe(winner);
    const shown = await visitor<{ hash: string }>('GET', `/entries/${winner}`);
    expect(entryHash(read<EntryContent>('design.json'))).toBe(shown.body.hash);
    expect(manifest.entry.hash).toBe(shown.body.hash);
    expect(strFromU8(files['design.svg'] ?? new Uint8Array())).toContain('<svg');
    expect(Buffer.from(files['design-front.png'] ?? []).readUInt32BE(16)).toBe(2000);
    expect(strFromU8(files['parameters.csv'] ?? new Uint8Array())).toContain('parameter,shade,Shade,Paper,,\r\n');
    expect(read<{ winner: string }>('decision.json').winner).toBe(winner);
  });

  test('lets anybody count the round again', async () => {
    const campaign = await voted(3);
    await decide(manager, campaign, campaign.places[0] ?? '', campaign.places);
    const zip = unzipSync((await fetchZip(manager.ask, campaign)).raw);
    const report = JSON.parse(strFromU8(zip['round-report.json'] ?? new Uint8Array())) as Report;
    const { rules, candidates, ballots, ties } = report;
    expect(sha256Hex(canonicalJson(rules))).toBe(report.rulesHash);
    expect(sha256Hex(ties.seed)).toBe(rules.ties.commitment);
    const counted = tally(candidates, ballots);
    expect(counted).toEqual({ candidates, pairs: report.pairs, paths: report.paths, ranks: report.ranks });
    expect(placesOf(counted, ties.seed)).toEqual(report.places);
    expect(ties.order.map(({ sha256 }) => sha256)).toEqual(ties.order.map(({ sha256 }) => sha256).toSorted());
    for (const { id, sha256 } of ties.order) expect(sha256).toBe(sha256Hex(`${ties.seed}:${id}`));
    expect(ballots).toHaveLength(3);
    for (const { person } of voters) expect(JSON.stringify(report)).not.toContain(person.id);
  });

  test('is the same bytes ever after, also when two fetch it first, and then the campaign is handed over', async () => {
    const campaign = await voted(2);
    await decide(manager, campaign, campaign.places[0] ?? '', campaign.places);
    expect(await phaseOf(campaign)).toBe('decided');
    const both = await Promise.all([fetchZip(manager.ask, campaign), fetchZip(manager.ask, campaign)]);
    const third = await fetchZip(manager.ask, campaign);
    expect(new Set([...both, third].map(({ raw }) => sha256Hex(raw))).size).toBe(1);
    expect(await phaseOf(campaign)).toBe('handed_over');
    const { body } = await readDecision(visitor, campaign);
    expect(body.handover).toMatchObject({ sha256: sha256Hex(third.raw), bytes: third.raw.byteLength });
    // Made anew from what is stored it is the same, too: nothing in it depends on when it was made.
    await server.db.delete(handovers).where(eq(handovers.campaignId, campaign.campaignId));
    expect(sha256Hex((await fetchZip(manager.ask, campaign)).raw)).toBe(body.handover?.sha256);
  });

  test('is for the brand’s managers, once there is a decision, and not for a look in passing', async () => {
    const campaign = await voted(1);
    expect((await fetchZip(visitor, campaign)).code).toBe('sign_in_required');
    expect((await fetchZip(maker.ask, campaign)).code).toBe('not_allowed');
    expect((await fetchZip(otherManager.ask, campaign)).code).toBe('not_allowed');
    expect((await fetchZip(manager.ask, campaign)).code).toBe('decision_not_found');
    const draft = await makeCampaign(server.db, brand, 'deciding', { publishedAt: null });
    expect((await fetchZip(otherManager.ask, draft)).code).toBe('campaign_not_found');
    const { headers } = await server.enter('manager@test.example');
    const url = `/api/v1/campaigns/${campaign.campaignSlug}/handover.zip`;
    expect((await server.app.inject({ method: 'HEAD', url, headers })).statusCode).toBe(404);
  });
});
