import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeServer, type TestServer } from '../testing/make-server.ts';

let server: TestServer;
beforeEach(async () => {
  server = await makeServer();
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
    expect(response.json()).toEqual({ status: 'unavailable' });
  });
  expect((await server.app.inject('/healthz')).statusCode).toBe(200);
});
