import type { StrictBallots } from './strict-ballots.ts';

/** Papers of one value that lie together. */
interface Parcel {
  readonly value: bigint;
  papers: number;
  first: number;
  last: number;
}

/** What became of the papers of one pile. */
export interface Moved {
  /** The value that each entry received. */
  readonly received: bigint[];
  /** The value of papers that name nobody who is still in the race. */
  readonly exhausted: bigint;
  /** What papers lost because their new value was rounded down. */
  readonly rounded: bigint;
}

const NONE = -1;

/**
 * The papers of a count on the table: each lies with one entry, at some value. Only papers that move are looked at
 * again, so a whole count costs little more than reading each paper once to its end.
 */
export class Piles {
  readonly #ballots: StrictBallots;
  readonly #at: Uint32Array;
  readonly #next: Int32Array;
  readonly #piles: Parcel[][];
  /** Papers that name nobody at all, at the value of one. */
  readonly blank: bigint;

  /** @param one the value of a paper in the beginning */
  constructor(ballots: StrictBallots, one: bigint) {
    this.#ballots = ballots;
    this.#at = ballots.starts.slice();
    this.#next = new Int32Array(ballots.starts.length).fill(NONE);
    this.#piles = ballots.entries.map(() => []);
    const dealt = this.#deal(new Uint8Array(ballots.entries.length).fill(1));
    for (const [index, parcel] of dealt.parcels) this.#put(index, { ...parcel, value: one });
    this.blank = (BigInt(ballots.total) - BigInt(dealt.papers)) * one;
  }

  /** The value of what lies with an entry. */
  votes(index: number): bigint {
    return (this.#piles[index] ?? []).reduce((sum, { value, papers }) => sum + value * BigInt(papers), 0n);
  }

  /** Passes all papers of an entry on to the next that is still in the race. @param revalue the new value of a paper */
  move(index: number, inRace: Uint8Array, revalue: (value: bigint) => bigint): Moved {
    const received = this.#ballots.entries.map(() => 0n);
    let [exhausted, rounded] = [0n, 0n];
    const parcels = this.#piles[index] ?? [];
    this.#piles[index] = [];
    for (const parcel of parcels) {
      const value = revalue(parcel.value);
      const dealt = this.#deal(inRace, parcel);
      for (const [to, { papers, first, last }] of dealt.parcels) {
        received[to] = (received[to] as bigint) + value * BigInt(papers);
        this.#put(to, { value, papers, first, last });
      }
      exhausted += value * BigInt(parcel.papers - dealt.papers);
      rounded += (parcel.value - value) * BigInt(parcel.papers);
    }
    return { received, exhausted, rounded };
  }

  #put(index: number, parcel: Parcel): void {
    const pile = this.#piles[index] as Parcel[];
    const same = pile.find(({ value }) => value === parcel.value);
    if (!same) {
      pile.push(parcel);
      return;
    }
    this.#next[same.last] = parcel.first;
    same.last = parcel.last;
    same.papers += parcel.papers;
  }

  /** Sorts papers by the next entry in the race: those of a parcel, or all of them. */
  #deal(inRace: Uint8Array, parcel?: Parcel): { parcels: [number, Omit<Parcel, 'value'>][]; papers: number } {
    const { marks, end, counts, starts, entries } = this.#ballots;
    const [at, next] = [this.#at, this.#next];
    const first = new Int32Array(entries.length).fill(NONE);
    const last = new Int32Array(entries.length).fill(NONE);
    const papers = new Float64Array(entries.length);
    let [ballot, all] = [parcel ? parcel.first : 0, 0];
    while (parcel ? ballot !== NONE : ballot < starts.length) {
      const following = parcel ? (next[ballot] as number) : ballot + 1;
      let position = at[ballot] as number;
      let mark = marks[position] as number;
      while (mark !== end && inRace[mark] === 0) mark = marks[++position] as number;
      at[ballot] = position;
      if (mark !== end) {
        const count = counts ? (counts[ballot] as number) : 1;
        const before = last[mark] as number;
        if (before === NONE) first[mark] = ballot;
        else next[before] = ballot;
        last[mark] = ballot;
        next[ballot] = NONE;
        papers[mark] = (papers[mark] as number) + count;
        all += count;
      }
      ballot = following;
    }
    const parcels = entries.flatMap((_, index): [number, Omit<Parcel, 'value'>][] =>
      first[index] === NONE
        ? []
        : [[index, { papers: papers[index] as number, first: first[index] as number, last: last[index] as number }]],
    );
    return { parcels, papers: all };
  }
}
