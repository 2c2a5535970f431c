import { DomainError } from 'shared/errors.ts';
import type { RoundId } from 'shared/ids.ts';
import { roundStateAt } from 'shared/voting/round.ts';
import type { SchulzeResult } from 'shared/voting/schulze.ts';
import { tally } from 'shared/voting/tally.ts';
import { databaseNow } from '../db/clock.ts';
import type { Database } from '../db/database.ts';
import { makeCheckpoint } from './checkpoint.ts';
import { findRound, lastBallots, lockRound, type Round, updateResult } from './queries.ts';

export interface CountedRound extends Round {
  readonly result: SchulzeResult;
  readonly ballotCount: number;
}

/**
 * The round with its result, counted by whoever asks first after the close. Before it nobody gets this far, the brand's
 * people included.
 * @throws DomainError `round_not_found`, `round_still_open`
 */
export async function countedRound(db: Database, id: RoundId): Promise<CountedRound> {
  const round = await findRound(db, id);
  if (!round) throw roundNotFound();
  if (isCounted(round)) return round;
  return db.transaction(async (tx) => {
    const locked = await lockRound(tx, id); // waits for ballots that were accepted before the close
    if (!locked) throw roundNotFound();
    if (isCounted(locked)) return locked;
    if (roundStateAt(locked, await databaseNow(tx)) !== 'closed') {
      throw new DomainError('round_still_open', 'The result is secret until the round has closed.', {
        closesAt: locked.closesAt,
      });
    }
    await makeCheckpoint(tx, locked, true); // before anybody knows the result
    // Not by the time of casting: the lock has decided what came before the close, to less than a millisecond.
    const ballots = await lastBallots(tx, id);
    const result = tally(locked.rules.slate, ballots);
    await updateResult(tx, id, result, ballots.length);
    return { ...locked, result, ballotCount: ballots.length };
  });
}

export function roundNotFound(): DomainError {
  return new DomainError('round_not_found', 'There is no such round.');
}

function isCounted(round: Round): round is CountedRound {
  return round.result !== null && round.ballotCount !== null;
}
