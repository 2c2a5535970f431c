/** The moments of a campaign, in order. A phase follows from them and the database's clock; nothing stores a phase. */
export interface CampaignDates {
  readonly publishedAt: Date | null;
  readonly designingFrom: Date;
  readonly entriesCloseAt: Date;
  readonly votingFrom: Date;
  readonly votingUntil: Date;
  readonly decidedAt: Date | null;
  readonly handedOverAt: Date | null;
}

export const PHASES = [
  'draft',
  'announced',
  'designing',
  'judging',
  'voting',
  'deciding',
  'decided',
  'handed_over',
] as const;
/** `judging` is the pause between the last entry and the first ballot. */
export type Phase = (typeof PHASES)[number];

/** The phase at `now`; an instant that bounds two phases belongs to the later one. */
export function phaseAt(dates: CampaignDates, now: Date): Phase {
  if (dates.publishedAt === null) return 'draft';
  if (dates.handedOverAt !== null) return 'handed_over';
  if (dates.decidedAt !== null) return 'decided';
  if (now < dates.designingFrom) return 'announced';
  if (now < dates.entriesCloseAt) return 'designing';
  if (now < dates.votingFrom) return 'judging';
  if (now < dates.votingUntil) return 'voting';
  return 'deciding';
}
