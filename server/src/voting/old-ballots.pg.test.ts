import { sql } from 'drizzle-orm';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import type { RoundId } from 'shared/ids.ts';
import { makeRules, rulesHash } from 'shared/voting/round.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { databaseOf, driverOptions, embeddedOptions } from '../db/connect.ts';
import { startEmbedded } from '../db/embedded.ts';
import { MIGRATIONS_FOLDER, migrate } from '../db/migrate.ts';
import { asOwner } from '../testing/as-owner.ts';
import { checkRecord } from './check-record.ts';
import { makeCheckpoint } from './checkpoint.ts';

const ROUND = '3f2b8c1e-6f0a-4f7e-9a53-0c1d2e3f4a5b' as RoundId;
const VOTERS = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222'];
const BEFORE = 5; // migrations

let folder: string;
let client: postgres.Sql;
let close: () => Promise<void>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mitwerk old '));
  await cp(MIGRATIONS_FOLDER, folder, { recursive: true });
  const path = join(folder, 'meta', '_journal.json');
  const journal = JSON.parse(await readFile(path, 'utf8')) as { entries: unknown[] };
  await writeFile(path, JSON.stringify({ ...journal, entries: journal.entries.slice(0, BEFORE) }));
  const url = process.env['TEST_DATABASE_URL'];
  if (url === undefined) {
    const embedded = await startEmbedded({ dataDir: null });
    client = postgres({ ...embeddedOptions, ...embedded.connection });
    close = () => embedded.close();
  } else {
    const admin = postgres(url, { ...driverOptions, max: 1 });
    const name = `mitwerk_test_old_${Date.now()}`;
    await admin.unsafe(`create database ${name}`);
    const own = new URL(url);
    own.pathname = `/${name}`;
    client = postgres(own.href, { ...driverOptions, max: 1 });
    close = async () => {
      await admin.unsafe(`drop database ${name} with (force)`);
      await admin.end();
    };
  }
}, 180_000);
afterAll(async () => {
  await client.end({ timeout: 5 });
  await close();
  await rm(folder, { recursive: true, force: true });
});

test('ballots from before there were leaves are in the record once it is migrated', async () => {
  await migrate(client, folder);
  const db = databaseOf(client);
  const slate = ['aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa', 'bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb'];
  const rules = makeRules(slate, 'seed');
  // Without the campaign and the entries, of which the migration reads nothing.
  await asOwner(db, async (tx) => {
    for (const id of VOTERS) {
      await tx.execute(sql`insert into persons (id, name, email, colour) values (${id}, 'Voter', ${id}, '#123456')`);
    }
    await tx.execute(sql`insert into rounds (id, campaign_id, rules, rules_hash, tie_seed, opens_at, closes_at) values
      (${ROUND}, gen_random_uuid(), ${JSON.stringify(rules)}::jsonb, ${rulesHash(rules)}, 'seed', now(), now() + interval '1 hour')`);
    // The second voter's second ballot lies before the first one by its time, as after a clock that was set back.
    const cast: [voter: number, revision: number, ranking: string[][], castAt: string][] = [
      [0, 1, [[slate[0] ?? ''], [slate[1] ?? '']], '2026-11-20T10:00:00.007Z'],
      [1, 1, [[...slate]], '2026-11-20T11:00:00.120Z'],
      [1, 2, [[slate[1] ?? '']], '2026-11-20T09:00:00.000Z'],
      [0, 2, [[slate[1] ?? '']], '2026-11-20T12:00:00.999Z'],
    ];
    for (const [voter, revision, ranking, castAt] of cast) {
      await tx.execute(sql`insert into ballots (round_id, voter_id, revision, key, ranking, cast_at) values
        (${ROUND}, ${VOTERS[voter] ?? ''}, ${revision}, ${`a_key-of-${voter}-${revision}-000`}, ${JSON.stringify(ranking)}::jsonb, ${castAt}::timestamptz)`);
    }
  });
  await migrate(client);
  expect(await checkRecord(db, ROUND)).toBeNull();
  await db.transaction((tx) => makeCheckpoint(tx, { id: ROUND, rulesHash: rulesHash(rules) }, false));
  expect(await checkRecord(db, ROUND)).toBeNull();
  const rows = await db.execute<{ revision: number }>(sql`select revision from ballots order by sequence`);
  expect(rows.map(({ revision }) => revision)).toEqual([1, 1, 2, 2]);
}, 120_000);
