import { sql } from 'drizzle-orm';
import type { FastifyInstance } from 'fastify';
import { verifications } from '../accounts/tables.ts';
import type { Database } from '../db/database.ts';

const PATIENCE_MS = 1000;

/** `GET /healthz`: 200 when the database took a write within a second, else 503. */
export function answerHealth(app: FastifyInstance, db: Database): void {
  let underWay: Promise<boolean> | null = null;
  const check = (): Promise<boolean> => {
    // One write at a time, however many ask: a slow database must not also carry a queue of health checks.
    underWay ??= writes(db).finally(() => {
      underWay = null;
    });
    return underWay;
  };
  app.get('/healthz', { logLevel: 'warn', schema: { hide: true } }, async (request, reply) => {
    const healthy = await within(PATIENCE_MS, check());
    if (!healthy) request.log.warn('The database took no write within a second.');
    return reply
      .code(healthy ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ status: healthy ? 'ok' : 'unavailable' });
  });
}

/** Commits a record to the write-ahead log that changes no table, and asks for the right to change one. */
async function writes(db: Database): Promise<boolean> {
  try {
    await db.execute(sql`
      with nothing as (delete from ${verifications} where false)
      select pg_logical_emit_message(true, 'mitwerk', 'health')`);
    return true;
  } catch {
    return false;
  }
}

async function within(ms: number, answer: Promise<boolean>): Promise<boolean> {
  const { promise: tooLate, resolve } = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => resolve(false), ms);
  try {
    return await Promise.race([answer, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
