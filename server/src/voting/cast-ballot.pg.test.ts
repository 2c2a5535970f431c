import { eq } from 'drizzle-orm';
import type { EntryId, RoundId } from 'shared/ids.ts';
import { sha256Hex } from 'shared/sha256.ts';
import type { BallotReceipt, RoundDetail, RoundResult } from 'shared/voting/api.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SignedInPerson } from '../accounts/person.ts';
import { type Ask, asker } from '../testing/ask.ts';
import { ballotKey, makeBrand, makeCampaign, makeEntry, makeRound, type TestBrand } from '../testing/make-contest.ts';
import { makeServer, type TestServer } from '../testing/make-server.ts';
import { closeRound } from './run-round.ts';
import { ballots, rounds } from './tables.ts';

let server: TestServer;
let maker: SignedInPerson;
let manager: SignedInPerson;
let voter: SignedInPerson;
let ask: Ask;
let brand: TestBrand;
beforeAll(async () => {
  server = await makeServer();
  ({ person: maker } = await server.enter('maker@test.example'));
  ({ person: manager } = await server.enter('manager@test.example'));
  const entered = await server.enter('voter@test.example');
  voter = entered.person;
  ask = asker(server.app, entered.headers);
  brand = await makeBrand(server.db, manager);
});
afterAll(() => server.close());

async function openRound(entryCount = 3) {
  const campaign = await makeCampaign(server.db, brand, 'voting');
  const entries: EntryId[] = [];
  for (let index = 0; index < entryCount; index += 1) entries.push(await makeEntry(server.db, campaign, [maker]));
  const [a = '', b = ''] = entries;
  return { ...(await makeRound(server.db, campaign)), a, b, campaign };
}

const cast = (roundId: string, ranking: unknown, key = ballotKey(), as = ask, nonce = sha256Hex(key)) =>
  as<BallotReceipt>('PUT', `/rounds/${roundId}/ballot`, { ranking, key, nonce });
const rowsOf = (roundId: RoundId) => server.db.select().from(ballots).where(eq(ballots.roundId, roundId));

test('a ballot is answered with a receipt, and a second one counts instead of the first', async () => {
  const { roundId, a, b } = await openRound();
  const first = await cast(roundId, [[a], [b]]);
  expect([first.status, first.body.revision]).toEqual([201, 1]);
  expect((await cast(roundId, [[b, a]])).body.revision).toBe(2);
  const round = await ask<RoundDetail>('GET', `/rounds/${roundId}`);
  expect(round.body.myBallot).toMatchObject({ ranking: [[b, a]], revision: 2 });
});

test('the same ballot sent again has one effect and the same answer', async () => {
  const { roundId, a, b } = await openRound();
  const key = ballotKey();
  const first = await cast(roundId, [[a]], key);
  const again = await cast(roundId, [[a]], key);
  expect([again.status, again.body]).toEqual([200, first.body]);
  const other = await cast(roundId, [[b]], key);
  expect([other.status, other.code]).toEqual([409, 'ballot_key_reused']);
  const hidden = await cast(roundId, [[a]], key, ask, sha256Hex('another nonce'));
  expect([hidden.status, hidden.code]).toEqual([409, 'ballot_key_reused']);
  expect(await rowsOf(roundId)).toHaveLength(1);
});

test('of ten parallel requests with one key one row comes, and ten equal receipts', async () => {
  const { roundId, a } = await openRound();
  const key = ballotKey();
  const answers = await Promise.all(Array.from({ length: 10 }, () => cast(roundId, [[a]], key)));
  expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
  expect(answers.map(({ status }) => status).sort()).toEqual([...Array<number>(9).fill(200), 201]);
  expect(await rowsOf(roundId)).toHaveLength(1);
});

test('ten parallel requests with different keys are ten revisions', async () => {
  const { roundId, a } = await openRound();
  const answers = await Promise.all(Array.from({ length: 10 }, () => cast(roundId, [[a]])));
  const revisions = answers.map(({ body }) => body.revision).sort((x, y) => x - y);
  expect(revisions).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
});

