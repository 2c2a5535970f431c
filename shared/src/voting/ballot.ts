import { assertNever } from '../assert-never.ts';
import { DomainError } from '../errors.ts';
import { roundStateAt, type RoundTimes } from './round.ts';
import type { Ranking } from './tally.ts';

/**
 * Throws unless the ballot may be cast in the round at `now`: `round_not_open` before the opening, `round_closed` from
 * the closing instant on, `ballot_empty`, `ballot_unknown_entry`, `ballot_duplicate_entry`, `ballot_own_entry`.
 * @param now by the database's clock, read after the round was locked
 * @param ownEntries entries whose crew the voter is in
 */
export function assertBallotCanBeCast(
  round: RoundTimes & { readonly slate: readonly string[] },
  ranking: Ranking,
  now: Date,
  ownEntries: readonly string[],
): void {
  assertRoundOpen(round, now);
  const ids = ranking.flat();
  if (ids.length === 0) throw new DomainError('ballot_empty', 'A ballot ranks at least one entry.');
  const slate = new Set(round.slate);
  refuse(
    'ballot_unknown_entry',
    'This entry is not in the round.',
    [...new Set(ids)].filter((id) => !slate.has(id)),
  );
  refuse('ballot_duplicate_entry', 'A ballot ranks an entry once.', repeated(ids));
  const own = new Set(ownEntries);
  refuse(
    'ballot_own_entry',
    'Members of a crew do not rank their own entry.',
    ids.filter((id) => own.has(id)),
  );
}

/** Throws `round_not_open` before the opening, `round_closed` from the closing instant on. */
export function assertRoundOpen(round: RoundTimes, now: Date): void {
  const state = roundStateAt(round, now);
  switch (state) {
    case 'scheduled':
      throw new DomainError('round_not_open', 'This round has not opened yet.', { opensAt: round.opensAt });
    case 'closed':
      throw new DomainError('round_closed', 'This round has closed.', { closesAt: round.closesAt });
    case 'open':
      return;
    default:
      assertNever(state);
  }
}

function repeated(ids: readonly string[]): string[] {
  const once = new Set<string>();
  const more = new Set<string>();
  for (const id of ids) (once.has(id) ? more : once).add(id);
  return [...more];
}

function refuse(
  code: 'ballot_unknown_entry' | 'ballot_duplicate_entry' | 'ballot_own_entry',
  message: string,
  entries: readonly string[],
): void {
  if (entries.length > 0) throw new DomainError(code, message, { entries });
}
