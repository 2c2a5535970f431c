import { eq, sql } from 'drizzle-orm';
import type { DesignId, PersonId } from 'shared/ids.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { campaigns } from '../campaigns/tables.ts';
import type { Database } from '../db/database.ts';
import { crew, designClients, designs, designUpdates } from '../design/tables.ts';
import { appendToLogs } from './append-to-logs.ts';
import { Graphs } from '../space/graphs.ts';
import { PgStorage } from './pg-storage.ts';
import type { Batch } from './storage.ts';
import { makeStudio, type Studio, type Visitor } from './testing/make-studio.ts';
import { whyNotAppended } from './why-not-appended.ts';

let studio: Studio;
let ana: Visitor;
let bo: Visitor;
beforeAll(async () => {
  studio = await makeStudio();
  ana = await studio.visitor('Ana');
  bo = await studio.visitor('Bo');
});
afterAll(() => studio.close());

const batchOf = (designId: DesignId, changes: Partial<Batch> = {}): Batch => ({
  ...{ designId, fence: 0, head: 1, newAuthors: new Map() },
  entries: [{ personId: ana.id, bytes: Uint8Array.of(0, 255, 92, 34) }],
  ...changes,
});
/** What becomes of a batch, and of another design’s in the same statement. */
async function outcomeOf(batch: Batch) {
  const other = await studio.design(ana);
  const appended = await appendToLogs(studio.db, [batch, batchOf(other)]);
  expect(appended.has(other)).toBe(true);
  return appended.has(batch.designId) ? { kind: 'appended' } : whyNot(studio.db, batch);
}
async function whyNot(db: Database, batch: Batch) {
  return (await whyNotAppended(db, [batch])).get(batch.designId);
}

describe('a batch', () => {
  let design: DesignId;
  beforeEach(async () => {
    design = await studio.design(ana, bo);
  });

  test('is appended as it is, in its order, with who wrote it and whose the clients are', async () => {
    const entries = [
      { personId: ana.id, bytes: Uint8Array.of(0, 255, 92, 34) },
      { personId: null, bytes: Uint8Array.of() },
      { personId: bo.id, bytes: Uint8Array.from({ length: 70_000 }, (_, index) => index % 256) },
    ];
    const newAuthors = new Map<number, PersonId | null>([
      [2 ** 32 - 1, bo.id],
      [7, null],
    ]);
    expect(await outcomeOf(batchOf(design, { entries, newAuthors }))).toEqual({ kind: 'appended' });
    const log = await studio.logOf(design);
    expect(log.slice(1).map(({ seq, personId, bytes }) => ({ seq, personId, bytes: Uint8Array.from(bytes) }))).toEqual(
      entries.map((entry, index) => ({ seq: index + 2, ...entry })),
    );
    const clients = await studio.db.select().from(designClients).where(eq(designClients.designId, design));
    for (const [clientId, personId] of newAuthors)
      expect(clients).toContainEqual({ designId: design, clientId, personId });
    expect(await outcomeOf(batchOf(design, { head: 4 }))).toEqual({ kind: 'appended' });
  });

  test.each([
    ['behind what another server has written', { head: 0 }],
    ['of a server that has been taken over from', { fence: -1 }],
  ])('%s is not appended', async (_name, changes) => {
    expect(await outcomeOf(batchOf(design, changes))).toEqual({ kind: 'taken_over' });
    expect(await studio.logOf(design)).toHaveLength(1);
  });

  test('of somebody outside the crew is not appended, and neither is what came with it', async () => {
    await studio.db.delete(crew).where(eq(crew.personId, bo.id));
    const entries = [ana, bo].map(({ id: personId }) => ({ personId, bytes: Uint8Array.of(1) }));
    expect(await outcomeOf(batchOf(design, { entries }))).toEqual({ kind: 'not_in_crew', personIds: new Set([bo.id]) });
    expect(await studio.logOf(design)).toHaveLength(1);
  });

  test('for a design that is entered is not appended', async () => {
    await studio.db.update(designs).set({ frozenAt: new Date() }).where(eq(designs.id, design));
    expect(await outcomeOf(batchOf(design))).toEqual({ kind: 'closed', because: 'entered' });
  });

  test('does not wait for somebody who holds the design', async () => {
    // The embedded database has one connection: while somebody holds a design nobody else can even ask.
    const isAlone = process.env['TEST_DATABASE_URL'] === undefined;
    const asked = await studio.db.transaction(async (tx) => {
      await tx.select().from(designs).where(eq(designs.id, design)).for('update');
      const asking = outcomeOf(batchOf(design));
      return { outcome: isAlone ? asking : Promise.resolve(await asking) };
    });
    expect(await asked.outcome).toEqual({ kind: isAlone ? 'appended' : 'busy' });
    expect(await outcomeOf(batchOf(design, { head: isAlone ? 2 : 1 }))).toEqual({ kind: 'appended' });
  });
});

test('why several were left out is found out together, and each has its own reason', async () => {
  const [entered, foreign, free] = [await studio.design(ana), await studio.design(ana), await studio.design(ana, bo)];
  await studio.db.update(designs).set({ frozenAt: new Date() }).where(eq(designs.id, entered));
  const byBo = [{ personId: bo.id, bytes: Uint8Array.of(1) }];
  const batches = [batchOf(entered), batchOf(foreign, { entries: byBo }), batchOf(free, { entries: byBo })];
  const nobodys = batchOf(crypto.randomUUID() as DesignId);
  expect([...(await whyNotAppended(studio.db, [...batches, nobodys]))]).toEqual([
    [entered, { kind: 'closed', because: 'entered' }],
    [foreign, { kind: 'not_in_crew', personIds: new Set([bo.id]) }],
    [free, { kind: 'busy' }],
    [nobodys.designId, { kind: 'taken_over' }],
  ]);
});

test('a log that does not answer is not waited for, and its connection is given up', async () => {
  const design = await studio.design(ana);
  const graphs = new Graphs(studio.db, studio.app.log);
  let renewed = 0;
  const logConnection = { db: studio.db, renew: () => void (renewed += 1) };
  const storage = new PgStorage({ db: studio.db, logConnection, graphs, appendWithinMs: 50 });
  await studio.db.transaction(async (tx) => {
    await tx.execute(sql`lock table ${designUpdates} in access exclusive mode`);
    await expect(storage.append([batchOf(design)])).rejects.toThrow('An append to the log has not been answered');
  });
  expect(renewed).toBe(1);
});

test.each([
  [{ publishedAt: null }],
  [{ designingFrom: new Date(Date.now() + 60_000), entriesCloseAt: new Date(Date.now() + 120_000) }],
  [{ designingFrom: new Date(Date.now() - 120_000), entriesCloseAt: new Date(Date.now() - 60_000) }],
  [{ decidedAt: new Date() }],
  [{ handedOverAt: new Date() }],
])('nothing is appended in a campaign with %o', async (dates) => {
  const design = await studio.design(ana);
  const [before] = await studio.db.select().from(campaigns);
  await studio.db.update(campaigns).set(dates);
  onTestFinished(async () => {
    await studio.db.update(campaigns).set(before ?? {});
  });
  const batch = batchOf(design);
  expect(await appendToLogs(studio.db, [batch])).toEqual(new Set());
  expect(await whyNot(studio.db, batch)).toEqual({ kind: 'closed', because: 'phase' });
});
