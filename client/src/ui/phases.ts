import type { Phase } from 'shared/campaigns/campaign.ts';

/** The dates of a campaign as they come over the wire: ISO 8601. */
export interface PhaseDates {
  readonly phase: Phase;
  readonly designingFrom: string;
  readonly entriesCloseAt: string;
  readonly votingFrom: string;
  readonly votingUntil: string;
  readonly decidedAt: string | null;
}

export interface NextMoment {
  readonly what: 'designOpens' | 'entriesClose' | 'voteOpens' | 'voteCloses';
  readonly at: Date;
}

/** What the clock brings next; null where the next step is somebody's decision and not a date. */
export function nextMoment(dates: PhaseDates): NextMoment | null {
  switch (dates.phase) {
    case 'announced':
      return { what: 'designOpens', at: new Date(dates.designingFrom) };
    case 'designing':
      return { what: 'entriesClose', at: new Date(dates.entriesCloseAt) };
    case 'judging':
      return { what: 'voteOpens', at: new Date(dates.votingFrom) };
    case 'voting':
      return { what: 'voteCloses', at: new Date(dates.votingUntil) };
    default:
      return null;
  }
}

export interface PhaseStep {
  readonly key: 'design' | 'vote' | 'decide' | 'make';
  readonly state: 'past' | 'now' | 'ahead';
  readonly from: Date | null;
  readonly until: Date | null;
  /** How much of it has gone by, 0 … 1. */
  readonly done: number;
}

const share = (from: Date, until: Date, now: Date): number =>
  Math.min(1, Math.max(0, (now.getTime() - from.getTime()) / (until.getTime() - from.getTime())));

// The step that each phase is in; the pauses between two steps are in neither.
const AT: Record<Phase, number> = {
  draft: -0.5,
  announced: -0.5,
  designing: 0,
  judging: 0.5,
  voting: 1,
  deciding: 2,
  decided: 2.5,
  handed_over: 3,
};

/** The four steps of every campaign, in order, as they stand at `now`. */
export function phaseSteps(dates: PhaseDates, now: Date): readonly PhaseStep[] {
  const at = AT[dates.phase];
  const moments: readonly (readonly [PhaseStep['key'], Date | null, Date | null])[] = [
    ['design', new Date(dates.designingFrom), new Date(dates.entriesCloseAt)],
    ['vote', new Date(dates.votingFrom), new Date(dates.votingUntil)],
    ['decide', dates.decidedAt ? new Date(dates.decidedAt) : null, null],
    ['make', null, null],
  ];
  return moments.map(([key, from, until], index) => {
    const state = at > index ? 'past' : at === index ? 'now' : 'ahead';
    const gone = from && until ? share(from, until, now) : 0.5;
    return { key, state, from, until, done: state === 'past' ? 1 : state === 'now' ? gone : 0 };
  });
}
