import { PLANNED } from 'shared/campaigns/dates.ts';
import type { MessageKey } from '../i18n/areas.ts';

export type DateName = (typeof PLANNED)[number];
export type Plan = Readonly<Record<DateName, Date | null>>;

const DAY_MS = 24 * 60 * 60 * 1000;

/** Nine in the morning, so many days from `now`, where the manager is. */
function morning(now: Date, days: number): Date {
  const at = new Date(now.getTime() + days * DAY_MS);
  at.setHours(9, 0, 0, 0);
  return at;
}

/** Designing from tomorrow for three weeks, two days to look at the entries, a week to vote. */
export function usualPlan(now: Date): Record<DateName, Date> {
  return {
    designingFrom: morning(now, 1),
    entriesCloseAt: morning(now, 22),
    votingFrom: morning(now, 24),
    votingUntil: morning(now, 31),
  };
}

/** What is wrong with each date, by its name. `fixed`: dates that have passed and stay as they are. */
export function planProblems(
  plan: Plan,
  now: Date,
  fixed: ReadonlySet<DateName> = new Set(),
): Partial<Record<DateName, MessageKey>> {
  const problems: Partial<Record<DateName, MessageKey>> = {};
  for (const [index, name] of PLANNED.entries()) {
    if (fixed.has(name)) continue;
    const at = plan[name];
    const before = PLANNED[index - 1];
    const earlier = before === undefined ? null : plan[before];
    if (!at) problems[name] = 'brand.date.missing';
    else if (at <= now && name !== 'designingFrom') problems[name] = 'brand.date.past';
    // The vote may begin the moment that the entries close; every other step takes time.
    else if (earlier && (name === 'votingFrom' ? at < earlier : at <= earlier)) {
      problems[name] = `brand.date.after.${name}` as MessageKey;
    }
  }
  return problems;
}
