import { eq, sql } from 'drizzle-orm';
import type { EntryId, RoundId } from 'shared/ids.ts';
import type { Checkpoints, ConsistencyProof, InclusionProof } from 'shared/receipts/api.ts';
import { receiptProblems } from 'shared/receipts/check-receipt.ts';
import { commitmentOf } from 'shared/receipts/leaf.ts';
import { makeReceipt, type Receipt } from 'shared/receipts/receipt.ts';
import { sha256Hex } from 'shared/sha256.ts';
import type { BallotReceipt } from 'shared/voting/api.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SignedInPerson } from '../accounts/person.ts';
import { persons } from '../accounts/tables.ts';
import { type Ask, asker } from '../testing/ask.ts';
import { ballotSecrets, makeBrand, makeCampaign, makeEntry, makeRound } from '../testing/make-contest.ts';
import { makeServer, type TestServer } from '../testing/make-server.ts';
import { appendFirstBallots } from './append-ballot.ts';
import { checkRecord } from './check-record.ts';
import { makeCheckpoint, makeDueCheckpoint } from './checkpoint.ts';
import { findRound } from './queries.ts';
import { ballotBlocks } from './record-tables.ts';
import { closeRound } from './run-round.ts';

let server: TestServer;
let maker: SignedInPerson;
let voter: Ask;
let visitor: Ask;
beforeAll(async () => {
  server = await makeServer();
  ({ person: maker } = await server.enter('maker@test.example'));
  voter = asker(server.app, await server.signIn('voter@test.example'));
  visitor = asker(server.app);
}, 180_000);
afterAll(() => server.close());

async function openRound() {
  const campaign = await makeCampaign(server.db, await makeBrand(server.db, maker), 'voting');
  const entry = await makeEntry(server.db, campaign, [maker]);
  return { ...(await makeRound(server.db, campaign)), entry };
}
async function checkpointNow(roundId: RoundId): Promise<void> {
  const round = await findRound(server.db, roundId);
  if (round) await server.db.transaction((tx) => makeCheckpoint(tx, round, false));
}
async function cast(roundId: RoundId, entry: EntryId): Promise<Receipt> {
  const { key, nonce } = ballotSecrets();
  const ranking = [[entry]];
  const { body } = await voter<BallotReceipt>('PUT', `/rounds/${roundId}/ballot`, { ranking, key, nonce });
  const { pseudonym, revision, castAt, sequence, after } = body;
  // As the browser does: the receipt is made of what was sent, not of what was answered.
  const receipt = makeReceipt(
    roundId,
    sequence,
    commitmentOf({ pseudonym, revision, key, choice: ranking, castAt }, nonce),
    after,
  );
  expect([receipt.commitment, receipt.leaf]).toEqual([body.commitment, body.leaf]);
  return receipt;
}
/** What is wrong with a receipt by what everybody may ask. */
async function problemsOf(receipt: Receipt) {
  const { round, leaf, after } = receipt;
  const { rulesHash, checkpoints } = (await visitor<Checkpoints>('GET', `/rounds/${round}/checkpoints`)).body;
  const inclusion = (await visitor<InclusionProof>('GET', `/rounds/${round}/leaves/${leaf}`)).body;
  const from = checkpoints[after.sequence]?.size ?? 0;
  const path = `/rounds/${round}/consistency?from=${from}&to=${inclusion.size}`;
  const consistency = (await visitor<ConsistencyProof>('GET', path)).body;
  return receiptProblems(round, receipt, { rulesHash, checkpoints, inclusion, consistency });
}

test('a receipt is good from the next checkpoint on, also when its ballot was replaced and after the close', async () => {
  const { roundId, entry } = await openRound();
  const first = await cast(roundId, entry);
  const early = await visitor('GET', `/rounds/${roundId}/leaves/${first.leaf}`);
  expect([early.status, early.code]).toEqual([409, 'leaf_not_in_checkpoint']);
  await checkpointNow(roundId);
  expect(await problemsOf(first)).toEqual([]);
  const second = await cast(roundId, entry);
  expect([first.after.sequence, second.after.sequence]).toEqual([0, 1]);
  const before = (await visitor('GET', `/rounds/${roundId}/leaves/${first.leaf}?size=1`)).raw;
  await checkpointNow(roundId);
  // Who holds the first receipt sees nothing of the second ballot in its proof.
  expect((await visitor('GET', `/rounds/${roundId}/leaves/${first.leaf}?size=1`)).raw).toEqual(before);
  expect([await problemsOf(first), await problemsOf(second)]).toEqual([[], []]);
  await closeRound(server.db, maker.id, roundId);
  await Promise.all(Array.from({ length: 4 }, () => makeDueCheckpoint(server.db, roundId)));
  const { body } = await visitor<Checkpoints>('GET', `/rounds/${roundId}/checkpoints`);
  expect(body.checkpoints.map(({ size, final }) => [size, final])).toEqual([
    [0, false],
    [1, false],
    [2, false],
    [2, true],
  ]);
  expect([body.nextAt, body.total]).toEqual([null, 4]);
  expect([await problemsOf(first), await problemsOf(second)]).toEqual([[], []]);
  expect(await checkRecord(server.db, roundId, [first.after, second.after])).toBeNull();
});

