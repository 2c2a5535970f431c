import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeServer, type TestServer } from '../testing/make-server.ts';

const load = { isOverloaded: false };
let server: TestServer;
beforeEach(async () => {
  load.isOverloaded = false;
  server = await makeServer({ load });
});
afterEach(() => server.close());

test('a server whose database takes a write is healthy', async () => {
  const response = await server.app.inject('/healthz');
  expect(response.statusCode).toBe(200);
  expect(response.json()).toEqual({ status: 'ok' });
  expect(response.headers['cache-control']).toBe('no-store');
});

test('a server whose database takes no write within a second is not, until it does again', async () => {
  await server.db.transaction(async (tx) => {
    await tx.execute(sql`lock table verifications in access exclusive mode`);
    const response = await server.app.inject('/healthz');
    expect(response.statusCode).toBe(503);
    expect(response.json()).toEqual({ status: 'unavailable', because: 'database' });
  });
  expect((await server.app.inject('/healthz')).statusCode).toBe(200);
});

test('more people are not sent to a server that is overloaded, though it is healthy', async () => {
  const ready = await server.app.inject('/readyz');
  expect([ready.statusCode, ready.json(), ready.headers['cache-control']]).toEqual([200, { status: 'ok' }, 'no-store']);
  load.isOverloaded = true;
  const busy = await server.app.inject('/readyz');
  expect([busy.statusCode, busy.json()]).toEqual([503, { status: 'unavailable', because: 'overloaded' }]);
  expect((await server.app.inject('/healthz')).statusCode).toBe(200);
  load.isOverloaded = false;
  expect((await server.app.inject('/readyz')).statusCode).toBe(200);
});

test('nor to one whose database takes no write', async () => {
  await server.db.transaction(async (tx) => {
    await tx.execute(sql`lock table verifications in access exclusive mode`);
    const response = await server.app.inject('/readyz');
    expect([response.statusCode, response.json()]).toEqual([503, { status: 'unavailable', because: 'database' }]);
  });
});
