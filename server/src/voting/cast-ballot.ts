import { canonicalJson } from 'shared/canonical-json.ts';
import { DomainError } from 'shared/errors.ts';
import type { PersonId, RoundId } from 'shared/ids.ts';
import type { BallotBody, BallotReceipt } from 'shared/voting/api.ts';
import { assertBallotCanBeCast } from 'shared/voting/ballot.ts';
import { databaseNow } from '../db/clock.ts';
import type { Database } from '../db/database.ts';
import { entryIdsByMaker } from '../entries/queries.ts';
import { appendBallot, chainOf, checkpointBefore, findBallotByKey, type RecordedBallot } from './append-ballot.ts';
import { makeCheckpoint } from './checkpoint.ts';
import { lockVoter, shareRound } from './queries.ts';

/**
 * Records the voter's ballot; the last one before the close counts. Sent again with the same key it is answered as the
 * first time, also after the close: whoever lost the answer still gets the receipt.
 * @throws DomainError `round_not_found`, `ballot_key_reused`, and all of `assertBallotCanBeCast`
 */
export async function castBallot(
  db: Database,
  roundId: RoundId,
  voterId: PersonId,
  { ranking, key, nonce }: BallotBody,
): Promise<{ readonly receipt: BallotReceipt; readonly repeated: boolean }> {
  return db.transaction(async (tx) => {
    await lockVoter(tx, voterId);
    const round = await shareRound(tx, roundId);
    if (!round) throw new DomainError('round_not_found', 'There is no such round.');
    const receipt = async (ballot: RecordedBallot): Promise<BallotReceipt> => ({
      ...{ revision: ballot.revision, castAt: ballot.castAt.toISOString(), closesAt: round.closesAt.toISOString() },
      ...{ pseudonym: ballot.pseudonym, sequence: ballot.sequence, commitment: ballot.commitment, leaf: ballot.leaf },
      after: await checkpointBefore(tx, roundId, ballot.sequence),
    });
    const before = await findBallotByKey(tx, roundId, voterId, key);
    if (before) {
      if (canonicalJson(before.ranking) !== canonicalJson(ranking) || before.nonce !== nonce) {
        throw new DomainError('ballot_key_reused', 'This key came with another ballot before.');
      }
      return { receipt: await receipt(before), repeated: true };
    }
    const castAt = await databaseNow(tx); // after the locks: a ballot that had to wait may have become late
    const own = await entryIdsByMaker(tx, round.campaignId, voterId);
    assertBallotCanBeCast({ ...round, slate: round.rules.slate }, ranking, castAt, own);
    const chain = await chainOf(tx, roundId);
    if (chain.checkpoints === 0) await makeCheckpoint(tx, round, false); // the round is from before there were any
    const recorded = await appendBallot(tx, chain, { voterId, ranking, key, nonce, castAt });
    return { receipt: await receipt(recorded), repeated: false };
  });
}
