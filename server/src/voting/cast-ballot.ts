import { canonicalJson } from 'shared/canonical-json.ts';
import { DomainError } from 'shared/errors.ts';
import type { PersonId, RoundId } from 'shared/ids.ts';
import type { BallotBody, BallotReceipt } from 'shared/voting/api.ts';
import { assertBallotCanBeCast } from 'shared/voting/ballot.ts';
import { databaseNow } from '../db/clock.ts';
import type { Database } from '../db/database.ts';
import { entryIdsByMaker } from '../entries/queries.ts';
import { findBallotByKey, insertBallot, lockVoter, shareRound } from './queries.ts';

/**
 * Records the voter's ballot; the last one before the close counts. Sent again with the same key it is answered as the
 * first time, also after the close: whoever lost the answer still gets the receipt.
 * @throws DomainError `round_not_found`, `ballot_key_reused`, and all of `assertBallotCanBeCast`
 */
export async function castBallot(
  db: Database,
  roundId: RoundId,
  voterId: PersonId,
  { ranking, key }: BallotBody,
): Promise<{ readonly receipt: BallotReceipt; readonly repeated: boolean }> {
  return db.transaction(async (tx) => {
    await lockVoter(tx, voterId);
    const round = await shareRound(tx, roundId);
    if (!round) throw new DomainError('round_not_found', 'There is no such round.');
    const receipt = (revision: number, castAt: Date): BallotReceipt => ({
      revision,
      castAt: castAt.toISOString(),
      closesAt: round.closesAt.toISOString(),
    });
    const before = await findBallotByKey(tx, roundId, voterId, key);
    if (before) {
      if (canonicalJson(before.ranking) !== canonicalJson(ranking)) {
        throw new DomainError('ballot_key_reused', 'This key came with another ranking before.');
      }
      return { receipt: receipt(before.revision, before.castAt), repeated: true };
    }
    const castAt = await databaseNow(tx); // after the locks: a ballot that had to wait may have become late
    const own = await entryIdsByMaker(tx, round.campaignId, voterId);
    assertBallotCanBeCast({ ...round, slate: round.rules.slate }, ranking, castAt, own);
    const revision = await insertBallot(tx, roundId, voterId, { ranking, key, castAt });
    return { receipt: receipt(revision, castAt), repeated: false };
  });
}