test('proofs hold over blocks of leaves', async () => {
  const { roundId, entry } = await openRound();
  const rows = await server.db
    .insert(persons)
    .values(
      Array.from({ length: 700 }, (_, index) => ({
        ...{ name: `Voter ${index}`, email: `voter-${index}@many.example`, colour: '#123456' },
      })),
    )
    .returning({ id: persons.id });
  const castAt = new Date();
  const many = rows.map(({ id: voterId }, index) => ({
    ...{ voterId, key: 'the-same-for-all', ranking: [[entry]], castAt },
    nonce: sha256Hex(`many ${index}`),
  }));
  const receipts: Receipt[] = [await cast(roundId, entry)];
  await appendFirstBallots(server.db, roundId, many.slice(0, 300));
  await checkpointNow(roundId);
  receipts.push(await cast(roundId, entry));
  await appendFirstBallots(server.db, roundId, many.slice(300));
  receipts.push(await cast(roundId, entry));
  await checkpointNow(roundId);
  for (const receipt of receipts) expect(await problemsOf(receipt)).toEqual([]);
  expect(receipts.map(({ sequence }) => sequence)).toEqual([0, 301, 702]);
  expect(await checkRecord(server.db, roundId)).toBeNull();
  const blocks = await server.db.select().from(ballotBlocks).where(eq(ballotBlocks.roundId, roundId));
  expect(blocks).toHaveLength(2);
  const { sequence } = (
    await visitor<InclusionProof>('GET', `/rounds/${roundId}/leaves/${receipts[1]?.leaf.slice(0, 16) ?? ''}`)
  ).body;
  expect(sequence).toBe(301);
}, 60_000);

test('what is not published is refused by name', async () => {
  const { roundId, entry } = await openRound();
  const { leaf } = await cast(roundId, entry);
  await cast(roundId, entry);
  await checkpointNow(roundId);
  const codeOf = async (path: string) => (await visitor('GET', `/rounds/${path}`)).code;
  expect(await codeOf(`${roundId}/leaves/${'0'.repeat(64)}`)).toBe('leaf_not_found');
  expect(await codeOf(`${roundId}/leaves/${leaf.slice(0, 15)}`)).toBe('invalid_request');
  expect(await codeOf(`${roundId}/leaves/${leaf}?size=1`)).toBe('checkpoint_not_found');
  expect(await codeOf(`${roundId}/leaves/${leaf}?size=0`)).toBe('leaf_not_in_checkpoint');
  expect(await codeOf(`${roundId}/consistency?from=1&to=2`)).toBe('checkpoint_not_found');
  expect(await codeOf(`${roundId}/consistency?from=2&to=0`)).toBe('checkpoint_not_found');
  const nowhere = '00000000-0000-4000-8000-000000000000';
  expect(await codeOf(`${nowhere}/checkpoints`)).toBe('round_not_found');
  expect(await codeOf(`${nowhere}/leaves/${leaf}`)).toBe('round_not_found');
});

test('of many voters who send their ballots eight times at once each counts once', async () => {
  const { roundId, entry } = await openRound();
  const voters = await Promise.all(
    Array.from({ length: 12 }, async (_, index) =>
      asker(server.app, await server.signIn(`many-${index}@test.example`)),
    ),
  );
  const sent = voters.flatMap((ask) => {
    const body = { ranking: [[entry]], ...ballotSecrets() };
    return Array.from({ length: 8 }, (_, copy) =>
      // Four copies with one key, four ballots of their own.
      ask('PUT', `/rounds/${roundId}/ballot`, copy < 4 ? body : { ...body, ...ballotSecrets() }),
    );
  });
  const statuses = (await Promise.all(sent)).map(({ status }) => status);
  expect(statuses.filter((status) => status === 201)).toHaveLength(12 * 5);
  expect(statuses.filter((status) => status === 200)).toHaveLength(12 * 3);
  await closeRound(server.db, maker.id, roundId);
  const { body } = await visitor<{ ballotCount: number }>('GET', `/rounds/${roundId}/result`);
  expect(body.ballotCount).toBe(12);
  expect(await checkRecord(server.db, roundId)).toBeNull();
  const places = await server.db.execute<{ sequence: string }>(
    sql`select sequence from ballots where round_id = ${roundId} order by sequence`,
  );
  expect(places.map(({ sequence }) => Number(sequence))).toEqual(Array.from({ length: 60 }, (_, index) => index));
}, 60_000);
