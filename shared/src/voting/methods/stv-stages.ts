/** One thing that happened in a count with transfers, and how everything stood after it. */
export interface Stage {
  /** `0` is the first count, `X` the end. */
  readonly round: string;
  readonly action: 'begin' | 'elect' | 'unpend' | 'tie' | 'transfer' | 'defeat' | 'end';
  readonly quota: string;
  readonly votes: Readonly<Record<string, string>>;
  /** A letter for every entry: H in the race, e elected with a surplus to pass on, E elected, D excluded. */
  readonly state: string;
}

/** Why a stage happened; the one of the same index belongs to it. */
export interface StageReason {
  readonly about: readonly string[];
  readonly because: string;
  /** Value of papers that could not be passed on, and what rounding down lost. */
  readonly exhausted?: string;
  readonly lost?: string;
}

/** What is written down during a count. */
export class StageLog {
  readonly stages: Stage[] = [];
  readonly reasons: StageReason[] = [];
  readonly #entries: readonly string[];
  readonly #digits: number;

  constructor(entries: readonly string[], digits: number) {
    this.#entries = entries;
    this.#digits = digits;
  }

  add(
    at: {
      readonly round: number | 'X';
      readonly quota: bigint;
      readonly votes: readonly bigint[];
      readonly state: readonly string[];
    },
    action: Stage['action'],
    about: readonly number[],
    because: string,
    more: Pick<StageReason, 'exhausted' | 'lost'> = {},
  ): void {
    this.stages.push({
      round: String(at.round),
      action,
      quota: decimal(at.quota, this.#digits),
      votes: Object.fromEntries(
        this.#entries.map((name, index) => [name, decimal(at.votes[index] ?? 0n, this.#digits)]),
      ),
      state: at.state.join(''),
    });
    this.reasons.push({ about: about.map((index) => this.#entries[index] as string), because, ...more });
  }
}

/** A fixed-point number as text: `decimal(130000000n, 5)` is `1300.00000`. Not for negative numbers. */
export function decimal(value: bigint, digits: number): string {
  const text = value.toString().padStart(digits + 1, '0');
  return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
}
