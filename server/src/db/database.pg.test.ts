import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeDatabase } from '../testing/test-database.ts';
import { databaseNow } from './clock.ts';
import type { OpenDatabase } from './connect.ts';

let database: OpenDatabase;
beforeAll(async () => {
  database = await makeDatabase();
});
afterAll(() => database.close());

test('the database’s clock moves on within a transaction', async () => {
  const [early, late] = await database.db.transaction(async (tx) => {
    const first = await databaseNow(tx);
    await tx.execute(sql`select pg_sleep(0.02)`);
    return [first, await databaseNow(tx)];
  });
  expect(late.getTime() - early.getTime()).toBeGreaterThanOrEqual(15);
});

test('bytes, long texts and instants come back as they went in', async () => {
  const text = 'ä€😀'.repeat(100_000);
  const [row] = await database.db.execute<{ text: string; bytes: Uint8Array; at: string }>(
    sql`select ${text}::text as text, ${Buffer.from([0, 255, 10])}::bytea as bytes,
      ${'2026-03-29T01:30:00.123Z'}::timestamptz as at`,
  );
  expect(row?.text).toBe(text);
  expect([...(row?.bytes ?? [])]).toEqual([0, 255, 10]);
  expect(new Date(row?.at ?? '').toISOString()).toBe('2026-03-29T01:30:00.123Z');
});

test('what fails in a transaction leaves nothing, and the connection is good for the next', async () => {
  const { db } = database;
  await db.execute(sql`create table marks (id int primary key)`);
  const failing = db.transaction(async (tx) => {
    await tx.execute(sql`insert into marks values (1)`);
    await tx.execute(sql`insert into marks values (1)`);
  });
  await expect(failing).rejects.toMatchObject({ cause: { code: '23505' } });
  expect([...(await db.execute(sql`select * from marks`))]).toEqual([]);
});

test('many queries at once are all answered, each with its own answer', async () => {
  const answers = await Promise.all(
    Array.from({ length: 100 }, (_, i) => database.db.execute<{ i: number }>(sql`select ${i}::int as i`)),
  );
  expect(answers.map(([row]) => row?.i)).toEqual(Array.from({ length: 100 }, (_, i) => i));
});
