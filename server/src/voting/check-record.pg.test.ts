import { type SQL, sql } from 'drizzle-orm';
import fc from 'fast-check';
import type { EntryId, RoundId } from 'shared/ids.ts';
import { sha256Hex } from 'shared/sha256.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SignedInPerson } from '../accounts/person.ts';
import { asOwner } from '../testing/as-owner.ts';
import { makeBrand, makeCampaign, makeEntry, makeRound } from '../testing/make-contest.ts';
import { makeServer, type TestServer } from '../testing/make-server.ts';
import { appendBallot, appendFirstBallots, chainOf } from './append-ballot.ts';
import { checkRecord } from './check-record.ts';
import { makeCheckpoint } from './checkpoint.ts';
import { findRound } from './queries.ts';

let server: TestServer;
let roundId: RoundId;
let voters: SignedInPerson[];
const BALLOTS = 4;
beforeAll(async () => {
  server = await makeServer();
  const { db } = server;
  voters = [];
  for (const name of ['a', 'b', 'c']) voters.push((await server.enter(`${name}@test.example`)).person);
  const [maker] = voters as [SignedInPerson];
  const campaign = await makeCampaign(db, await makeBrand(db, maker), 'voting');
  const entries = [await makeEntry(db, campaign, [maker], 'One'), await makeEntry(db, campaign, [maker], 'Two')];
  ({ roundId } = await makeRound(db, campaign));
  const round = await findRound(db, roundId);
  if (!round) throw new Error('No round.');
  const ballotOf = (voter: number, at: number) => ({
    voterId: (voters[voter] as SignedInPerson).id,
    key: `key-of-ballot-${String(at).padStart(4, '0')}`,
    ranking: [[entries[at % 2] as EntryId]],
    nonce: sha256Hex(`nonce ${at}`),
    castAt: new Date(1_764_000_000_000 + at),
  });
  await appendFirstBallots(db, roundId, [ballotOf(0, 0), ballotOf(1, 1), ballotOf(2, 2)]);
  await db.transaction((tx) => makeCheckpoint(tx, round, false));
  await db.transaction(async (tx) => appendBallot(tx, await chainOf(tx, roundId), ballotOf(0, 3)));
  await db.transaction((tx) => makeCheckpoint(tx, round, false));
}, 180_000);
afterAll(() => server.close());

const check = () => checkRecord(server.db, roundId);
/** What is found after the change, which is taken back. */
async function afterwards(change: SQL): Promise<unknown> {
  let found: unknown = 'not asked';
  const takenBack = new Error('Taken back.');
  await asOwner(server.db, async (tx) => {
    await tx.execute(change);
    found = await checkRecord(tx, roundId);
    throw takenBack;
  }).catch((error: unknown) => {
    if (error !== takenBack) throw error;
  });
  return found;
}

test('a record as it was written has no fault', async () => {
  expect(await check()).toBeNull();
});

test('ballots and checkpoints are appended, and never changed or removed', async () => {
  for (const table of ['ballots', 'ballot_blocks', 'checkpoints']) {
    const name = sql.identifier(table);
    for (const change of [
      sql`delete from ${name}`,
      sql`truncate ${name}`,
      sql`update ${name} set round_id = round_id`,
    ]) {
      await expect(server.db.execute(change)).rejects.toMatchObject({
        cause: { message: expect.stringContaining('never changed or removed') as string },
      });
    }
  }
});

test('another character anywhere in a ballot is found, and its place is named', async () => {
  const columns = ['voter_id', 'revision', 'key', 'ranking', 'cast_at', 'pseudonym', 'nonce', 'leaf'] as const;
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...columns), fc.nat(BALLOTS - 1), fc.nat(), async (column, sequence, where) => {
      const name = sql.identifier(column);
      const changed: Record<typeof column, SQL> = {
        voter_id: sql`overlay(voter_id::text placing ${otherDigit(sql`voter_id::text`, 25 + (where % 12))} from ${25 + (where % 12)}::integer)::uuid`,
        revision: sql`revision # ${1 << (where % 20)}::integer`,
        ranking: sql`overlay(ranking::text placing ${otherDigit(sql`ranking::text`, 28 + (where % 12))} from ${28 + (where % 12)}::integer)::jsonb`,
        cast_at: sql`cast_at + ${2 ** (where % 30)}::integer * interval '1 millisecond'`,
        key: flipped(sql`key`, 18),
        pseudonym: flipped(sql`pseudonym`, 64),
        nonce: flipped(sql`nonce`, 64),
        leaf: flipped(sql`leaf`, 64),
      };
      function flipped(text: SQL, length: number): SQL {
        const at = 1 + (where % length);
        return sql`overlay(${text} placing ${otherDigit(text, at)} from ${at}::integer)`;
      }
      const found = await afterwards(
        sql`update ballots set ${name} = ${changed[column]} where round_id = ${roundId} and sequence = ${sequence}`,
      );
      expect(found).toMatchObject({ place: 'ballot', sequence });
    }),
    { numRuns: 60 },
  );
}, 120_000);

test('another character anywhere in a checkpoint is found, and its place is named', async () => {
  const changes = (at: number): SQL[] => [
    sql`size = size # 1`,
    sql`final = not final`,
    sql`at = at + interval '1 millisecond'`,
    ...['root', 'previous', 'hash'].map((column) => {
      const text = sql.identifier(column);
      return sql`${text} = overlay(${text} placing ${otherDigit(sql`${text}`, at)} from ${at}::integer)`;
    }),
  ];
  for (const sequence of [0, 1, 2]) {
    for (const change of changes(1 + ((sequence * 29) % 64))) {
      const found = await afterwards(
        sql`update checkpoints set ${change} where round_id = ${roundId} and sequence = ${sequence}`,
      );
      expect(found).toMatchObject({ place: 'checkpoint', sequence });
    }
  }
});

test('a ballot or a checkpoint that is gone is missed where it was, the last one too', async () => {
  for (let sequence = 0; sequence < BALLOTS; sequence += 1) {
    const gone = sql`delete from ballots where round_id = ${roundId} and sequence = ${sequence}`;
    expect(await afterwards(gone)).toMatchObject({ place: 'ballot', sequence, wrong: 'missing' });
  }
  for (const sequence of [0, 1, 2]) {
    const gone = sql`delete from checkpoints where round_id = ${roundId} and sequence = ${sequence}`;
    expect(await afterwards(gone)).toMatchObject({ place: 'checkpoint', sequence });
  }
});

test('rules that were altered do not fit the first checkpoint', async () => {
  const altered = sql`update rounds set rules = jsonb_set(rules, '{seats}', '2') where id = ${roundId}`;
  expect(await afterwards(altered)).toEqual({ place: 'checkpoint', sequence: 0 });
});

test('whoever writes a whole record anew does not have the checkpoints that others have seen', async () => {
  const seen = { sequence: 1, hash: sha256Hex('seen by somebody') };
  expect(await checkRecord(server.db, roundId, [seen])).toEqual({ place: 'checkpoint', sequence: 1 });
});

/** Another hexadecimal digit than the one there. */
function otherDigit(text: SQL, at: number): SQL {
  return sql`case substr(${text}, ${at}::integer, 1) when '0' then '1' else '0' end`;
}
