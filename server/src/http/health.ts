import { sql } from 'drizzle-orm';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { verifications } from '../accounts/tables.ts';
import type { Database } from '../db/database.ts';

const PATIENCE_MS = 1000;

export interface HealthDeps {
  readonly db: Database;
  readonly load: { readonly isOverloaded: boolean };
}

/**
 * `GET /healthz`: 200 when the database took a write within a second, else 503.
 * `GET /readyz`: whether more people may be sent here: not either while the event loop is too late. Before the server
 * listens there is no answer, and once it stops Fastify answers 503 to everything.
 */
export function answerHealth(app: FastifyInstance, { db, load }: HealthDeps): void {
  let underWay: Promise<boolean> | null = null;
  const check = (): Promise<boolean> => {
    // One write at a time, however many ask: a slow database must not also carry a queue of health checks.
    underWay ??= writes(db).finally(() => {
      underWay = null;
    });
    return underWay;
  };
  const options = { logLevel: 'warn', schema: { hide: true } } as const;
  app.get('/healthz', options, async (request, reply) => {
    const healthy = await within(PATIENCE_MS, check());
    if (!healthy) request.log.warn('The database took no write within a second.');
    return answer(reply, healthy ? null : 'database');
  });
  app.get('/readyz', options, async (_request, reply) => {
    if (load.isOverloaded) return answer(reply, 'overloaded');
    return answer(reply, (await within(PATIENCE_MS, check())) ? null : 'database');
  });
}

function answer(reply: FastifyReply, because: 'database' | 'overloaded' | null): FastifyReply {
  return reply
    .code(because === null ? 200 : 503)
    .header('cache-control', 'no-store')
    .send(because === null ? { status: 'ok' } : { status: 'unavailable', because });
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