test('every refusal is problem+json and names the rule', async () => {
  const { roundId, a, campaign } = await openRound();
  const tooLate = await makeEntry(server.db, campaign, [maker]); // after the slate was frozen
  const later = await makeRound(server.db, await withEntry('voting'), { opensInMs: 3_600_000 });
  const over = await makeRound(server.db, await withEntry('deciding'));
  const withOwn = await makeRound(server.db, await withEntry('voting', voter));
  const unknown = '00000000-0000-4000-8000-000000000000';
  const refusals: [string, unknown, number, string][] = [
    [roundId, [], 422, 'ballot_empty'],
    [roundId, [[unknown]], 422, 'ballot_unknown_entry'],
    [roundId, [[a], [tooLate]], 422, 'ballot_unknown_entry'],
    [roundId, [[a], [a]], 422, 'ballot_duplicate_entry'],
    [withOwn.roundId, [withOwn.slate], 422, 'ballot_own_entry'],
    [later.roundId, [later.slate], 409, 'round_not_open'],
    [over.roundId, [over.slate], 409, 'round_closed'],
    [unknown, [[a]], 404, 'round_not_found'],
    [roundId, [[]], 422, 'invalid_request'],
    [roundId, 'a', 422, 'invalid_request'],
    [roundId, [['no id']], 422, 'invalid_request'],
  ];
  for (const [id, ranking, status, code] of refusals) {
    const answer = await cast(id, ranking);
    expect([answer.status, answer.code]).toEqual([status, code]);
    expect(answer.headers['content-type']).toContain('application/problem+json');
  }
  expect((await cast(roundId, [[a]], 'short')).code).toBe('invalid_request');
  expect((await cast(roundId, [[a]], ballotKey(), ask, 'short')).code).toBe('invalid_request');
  expect((await cast(roundId, [[a]], ballotKey(), asker(server.app))).code).toBe('sign_in_required');
  expect(await rowsOf(roundId)).toHaveLength(0);
});

test('after the close a repeated ballot still gets its receipt, and a new one is late', async () => {
  const { roundId, a } = await openRound();
  const key = ballotKey();
  const before = await cast(roundId, [[a]], key);
  await closeRound(server.db, manager.id, roundId);
  const again = await cast(roundId, [[a]], key);
  expect([again.status, again.body.castAt]).toEqual([200, before.body.castAt]);
  expect((await cast(roundId, [[a]])).code).toBe('round_closed');
});

test('while the round closes every ballot is either counted or refused as late', async () => {
  const { roundId, a } = await openRound();
  const voters = await Promise.all(
    Array.from({ length: 12 }, async (_, index) =>
      asker(server.app, await server.signIn(`race-${index}@test.example`)),
    ),
  );
  const early = voters.slice(0, 6).map((as) => cast(roundId, [[a]], ballotKey(), as));
  const closing = closeRound(server.db, manager.id, roundId);
  const late = voters.slice(6).map((as) => cast(roundId, [[a]], ballotKey(), as));
  const answers = await Promise.all([...early, ...late]);
  await closing;
  const accepted = answers.filter(({ status }) => status === 201);
  const refused = answers.filter(({ status }) => status !== 201);
  expect(new Set(refused.map(({ code }) => code)).size).toBeLessThanOrEqual(1);
  for (const { code } of refused) expect(code).toBe('round_closed');
  const result = await asker(server.app)<RoundResult>('GET', `/rounds/${roundId}/result`);
  expect(result.body.ballotCount).toBe(accepted.length);
  const [round] = await server.db.select().from(rounds).where(eq(rounds.id, roundId));
  for (const { body } of accepted) expect(Date.parse(body.castAt)).toBeLessThanOrEqual(Number(round?.closesAt));
});

async function withEntry(phase: 'voting' | 'deciding', by: SignedInPerson = maker) {
  const campaign = await makeCampaign(server.db, brand, phase);
  await makeEntry(server.db, campaign, [by]);
  return campaign;
}
