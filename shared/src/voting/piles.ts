import type { StrictBallots } from './strict-ballots.ts';

type Marks = Uint8Array | Uint16Array;

/** Papers of one value that lie together: from the mark that a paper lies there for, what it ranks, and an end. */
interface Parcel {
  readonly value: bigint;
  /** How many ballots. */
  papers: number;
  marks: Marks;
  used: number;
  /** How many ballots each paper stands for; null: one. */
  weights: number[] | null;
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

/**
 * The papers of a count on the table: each lies with one entry, at some value. Only papers that move are looked at again,
 * and what is left of a paper moves along, so that memory is only ever read from front to back: to follow a million papers
 * to where they lie takes much longer than to copy what they still say.
 */
export class Piles {
  readonly #ballots: StrictBallots;
  readonly #piles: Parcel[][];
  /** Papers that name nobody at all, at the value of one. */
  readonly blank: bigint;

  /** @param one the value of a paper in the beginning */
  constructor(ballots: StrictBallots, one: bigint) {
    this.#ballots = ballots;
    this.#piles = ballots.entries.map(() => []);
    const { marks, total, counts } = ballots;
    const all: Parcel = { value: one, papers: total, marks, used: marks.length, weights: counts ? [...counts] : null };
    const before = this.#deal(all, new Uint8Array(ballots.entries.length).fill(1), one);
    this.blank = BigInt(total - before.reduce((sum, papers) => sum + papers, 0)) * one;
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
      let left = parcel.papers;
      for (const [entry, papers] of this.#deal(parcel, inRace, value).entries()) {
        if (papers === 0) continue;
        received[entry] = (received[entry] as bigint) + value * BigInt(papers);
        left -= papers;
      }
      exhausted += value * BigInt(left);
      rounded += (parcel.value - value) * BigInt(parcel.papers);
    }
    return { received, exhausted, rounded };
  }

  /** Puts papers with the next entry that is in the race. Gives how many ballots went to each. */
  #deal({ marks, used, weights }: Parcel, inRace: Uint8Array, value: bigint): Float64Array {
    const { entries, end } = this.#ballots;
    // The end of a ballot stops the search like an entry in the race does: one condition instead of two.
    const stops = new Uint8Array(end + 1);
    stops.set(inRace);
    stops[end] = 1;
    const longest = entries.length + 1;
    const to = entries.map((_, entry) => (inRace[entry] === 1 ? this.#parcel(entry, value) : null));
    const dealt = Float64Array.from(to, (parcel) => -(parcel?.papers ?? 0));
    for (let at = 0, paper = 0; at < used; at++, paper++) {
      let mark = marks[at] as number;
      while (stops[mark] === 0) mark = marks[++at] as number;
      if (mark === end) continue;
      const parcel = to[mark] as Parcel;
      if (parcel.used + longest > parcel.marks.length) grow(parcel, longest);
      const target = parcel.marks;
      let free = parcel.used;
      do {
        target[free++] = mark;
        mark = marks[++at] as number;
      } while (mark !== end);
      target[free++] = end;
      parcel.used = free;
      if (weights === null) parcel.papers += 1;
      else {
        parcel.papers += weights[paper] as number;
        parcel.weights?.push(weights[paper] as number);
      }
    }
    for (const [entry, parcel] of to.entries()) dealt[entry] = (dealt[entry] as number) + (parcel?.papers ?? 0);
    return dealt;
  }

  /** Where papers of a value lie with an entry. */
  #parcel(entry: number, value: bigint): Parcel {
    const pile = this.#piles[entry] as Parcel[];
    const { marks, counts } = this.#ballots;
    const empty = (): Parcel => ({
      ...{ value, papers: 0, used: 0, weights: counts ? [] : null },
      marks: marks instanceof Uint8Array ? new Uint8Array(0) : new Uint16Array(0),
    });
    let parcel = pile.find((one) => one.value === value);
    if (!parcel) pile.push((parcel = empty()));
    return parcel;
  }
}

function grow(parcel: Parcel, by: number): void {
  const size = Math.max(parcel.marks.length * 2, by * 4);
  const larger = parcel.marks instanceof Uint8Array ? new Uint8Array(size) : new Uint16Array(size);
  larger.set(parcel.marks.subarray(0, parcel.used));
  parcel.marks = larger;
}
