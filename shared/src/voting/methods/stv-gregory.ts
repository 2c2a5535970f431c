import { Piles } from '../piles.ts';
import { firstIn, places, type TieBreak, type TieOrder, tiers } from '../profile.ts';
import type { StrictBallots } from '../strict-ballots.ts';
import { decimal, StageLog, type Stage, type StageReason } from './stv-stages.ts';

/** A single transferable vote that passes surpluses on at the same fraction for all papers, in fixed-point numbers. */
export interface GregoryRules {
  /** Decimal places that are kept; the rest is cut off. */
  readonly digits: number;
  /** The whole number above ballots ÷ (seats + 1), or that quotient and the smallest number above 0. */
  readonly quota: 'whole' | 'smallest-step';
  /** Entries with a quota are elected at the end of each stage, or at the beginning of the next. */
  readonly elects: 'at-the-end' | 'at-the-beginning';
  /** Equal votes: who had more (or, to be excluded, fewer) at the last stage that told them apart, then by lot; or at once by lot. */
  readonly ties: 'earlier-stage' | 'lot';
}

/** Scottish Local Government Elections Order 2007, rules 45 to 52. */
export const SCOTTISH: GregoryRules = { digits: 5, quota: 'whole', elects: 'at-the-end', ties: 'earlier-stage' };
/** Weighted inclusive Gregory method, reference rule of the Proportional Representation Foundation. */
export const WIGM_PRF: GregoryRules = { digits: 4, quota: 'smallest-step', elects: 'at-the-beginning', ties: 'lot' };

export interface StvCount {
  /** In the order in which they were elected. */
  readonly winners: readonly string[];
  readonly quota: string;
  readonly stages: readonly Stage[];
  readonly reasons: readonly StageReason[];
  readonly ties: readonly TieBreak[];
}

/** @param lots the order in which lots fall: of those tied, the first one is passed on or excluded */
export function stvGregory(ballots: StrictBallots, seats: number, rules: GregoryRules, lots: TieOrder): StvCount {
  return new GregoryCount(ballots, seats, rules, lots).run();
}

class GregoryCount {
  readonly #entries: readonly string[];
  readonly #seats: number;
  readonly #rules: GregoryRules;
  readonly #lots: TieOrder;
  readonly #piles: Piles;
  readonly #log: StageLog;
  readonly #ties: TieBreak[] = [];
  readonly #quota: bigint;
  readonly #votes: bigint[];
  readonly #state: string[];
  readonly #elected: number[] = [];
  /** Votes at the end of every round so far. */
  readonly #history: bigint[][] = [];
  #round = 0;

  constructor(ballots: StrictBallots, seats: number, rules: GregoryRules, lots: TieOrder) {
    const one = 10n ** BigInt(rules.digits);
    const [total, parts] = [BigInt(ballots.total), BigInt(seats + 1)];
    this.#entries = ballots.entries;
    this.#seats = seats;
    this.#rules = rules;
    this.#lots = lots;
    this.#piles = new Piles(ballots, one);
    this.#log = new StageLog(ballots.entries, rules.digits);
    this.#quota = rules.quota === 'whole' ? (total / parts + 1n) * one : (total * one) / parts + 1n;
    this.#votes = places(ballots.entries).map((index) => this.#piles.votes(index));
    this.#state = ballots.entries.map(() => 'H');
  }

