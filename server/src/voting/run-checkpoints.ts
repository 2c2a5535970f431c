import { and, eq, isNull, lte } from 'drizzle-orm';
import type { FastifyBaseLogger } from 'fastify';
import { databaseNow } from '../db/clock.ts';
import type { Database } from '../db/database.ts';
import { makeDueCheckpoint } from './checkpoint.ts';
import { checkpoints } from './record-tables.ts';
import { rounds } from './tables.ts';

const LOOK_EVERY_MS = 30_000;

/**
 * Looks for checkpoints that are due, now and every half a minute. Any number of servers may do so: the head of a round's
 * record lets one of them make it. What a stop cut short is due at the next look.
 * @returns ends it, when the look under way has ended
 */
export function runCheckpoints(db: Database, log: FastifyBaseLogger): () => Promise<void> {
  let looking: Promise<void> = Promise.resolve();
  const look = (): void => {
    looking = looking
      .then(() => makeDueCheckpoints(db))
      .catch((error: unknown) => {
        log.error({ err: error }, 'Checkpoints that are due could not be made.');
      });
  };
  const timer = setInterval(look, LOOK_EVERY_MS);
  timer.unref();
  look();
  return async () => {
    clearInterval(timer);
    await looking;
  };
}

/** Of all rounds that have opened and whose final checkpoint was not made yet. */
async function makeDueCheckpoints(db: Database): Promise<void> {
  const now = await databaseNow(db);
  const final = and(eq(checkpoints.roundId, rounds.id), eq(checkpoints.final, true));
  const running = await db
    .select({ id: rounds.id })
    .from(rounds)
    .leftJoin(checkpoints, final)
    .where(and(lte(rounds.opensAt, now), isNull(checkpoints.roundId)));
  for (const { id } of running) await makeDueCheckpoint(db, id);
}
