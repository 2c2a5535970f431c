import type { BallotBody, BallotReceipt } from 'shared/voting/api.ts';
import { moved, rankingOf, ranksById, rowsOf, withoutRow, withTie, type RankedRow, type Ranking } from './ranking.ts';

export interface BallotPaperOptions {
  /** Entries that may be ranked, in the order for this voter. */
  readonly entryIds: readonly string[];
  /** What was cast before; null where nothing was. */
  readonly cast: { readonly ranking: Ranking; readonly castAt: string; readonly revision: number } | null;
  /** An unfinished ranking of this visit. */
  readonly draft: Ranking | null;
  readonly send: (body: BallotBody) => Promise<BallotReceipt>;
  /** Keeps the unfinished ranking, or forgets it. */
  readonly keepDraft: (draft: Ranking | null) => void;
  /** 16 characters or more, another one each time. */
  readonly makeKey: () => string;
  /** 32 random bytes in hexadecimal, others each time: they hide the choice in what is published of the ballot. */
  readonly makeNonce: () => string;
}

/** One person's ballot in a round: edited, sent, and open for changes until the close. */
export class BallotPaper {
  #rows = $state.raw<readonly RankedRow[]>([]);
  #status = $state<'editing' | 'sending' | 'cast'>('editing');
  #receipt = $state.raw<Pick<BallotReceipt, 'revision' | 'castAt'> | null>(null);
  #error = $state.raw<unknown>(null);
  /** Of the rows as they are: sending them again must not make a second ballot of them. */
  #secrets: Pick<BallotBody, 'key' | 'nonce'> | null = null;
  #castRanking: Ranking | null;
  readonly #options: BallotPaperOptions;

  /** By entry; those that are not ranked are not in it. */
  readonly ranks = $derived.by(() => ranksById(this.#rows));

  constructor(options: BallotPaperOptions) {
    this.#options = options;
    this.#castRanking = options.cast?.ranking ?? null;
    const start = options.draft ?? options.cast?.ranking ?? [];
    this.#rows = rowsOf(start.map((group) => group.filter((id) => options.entryIds.includes(id))));
    if (options.cast) {
      this.#receipt = { revision: options.cast.revision, castAt: options.cast.castAt };
      if (!options.draft) this.#status = 'cast';
    }
  }

  get rows(): readonly RankedRow[] {
    return this.#rows;
  }
  get status(): 'editing' | 'sending' | 'cast' {
    return this.#status;
  }
  /** Of the ballot that counts at present; null where none was cast. */
  get receipt(): Pick<BallotReceipt, 'revision' | 'castAt'> | null {
    return this.#receipt;
  }
  get error(): unknown {
    return this.#error;
  }
  get unrankedCount(): number {
    return this.#options.entryIds.length - this.#rows.length;
  }
  get canCast(): boolean {
    return this.#status === 'editing' && this.#rows.length > 0;
  }

  /** Puts an entry below all that are ranked. */
  add(id: string): void {
    if (this.ranks.has(id) || !this.#options.entryIds.includes(id)) return;
    this.#edit([...this.#rows, { id, tied: false }]);
  }

  remove(id: string): void {
    this.#edit(withoutRow(this.#rows, id));
  }

  /** `to` is a position from 0; `from` are the rows to start at, where a drag began. */
  move(id: string, to: number, from: readonly RankedRow[] = this.#rows): void {
    this.#edit(moved(from, id, to));
  }

  tie(id: string, tied: boolean): void {
    this.#edit(withTie(this.#rows, id, tied));
  }

  positionOf(id: string): number {
    return this.#rows.findIndex((row) => row.id === id);
  }

  /** Goes back to editing; what was cast counts until something else is. */
  change(): void {
    if (this.#status === 'cast') this.#status = 'editing';
  }

  /** Leaves the ballot as it was cast. */
  keepAsCast(): void {
    if (!this.#castRanking) return;
    this.#rows = rowsOf(this.#castRanking);
    this.#error = null;
    this.#status = 'cast';
    this.#options.keepDraft(null);
  }

  async cast(): Promise<void> {
    if (!this.canCast) return;
    this.#status = 'sending';
    this.#error = null;
    const ranking = rankingOf(this.#rows);
    this.#secrets ??= { key: this.#options.makeKey(), nonce: this.#options.makeNonce() };
    try {
      const { revision, castAt } = await this.#options.send({ ranking, ...this.#secrets });
      this.#receipt = { revision, castAt };
      this.#castRanking = ranking;
      this.#status = 'cast';
      this.#secrets = null; // casting the same order later is a ballot of its own again
      this.#options.keepDraft(null);
    } catch (error) {
      this.#error = error;
      this.#status = 'editing';
    }
  }

  #edit(rows: readonly RankedRow[]): void {
    if (this.#status === 'sending' || rows === this.#rows) return;
    this.#rows = rows;
    this.#secrets = null;
    this.#error = null;
    this.#status = 'editing';
    this.#options.keepDraft(rankingOf(rows));
  }
}
