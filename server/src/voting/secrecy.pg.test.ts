import { eq } from 'drizzle-orm';
import type { EntryId, RoundId } from 'shared/ids.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SignedInPerson } from '../accounts/person.ts';
import {
  ballotKey,
  makeBrand,
  makeCampaign,
  makeEntry,
  makeRound,
  type TestCampaign,
} from '../testing/make-contest.ts';
import { makeServer, type SessionHeaders, type TestServer } from '../testing/make-server.ts';
import { ballots } from './tables.ts';

let server: TestServer;
let campaign: TestCampaign;
let roundId: RoundId;
let slate: readonly EntryId[];
let voters: readonly SignedInPerson[];
let asking: readonly { readonly who: string; readonly headers: SessionHeaders }[];

beforeAll(async () => {
  server = await makeServer();
  const enter = (name: string) => server.enter(`${name}@test.example`);
  const maker = await enter('maker');
  const manager = await enter('manager');
  const voter = await enter('voter');
  voters = await Promise.all(Array.from({ length: 9 }, async (_, index) => (await enter(`voter-${index}`)).person));
  const brand = await makeBrand(server.db, manager.person);
  campaign = await makeCampaign(server.db, brand, 'voting');
  for (const title of ['One', 'Two', 'Three', 'Four']) await makeEntry(server.db, campaign, [maker.person], title);
  const round = await makeRound(server.db, campaign);
  roundId = round.roundId;
  slate = round.slate as EntryId[];
  // Who asks has voted too, in both worlds the same.
  await server.app.inject({
    method: 'PUT',
    url: `/api/v1/rounds/${roundId}/ballot`,
    headers: voter.headers,
    payload: { ranking: [[slate[0]]], key: ballotKey() },
  });
  asking = [
    { who: 'visitor', headers: { cookie: `mitwerk_order=${'0'.repeat(32)}` } },
    { who: 'voter', headers: voter.headers },
    { who: 'maker', headers: maker.headers },
    { who: 'manager', headers: manager.headers },
  ];
});
afterAll(() => server.close());

/** The other voters' ballots, as `rankingOf` says, instead of those before. */
async function voteAs(rankingOf: (voter: number) => EntryId[][], count = voters.length): Promise<void> {
  for (const { id } of voters) await server.db.delete(ballots).where(eq(ballots.voterId, id));
  const castAt = new Date(Date.now() - 60_000);
  const rows = voters.slice(0, count).map(({ id }, index) => {
    const ranking = rankingOf(index);
    return { roundId, voterId: id, revision: 1, key: `world-key-${index}-00000`, ranking, castAt };
  });
  await server.db.insert(ballots).values(rows);
}

/** Everything that the server says to everybody about this contest, without the time of day. */
async function everyAnswer(): Promise<Map<string, string>> {
  const { campaignSlug } = campaign;
  const reason = 'because it is the best of all';
  const decision = { winner: slate[0], reasons: slate.map((entryId) => ({ entryId, reason })) };
  const requests: [method: 'GET' | 'POST', path: string, payload?: object][] = [
    ['GET', '/campaigns'],
    ['GET', '/managed/campaigns'],
    ['GET', '/products'],
    ['GET', `/campaigns/${campaignSlug}`],
    ['GET', `/campaigns/${campaignSlug}/entries`],
    ['GET', `/campaigns/${campaignSlug}/entries?offset=1&limit=2`],
    ...slate.flatMap((id): [method: 'GET', path: string][] => [
      ['GET', `/entries/${id}`],
      ['GET', `/entries/${id}/picture.png`],
    ]),
    ['GET', `/rounds/${roundId}`],
    ['GET', `/rounds/${roundId}/result`],
    ['GET', `/campaigns/${campaignSlug}/decision`],
    ['POST', `/campaigns/${campaignSlug}/decision`, decision],
    ['GET', `/campaigns/${campaignSlug}/handover.zip`],
  ];
  const answers = new Map<string, string>();
  for (const { who, headers } of asking) {
    for (const [method, path, payload] of requests) {
      const url = `/api/v1${path}`;
      const answer = await server.app.inject({ method, url, headers, ...(payload ? { payload } : {}) });
      const { etag, 'content-length': length, 'cache-control': cache } = answer.headers;
      const body = answer.body.replaceAll(/"now":"[^"]+"/g, '"now":""');
      const said = JSON.stringify([answer.statusCode, etag, length, cache, body]);
      answers.set(`${who} ${method} ${path}`, said);
    }
  }
  return answers;
}

test('before the close two worlds that differ only in votes look the same, to everybody', async () => {
  const [a, b, c, d] = slate as [EntryId, EntryId, EntryId, EntryId];
  await voteAs(() => [[a], [b], [c], [d]]);
  const one = await everyAnswer();
  await voteAs((voter) => (voter % 2 === 0 ? [[d], [c]] : [[c, d], [b]]));
  const other = await everyAnswer();
  for (const [request, answer] of one) expect([request, other.get(request)]).toEqual([request, answer]);
  expect(one.size).toBeGreaterThan(40);
});

test('how many have voted is told to the brand’s managers alone', async () => {
  const [a] = slate as [EntryId];
  await voteAs(() => [[a]]);
  const many = await everyAnswer();
  await voteAs(() => [[a]], 2);
  const few = await everyAnswer();
  const differing = [...many.keys()].filter((request) => many.get(request) !== few.get(request));
  expect(differing).toEqual(['manager GET /managed/campaigns']);
});
