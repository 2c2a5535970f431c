import { vectorPapers } from './compact/vector-papers.ts';
import { type Papers, plainPapers } from './papers.ts';
import type { StrictBallots } from './strict-ballots.ts';

/** Papers of one value that lie together. */
interface Parcel {
  readonly value: bigint;
  papers: number;
  readonly stacks: number[];
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

/** The papers of a count on the table: each lies with one entry, at some value. Only papers that move are looked at again. */
export class Piles {
  readonly #papers: Papers;
  readonly #piles: Parcel[][];
  /** Papers that name nobody at all, at the value of one. */
  readonly blank: bigint;

  /** @param one the value of a paper in the beginning */
  constructor(ballots: StrictBallots, one: bigint) {
    this.#papers = vectorPapers(ballots) ?? plainPapers(ballots);
    this.#piles = ballots.entries.map(() => []);
    let blank = ballots.total;
    for (const { entry, papers, stack } of this.#papers.deal(
      [this.#papers.all],
      new Uint8Array(ballots.entries.length).fill(1),
    )) {
      this.#put(entry, one, papers, stack);
      blank -= papers;
    }
    this.blank = BigInt(blank) * one;
  }

  /** The value of what lies with an entry. */
  votes(index: number): bigint {
    return (this.#piles[index] ?? []).reduce((sum, { value, papers }) => sum + value * BigInt(papers), 0n);
  }

  /** Passes all papers of an entry on to the next that is still in the race. @param revalue the new value of a paper */
  move(index: number, inRace: Uint8Array, revalue: (value: bigint) => bigint): Moved {
    const received = this.#piles.map(() => 0n);
    let [exhausted, rounded] = [0n, 0n];
    const parcels = this.#piles[index] ?? [];
    this.#piles[index] = [];
    for (const parcel of parcels) {
      const value = revalue(parcel.value);
      let left = parcel.papers;
      for (const { entry, papers, stack } of this.#papers.deal(parcel.stacks, inRace)) {
        received[entry] = (received[entry] as bigint) + value * BigInt(papers);
        this.#put(entry, value, papers, stack);
        left -= papers;
      }
      exhausted += value * BigInt(left);
      rounded += (parcel.value - value) * BigInt(parcel.papers);
    }
    return { received, exhausted, rounded };
  }

  #put(index: number, value: bigint, papers: number, stack: number): void {
    const pile = this.#piles[index] as Parcel[];
    const same = pile.find((parcel) => parcel.value === value);
    if (same) {
      same.papers += papers;
      same.stacks.push(stack);
    } else pile.push({ value, papers, stacks: [stack] });
  }
}
