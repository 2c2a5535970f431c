import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { persons } from '../accounts/tables.ts';
import { StartRefused } from '../start-refused.ts';
import postgres from 'postgres';
import { makePlace } from '../testing/test-database.ts';
import { assertDurablePostgres, assertRecentPostgres, openDatabase } from './connect.ts';

let place: Awaited<ReturnType<typeof makePlace>>;
beforeEach(async () => {
  place = await makePlace('empty');
});
afterEach(() => place.remove());

test('opened again, the database has what was written, and migrating it again changed nothing', async () => {
  const visit = async (): Promise<unknown> => {
    const { db, close } = await openDatabase(place.config);
    await db
      .insert(persons)
      .values({ name: 'Ada', email: 'ada@example.org', colour: '#000000' })
      .onConflictDoNothing({ target: persons.email });
    const people = await db.select().from(persons);
    const migrations = await db.execute(sql`select hash, created_at from drizzle.__drizzle_migrations order by id`);
    await close();
    return { people, migrations: [...migrations] };
  };
  const first = await visit();
  expect(first).toMatchObject({ people: [{ name: 'Ada', emailVerified: false, createdAt: expect.any(Date) as Date }] });
  expect(await visit()).toEqual(first);
});

test('of two that start at once, both have the schema, or the second one is turned away', async () => {
  const opened = await Promise.allSettled([openDatabase(place.config), openDatabase(place.config)]);
  const databases = opened.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const refusals = opened.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
  for (const { db } of databases) expect(await db.select().from(persons)).toEqual([]);
  expect(databases).toHaveLength(place.config.databaseUrl === null ? 1 : 2);
  for (const refusal of refusals) expect(refusal).toBeInstanceOf(StartRefused);
  for (const { close } of databases) await close();
});

test('a schema that is newer than the code is refused, and left as it is', async () => {
  const { db, close } = await openDatabase(place.config);
  const later = Date.UTC(2099, 0, 1);
  await db.execute(sql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('of tomorrow', ${later})`);
  await close();
  await expect(openDatabase(place.config)).rejects.toThrow(
    'The database has a newer schema (of 2099-01-01) than this version of Mitwerk knows',
  );
  // The refusal left nothing locked behind.
  await expect(openDatabase(place.config)).rejects.toThrow(/newer schema/);
});

test('a PostgreSQL that is too old is named', () => {
  expect(() => assertRecentPostgres(140_011)).toThrow(
    'DATABASE_URL names a PostgreSQL 14, and Mitwerk needs 15 or newer: upgrade that server or name another.',
  );
  expect(() => assertRecentPostgres(150_000)).not.toThrow();
});

test('a PostgreSQL that does not wait for the disk is named', () => {
  expect(() => assertDurablePostgres('off', 'db.example.org/mitwerk')).toThrow(
    'PostgreSQL at db.example.org/mitwerk runs with fsync=off and may lose what people were told is saved: turn fsync on, or set ALLOW_UNSAFE_DATABASE=on where that does not matter.',
  );
  expect(() => assertDurablePostgres('on', 'db.example.org/mitwerk')).not.toThrow();
});

test('a commit waits for the disk, also where the database would not', async () => {
  const { databaseUrl } = place.config;
  if (databaseUrl !== null) {
    const admin = postgres(databaseUrl, { max: 1 });
    await admin.unsafe(`alter database ${new URL(databaseUrl).pathname.slice(1)} set synchronous_commit = off`);
    await admin.end();
  }
  const { db, close } = await openDatabase(place.config);
  expect([...(await db.execute(sql`show synchronous_commit`))]).toEqual([{ synchronous_commit: 'on' }]);
  await close();
});
