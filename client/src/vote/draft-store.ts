import type { Ranking } from './ranking.ts';

const keyOf = (roundId: string): string => `mitwerk.ballot.${roundId}`;

/**
 * An unfinished ranking outlives a sign-in and a reload of this tab, and nothing longer: on a shared computer the next
 * person must not find it.
 */
export function readDraft(roundId: string): Ranking | null {
  try {
    const draft: unknown = JSON.parse(sessionStorage.getItem(keyOf(roundId)) ?? 'null');
    const isRanking = Array.isArray(draft) && draft.every((group) => Array.isArray(group));
    return isRanking ? (draft as Ranking) : null;
  } catch {
    return null;
  }
}

export function keepDraft(roundId: string, draft: Ranking | null): void {
  try {
    if (draft === null) sessionStorage.removeItem(keyOf(roundId));
    else sessionStorage.setItem(keyOf(roundId), JSON.stringify(draft));
  } catch {
    // The ranking lives as long as the page, then.
  }
}
