import { DomainError } from '../errors.ts';
import { type CampaignDates, phaseAt } from './campaign.ts';

/** The planned moments; the others happen when somebody acts. */
export const PLANNED = ['designingFrom', 'entriesCloseAt', 'votingFrom', 'votingUntil'] as const;
export type PlannedDates = Readonly<Record<(typeof PLANNED)[number], Date>>;

/** Throws `campaign_dates_out_of_order` unless designing begins, entries close, voting begins and voting ends in this order. */
export function assertDatesInOrder(dates: PlannedDates): void {
  const inOrder =
    dates.designingFrom < dates.entriesCloseAt &&
    dates.entriesCloseAt <= dates.votingFrom &&
    dates.votingFrom < dates.votingUntil;
  if (!inOrder) {
    throw new DomainError(
      'campaign_dates_out_of_order',
      'Designing begins before entries close, voting begins after that, and ends last.',
    );
  }
}

/**
 * The dates with `change` in them. A draft's dates are free; of a published campaign a date that has passed stays, and
 * none moves into the past, or a phase would end before anybody could know it: `campaign_date_passed`.
 */
export function moveDates(dates: CampaignDates, change: Partial<PlannedDates>, now: Date): PlannedDates {
  const moved = { ...planned(dates), ...change };
  if (dates.publishedAt !== null) {
    for (const name of PLANNED) {
      const changed = moved[name].getTime() !== dates[name].getTime();
      if (changed && (dates[name] <= now || moved[name] <= now)) throw datePassed(name);
    }
  }
  assertDatesInOrder(moved);
  return moved;
}

/** Throws `campaign_already_published`, or `campaign_date_passed` where nobody could enter a design any more. */
export function assertCanBePublished(dates: CampaignDates, now: Date): void {
  if (dates.publishedAt !== null) {
    throw new DomainError('campaign_already_published', 'This campaign is published already.');
  }
  if (dates.entriesCloseAt <= now) throw datePassed('entriesCloseAt');
}

/**
 * The dates of a campaign whose voting begins at `now` at the latest: entries close with it. Throws
 * `phase_not_reached` before designing and `round_closed` once voting is over.
 */
export function openVoting(dates: CampaignDates, now: Date): PlannedDates {
  const phase = phaseAt(dates, now);
  if (phase === 'draft' || phase === 'announced') {
    throw new DomainError('phase_not_reached', 'Designing has not begun.', { phase });
  }
  if (dates.votingUntil <= now) {
    throw new DomainError('round_closed', 'Voting is over.', { closesAt: dates.votingUntil });
  }
  return {
    ...planned(dates),
    entriesCloseAt: earlier(dates.entriesCloseAt, now),
    votingFrom: earlier(dates.votingFrom, now),
  };
}

function planned(dates: CampaignDates): PlannedDates {
  const { designingFrom, entriesCloseAt, votingFrom, votingUntil } = dates;
  return { designingFrom, entriesCloseAt, votingFrom, votingUntil };
}

function earlier(a: Date, b: Date): Date {
  return a < b ? a : b;
}

function datePassed(date: (typeof PLANNED)[number]): DomainError {
  return new DomainError('campaign_date_passed', 'This date has passed, or would lie in the past.', { date });
}
