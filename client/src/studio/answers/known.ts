import type { Counts, Look, Outlook, Reasons } from './answer-source.ts';

/** What has been said about everybody's picks so far. */
export interface Known {
  readonly outlook: Outlook | null;
  readonly counts: Counts;
  readonly reasons: Reasons;
  /** By `parameter/option`. The price of an option that is being worked out anew stays as it was. */
  readonly cents: ReadonlyMap<string, number>;
  /** By `parameter/option`, whether the choice would be kept, where that has been tried: only ever of the present picks. */
  readonly kept: ReadonlyMap<string, boolean>;
}

export const NOTHING: Known = {
  outlook: null,
  counts: { total: null, isAbout: false, left: new Map() },
  reasons: { follows: new Map(), parked: new Map() },
  cents: new Map(),
  kept: new Map(),
};

/** What is known when some more has been said. An outlook comes first, and is about new picks or new rules. */
export function knownWith(known: Known, { outlook, counts, reasons, offers }: Partial<Look>): Known {
  const all = [...(offers ?? [])];
  const kept = outlook ? [] : known.kept;
  return {
    outlook: outlook ?? known.outlook,
    counts: counts ?? known.counts,
    reasons: reasons ?? known.reasons,
    cents:
      all.length === 0
        ? known.cents
        : new Map([...known.cents, ...all.map(([key, { cents }]) => [key, cents] as const)]),
    kept: new Map([...kept, ...all.map(([key, { isKept }]) => [key, isKept] as const)]),
  };
}
