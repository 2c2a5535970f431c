import { FINALISTS, MIN_REASON_LENGTH } from 'shared/handover/decision.ts';
import type { DecisionBody } from 'shared/handover/api.ts';
import type { RoundResult } from 'shared/voting/api.ts';

export const MAX_REASON_LENGTH = 1000;

type Entry = RoundResult['entries'][number];

/** The brand's pick and its reasons, as they are written. */
export class DecisionDraft {
  winner = $state<string | null>(null);
  readonly reasons = $state<Record<string, string>>({});
  readonly #entries: readonly Entry[];

  /** Who is owed a reason: the first places, and the winner from further down. */
  readonly finalists = $derived.by(() =>
    this.#entries.filter((entry) => entry.place <= FINALISTS || entry.id === this.winner),
  );
  readonly missing = $derived.by(() => this.finalists.filter((entry) => !this.hasReason(entry.id)));

  constructor(entries: readonly Entry[]) {
    this.#entries = entries;
    for (const { id } of entries) this.reasons[id] = '';
  }

  hasReason(id: string): boolean {
    return (this.reasons[id] ?? '').trim().length >= MIN_REASON_LENGTH;
  }

  /** Null while there is no winner or a reason is missing. */
  body(): DecisionBody | null {
    if (this.winner === null || this.missing.length > 0) return null;
    return {
      winner: this.winner,
      reasons: this.finalists.map(({ id }) => ({ entryId: id, reason: (this.reasons[id] ?? '').trim() })),
    };
  }
}
