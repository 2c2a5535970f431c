import type { Wish } from 'shared/space/engine/evidence.ts';
import type { Pick } from 'shared/space/engine/pick.ts';
import type { Amounts, AnswerSource, Reason, WhyNot } from './answer-source.ts';
import { knownWith, NOTHING } from './known.ts';

/**
 * What is known about everybody's picks right now. It comes a moment after the picks have changed; until then what was
 * known before stands, so that nothing flickers.
 */
export class AnswerDesk {
  readonly #make: () => AnswerSource;
  #source: AnswerSource | null = null;
  #knownOf = $state.raw<readonly Pick[] | null>(null);
  #known = $state.raw(NOTHING);

  /** @param make is called when somebody is there to ask */
  constructor(make: () => AnswerSource) {
    this.#make = make;
  }

  /** Asks about these picks; again when they have changed. */
  look(picks: readonly Pick[]): void {
    this.#asked().look(picks, (part) => {
      this.#known = knownWith(this.#known, part);
      if (part.outlook) this.#knownOf = picks;
    });
  }

  /** Whether an option can be chosen, or switched over; true where that is not known yet. */
  isPossible(key: string): boolean {
    return this.#known.kept.get(key) ?? this.#known.outlook?.possible.get(key) ?? true;
  }

  /** Whether it is certain that an option cannot be chosen beside these picks. */
  isRuledOut(key: string, picks: readonly Pick[]): boolean {
    return this.#knownOf === picks && !this.isPossible(key);
  }

  /** What the design would cost more with an option, in cents; null where it is not known yet. */
  centsOf(key: string): number | null {
    return this.#known.cents.get(key) ?? null;
  }

  /** How many designs have an option; null where nobody knows. */
  leftWith(key: string): bigint | null {
    return this.#known.counts.left.get(key) ?? null;
  }

  /** How many designs are left; null where nobody knows. */
  get left(): { readonly count: bigint; readonly isAbout: boolean } | null {
    const { total, isAbout } = this.#known.counts;
    return total === null ? null : { count: total, isAbout };
  }

  /** The values that a number may still have, or an item of a mix by `mix/item`; null where that is not known yet. */
  valuesOf(key: string): readonly number[] | null {
    return this.#known.outlook?.values.get(key) ?? null;
  }

  /** How many of all options can be chosen; null where that is not known yet. */
  get freedom(): { readonly open: number; readonly all: number } | null {
    const all = [...(this.#known.outlook?.possible.keys() ?? [])];
    return all.length === 0 ? null : { open: all.filter((key) => this.isPossible(key)).length, all: all.length };
  }

  /** By key, why values that nobody picked are not the default. */
  get follows(): ReadonlyMap<string, Reason> {
    return this.#known.reasons.follows;
  }

  /** By key, why a pick is parked. */
  get parked(): ReadonlyMap<string, Reason> {
    return this.#known.reasons.parked;
  }

  whyNot(picks: readonly Pick[], wanted: readonly Wish[]): Promise<WhyNot | null> {
    return this.#asked().whyNot(picks, wanted);
  }

  mixWith(picks: readonly Pick[], key: string, item: string, amounts: Amounts): Promise<Amounts | null> {
    return this.#asked().mixWith(picks, key, item, amounts);
  }

  surprise(staying: readonly Pick[]): Promise<readonly Wish[]> {
    return this.#asked().surprise(staying);
  }

  close(): void {
    this.#source?.close();
    this.#source = null;
  }

  #asked(): AnswerSource {
    return (this.#source ??= this.#make());
  }
}