  run(): StvCount {
    const early = this.#rules.elects === 'at-the-beginning';
    this.#write('begin', [], 'first preferences are counted', this.#piles.blank);
    if (!early) this.#electWithQuota();
    while (!this.#isComplete()) {
      this.#history.push([...this.#votes]);
      this.#round += 1;
      if (early) this.#electWithQuota();
      const pending = this.#in('e');
      if (pending.length > 0) this.#passSurplusOn(pending);
      else this.#excludeLowest();
      // With the last seats certain, whoever is left is elected without a stage of its own.
      if (!early && (pending.length > 0 || !this.#isComplete())) this.#electWithQuota();
    }
    this.#finish();
    return {
      winners: this.#elected.map((index) => this.#entries[index] as string),
      quota: decimal(this.#quota, this.#rules.digits),
      stages: this.#log.stages,
      reasons: this.#log.reasons,
      ties: this.#ties,
    };
  }

  #in(state: string): number[] {
    return places(this.#entries).filter((index) => this.#state[index] === state);
  }

  #isComplete(): boolean {
    const open = this.#seats - this.#elected.length;
    return open <= 0 || this.#in('H').length <= open;
  }

  #electWithQuota(): void {
    const reached = this.#in('H').filter((index) => (this.#votes[index] as bigint) >= this.#quota);
    for (const index of reached.toSorted((a, b) => compare(this.#votes[b] as bigint, this.#votes[a] as bigint))) {
      this.#state[index] = 'e';
      this.#elected.push(index);
      this.#write('elect', [index], 'has the quota');
    }
  }

  #passSurplusOn(pending: readonly number[]): void {
    const most = tiers(pending, (a, b) => compare(this.#votes[b] as bigint, this.#votes[a] as bigint))[0] ?? [];
    const index = this.#choose(most, 'transfer first');
    const votes = this.#votes[index] as bigint;
    const surplus = votes - this.#quota;
    this.#state[index] = 'E';
    this.#write('unpend', [index], `has the largest surplus: ${decimal(surplus, this.#rules.digits)}`);
    this.#move(index, (value) => (value * surplus) / votes, this.#quota, 'the surplus is passed on');
  }

  #excludeLowest(): void {
    const fewest = tiers(this.#in('H'), (a, b) => compare(this.#votes[a] as bigint, this.#votes[b] as bigint))[0] ?? [];
    const index = this.#choose(fewest, 'be excluded');
    this.#state[index] = 'D';
    this.#write('defeat', [index], 'has the fewest votes');
    this.#move(index, (value) => value, 0n, 'the papers of the excluded are passed on');
  }

  #move(index: number, revalue: (value: bigint) => bigint, left: bigint, because: string): void {
    const inRace = Uint8Array.from(this.#state, (state) => (state === 'H' ? 1 : 0));
    const { received, exhausted, rounded } = this.#piles.move(index, inRace, revalue);
    this.#votes[index] = left;
    for (const [to, votes] of received.entries()) this.#votes[to] = (this.#votes[to] as bigint) + votes;
    // Of a surplus, what papers keep lies with the elected as the quota: only the rest can have been lost to rounding.
    this.#write('transfer', [index], because, exhausted, rounded - left);
  }

  /** One of those with equally many votes. */
  #choose(tied: readonly number[], to: 'be excluded' | 'transfer first'): number {
    if (tied.length === 1) return tied[0] as number;
    const sign = to === 'be excluded' ? 1 : -1;
    let left = tied;
    for (const votes of this.#rules.ties === 'earlier-stage' ? this.#history.toReversed() : []) {
      left = tiers(left, (a, b) => sign * compare(votes[a] as bigint, votes[b] as bigint))[0] ?? left;
      if (left.length === 1) break;
    }
    const chosen = firstIn(this.#lots, left);
    const by = left.length === 1 ? 'earlier stage' : 'tie order';
    this.#ties.push({
      tied: tied.map((index) => this.#entries[index] as string),
      chosen: this.#entries[chosen] as string,
      to,
      by,
    });
    this.#write('tie', tied, `${this.#entries[chosen] as string} is chosen to ${to} by ${by}`);
    return chosen;
  }

  #finish(): void {
    for (const index of this.#in('e')) this.#state[index] = 'E';
    for (const index of this.#in('H')) {
      const isElected = this.#elected.length < this.#seats;
      this.#state[index] = isElected ? 'E' : 'D';
      if (isElected) this.#elected.push(index);
      this.#write(
        isElected ? 'elect' : 'defeat',
        [index],
        isElected ? 'no more are left than seats' : 'all seats are filled',
      );
    }
    this.#log.add(
      { round: 'X', quota: this.#quota, votes: this.#votes, state: this.#state },
      'end',
      [],
      'the count is complete',
    );
  }

  #write(action: Stage['action'], about: readonly number[], because: string, exhausted = 0n, lost = 0n): void {
    const at = { round: this.#round, quota: this.#quota, votes: this.#votes, state: this.#state };
    this.#log.add(at, action, about, because, {
      ...(exhausted > 0n && { exhausted: decimal(exhausted, this.#rules.digits) }),
      ...(lost > 0n && { lost: decimal(lost, this.#rules.digits) }),
    });
  }
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
