import { DomainError } from '../errors.ts';
import { plainText } from '../plain-text.ts';
import type { Place } from '../voting/places.ts';

/** So many places of a result, at most, are owed a reason. */
export const FINALISTS = 5;
/** Characters of a reason, white space around it not counted. */
export const MIN_REASON_LENGTH = 10;

export interface Reason {
  readonly entryId: string;
  readonly reason: string;
}

export interface Finalist extends Reason {
  readonly place: number;
  readonly winner: boolean;
}

/**
 * The finalists with their reasons, best place first: the first five places, and the winner where the brand picks
 * further down. Throws `decision_not_a_finalist` for a winner outside of the slate or a reason for somebody who is owed
 * none, `decision_reason_missing` while a finalist has no reason of ten characters.
 */
export function decide(places: readonly Place[], winner: string, reasons: readonly Reason[]): Finalist[] {
  const owed = places.filter(({ id, place }) => place <= FINALISTS || id === winner);
  const ids = new Set(owed.map(({ id }) => id));
  const strangers = [winner, ...reasons.map(({ entryId }) => entryId)].filter((id) => !ids.has(id));
  if (strangers.length > 0) {
    throw new DomainError('decision_not_a_finalist', 'This entry is not a finalist of the round.', {
      entries: [...new Set(strangers)],
    });
  }
  const reasonOf = new Map(reasons.map(({ entryId, reason }) => [entryId, plainText(reason).trim()]));
  const finalists = owed.map(({ id, place }) => ({
    entryId: id,
    place,
    winner: id === winner,
    reason: reasonOf.get(id) ?? '',
  }));
  const silent = finalists.filter(({ reason }) => reason.length < MIN_REASON_LENGTH);
  if (silent.length > 0) {
    throw new DomainError('decision_reason_missing', 'Every finalist is owed a reason of ten characters or more.', {
      entries: silent.map(({ entryId }) => entryId),
      minLength: MIN_REASON_LENGTH,
    });
  }
  return finalists;
}
