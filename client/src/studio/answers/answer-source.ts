import type { Params } from 'shared/space/condition.ts';
import type { Dearness } from 'shared/space/engine/dearness.ts';
import type { Wish } from 'shared/space/engine/evidence.ts';
import type { Pick } from 'shared/space/engine/pick.ts';
import type { SpaceRule } from 'shared/space/schema.ts';

/** Units per item of a mix. */
export type Amounts = Readonly<Record<string, number>>;

/** What stands against something, or makes something follow: of all of this nothing could be left out. */
export interface Reason {
  /** Newest first. */
  readonly picks: readonly Pick[];
  /** Values that nobody picked. */
  readonly defaults: readonly Wish[];
  /** In the brand's order; none where the bounds of a number or a mix are reason enough. */
  readonly rules: readonly SpaceRule[];
}

/** A way to have something all the same. */
export interface Fix {
  /** Picks that have to be given up for it. */
  readonly drops: readonly Pick[];
  /** What was wanted, and the nearest possible values in place of numbers and mixes that are given up. */
  readonly wishes: readonly Wish[];
  /** The whole setting that comes of it. */
  readonly params: Params;
  /** What the design costs more with it than now, in cents. */
  readonly cents: number;
}

export interface WhyNot {
  readonly reason: Reason;
  /** Where it is the price that stands against it: of the reason's picks and defaults and what is wanted, in this order. */
  readonly dear: Dearness | null;
  /** At most three, those that give up least first; none where the brand's rules never allow it. */
  readonly fixes: readonly Fix[];
}

/** What is still possible beside everybody's picks. */
export interface Outlook {
  /** Whether an option can be chosen, or switched over, by `parameter/option`. */
  readonly possible: ReadonlyMap<string, boolean>;
  /** The values of a number that are still possible, ascending; of an item of a mix, by `mix/item`. */
  readonly values: ReadonlyMap<string, readonly number[]>;
}

/** How many designs are left, whatever their texts say. */
export interface Counts {
  /** Null where nobody knows. */
  readonly total: bigint | null;
  /** Whether the total is an estimate: limits on costs make more of it than can be counted. */
  readonly isAbout: boolean;
  /** How many have an option, by `parameter/option`; left out where nobody knows. */
  readonly left: ReadonlyMap<string, bigint>;
}

/** What choosing an option, or switching it over, would come to. */
export interface Offer {
  /** What the design would cost more than now, in cents, with all that moves along. */
  readonly cents: number;
  /** Whether the choice would be kept: the last word on what is possible. */
  readonly isKept: boolean;
}

/** Why things are as nobody wanted them. */
export interface Reasons {
  /** By key: values that nobody picked and that are not the default. */
  readonly follows: ReadonlyMap<string, Reason>;
  /** By key: why a pick is parked. */
  readonly parked: ReadonlyMap<string, Reason>;
}

/** What is known about some picks; it arrives in parts, the most urgent first. */
export interface Look {
  readonly outlook: Outlook;
  readonly counts: Counts;
  readonly reasons: Reasons;
  /** By `parameter/option`; each part has some more. */
  readonly offers: ReadonlyMap<string, Offer>;
}

/** Answers about a space. It may take its time: nothing that people see waits for it. */
export interface AnswerSource {
  /** Tells about these picks, until it is asked about others. */
  look(picks: readonly Pick[], tell: (part: Partial<Look>) => void): void;
  /** Null where it is possible. */
  whyNot(picks: readonly Pick[], wanted: readonly Wish[]): Promise<WhyNot | null>;
  /**
   * The mix nearest to `amounts` that has an item: beside these picks, else beside none of them.
   * @param key of the mix
   * @returns null where the brand's rules never leave anything for the item
   */
  mixWith(picks: readonly Pick[], key: string, item: string, amounts: Amounts): Promise<Amounts | null>;
  /**
   * A design drawn at random.
   * @param staying picks that it keeps, as far as they go together
   * @returns what to pick beside them
   */
  surprise(staying: readonly Pick[]): Promise<readonly Wish[]>;
  close(): void;
}
