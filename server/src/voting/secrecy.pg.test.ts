import { and, eq, gt, inArray } from 'drizzle-orm';
import type { EntryId, RoundId } from 'shared/ids.ts';
import { sha256Hex } from 'shared/sha256.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SignedInPerson } from '../accounts/person.ts';
import { asOwner } from '../testing/as-owner.ts';
import {
  ballotSecrets,
  makeBrand,
  makeCampaign,
  makeEntry,
  makeRound,
  type TestCampaign,
} from '../testing/make-contest.ts';
import { makeServer, type SessionHeaders, type TestServer } from '../testing/make-server.ts';
import { appendFirstBallots } from './append-ballot.ts';
import { makeCheckpoint } from './checkpoint.ts';
import { findRound, type Round } from './queries.ts';
import { ballotChains, checkpoints } from './record-tables.ts';
import { ballots } from './tables.ts';

let server: TestServer;
let campaign: TestCampaign;
let roundId: RoundId;
let stored: Round;
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
    payload: { ranking: [[slate[0]]], ...ballotSecrets() },
  });
  stored = (await findRound(server.db, roundId)) as Round;
  await server.db.transaction((tx) => makeCheckpoint(tx, stored, false));
  asking = [
    { who: 'visitor', headers: { cookie: `mitwerk_order=${'0'.repeat(32)}` } },
    { who: 'voter', headers: voter.headers },
    { who: 'maker', headers: maker.headers },
    { who: 'manager', headers: manager.headers },
  ];
});
afterAll(() => server.close());

/** The other voters' ballots, as `rankingOf` says, instead of those before; with a checkpoint after them. */
async function voteAs(rankingOf: (voter: number) => EntryId[][], count = voters.length): Promise<void> {
  const others = inArray(
    ballots.voterId,
    voters.map(({ id }) => id),
  );
  await asOwner(server.db, async (tx) => {
    await tx.delete(ballots).where(others);
    await tx.delete(checkpoints).where(and(eq(checkpoints.roundId, roundId), gt(checkpoints.sequence, 1)));
    await tx.update(ballotChains).set({ size: 1, checkpoints: 2 }).where(eq(ballotChains.roundId, roundId));
  });
  const castAt = new Date(Date.now() - 60_000);
  const made = voters.slice(0, count).map(({ id: voterId }, index) => {
    const ranking = rankingOf(index);
    return { voterId, key: `world-key-${index}-00000`, nonce: sha256Hex(JSON.stringify(ranking)), ranking, castAt };
  });
  await appendFirstBallots(server.db, roundId, made);
  await server.db.transaction((tx) => makeCheckpoint(tx, stored, false));
}

/** What everybody may ask about the record of ballots, by names that do not hang on what is in it. */
async function recordPaths(): Promise<Map<string, string>> {
  const rows = await server.db.select().from(ballots).where(eq(ballots.roundId, roundId)).orderBy(ballots.sequence);
  const paths = [
    'checkpoints',
    'checkpoints?from=2',
    `consistency?from=1&to=${rows.length}`,
    `consistency?from=2&to=${rows.length}`,
    `leaves/${'0'.repeat(64)}`,
  ];
  const leaves = rows.map(({ leaf }, index): [string, string] => [`the leaf ${index}`, `leaves/${leaf}`]);
  const earlier = rows.map(({ leaf }, index): [string, string] => [`leaf ${index} of 1`, `leaves/${leaf}?size=1`]);
  return new Map([...paths.map((path): [string, string] => [path, path]), ...leaves, ...earlier]);
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
  for (const { who, headers } of asking) {
    for (const [name, path] of await recordPaths()) {
      const answer = await server.app.inject({ url: `/api/v1/rounds/${roundId}/${path}`, headers });
      const { etag, 'content-length': length, 'cache-control': cache } = answer.headers;
      // Hashes of what nobody can guess have to differ; that there are as many, in the same places, is what shows here.
      const body = answer.body.replaceAll(/"(at|nextAt)":"[^"]+"/g, '"$1":""').replaceAll(/[0-9a-f]{64}/g, 'hash');
      answers.set(`${who} ${name}`, JSON.stringify([answer.statusCode, etag, length, cache, body]));
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
  expect(one.size).toBeGreaterThan(120);
});

test('nothing that is published of the record can be computed from the choices', async () => {
  const [a] = slate as [EntryId];
  await voteAs(() => [[a]]);
  const published = async () => {
    const { body } = await server.app.inject({ url: `/api/v1/rounds/${roundId}/checkpoints?from=2` });
    return body;
  };
  const one = await published();
  const secrets = await server.db.select().from(ballots).where(eq(ballots.roundId, roundId));
  for (const { nonce, pseudonym } of secrets) {
    expect(one).not.toContain(nonce);
    expect(one).not.toContain(pseudonym);
  }
});

test('how many ballots there are is told to everybody by checkpoints, how many have voted to the managers alone', async () => {
  const [a] = slate as [EntryId];
  await voteAs(() => [[a]]);
  const many = await everyAnswer();
  await voteAs(() => [[a]], 2);
  const few = await everyAnswer();
  const differing = [...many.keys()].filter((request) => many.get(request) !== few.get(request));
  const isRecord = (request: string) => /^\w+ (checkpoints|consistency|the leaf|leaf)/.test(request);
  expect(differing.filter((request) => !isRecord(request))).toEqual(['manager GET /managed/campaigns']);
});
