import { byName, named, places, seated, type TieOrder, tiers } from '../profile.ts';

/** Ballots that approve the same entries, by their places in the slate. */
export interface ApprovalGroup {
  readonly count: number;
  readonly approved: readonly number[];
}

export interface ApprovalProfile {
  readonly entries: readonly string[];
  readonly groups: readonly ApprovalGroup[];
}

/** What a shortlist may cost: every entry 1 of as many as there are seats, or costs and a budget. */
export interface Budget {
  /** Whole numbers, by the places of the entries. */
  readonly costs: readonly number[];
  readonly budget: number;
}

export function seatsAsBudget(profile: ApprovalProfile, seats: number): Budget {
  return { costs: profile.entries.map(() => 1), budget: seats };
}

/** More committees than this are not listed one by one. */
export const MOST_COMMITTEES = 100_000;

export interface ApprovalCount {
  readonly winners: readonly string[];
  readonly ranking: readonly (readonly string[])[];
  readonly scores: Readonly<Record<string, number>>;
  /** Every set of winners that the ballots allow; the winners are the one of the tie order. Null where there are too many. */
  readonly committees: readonly (readonly string[])[] | null;
}

/** Approval: the entries that most ballots approve. */
export function approval(profile: ApprovalProfile, seats: number, order: TieOrder): ApprovalCount {
  const { entries } = profile;
  const scores = approvalsOf(profile);
  const groups = tiers(places(entries), (a, b) => (scores[b] as number) - (scores[a] as number));
  const sure: number[] = [];
  let tied: number[] = [];
  for (const tier of groups) {
    if (sure.length + tier.length <= seats) sure.push(...tier);
    else {
      tied = sure.length < seats ? tier : [];
      break;
    }
  }
  const open = Math.max(0, Math.min(seats, entries.length) - sure.length);
  const committees =
    binomial(tied.length, open) > MOST_COMMITTEES
      ? null
      : [...subsetsOf(tied, open)].map((rest) => named(entries, [[...sure, ...rest].sort((a, b) => a - b)])[0] ?? []);
  return {
    winners: seated(groups, seats, order).map((index) => entries[index] as string),
    ranking: named(entries, groups),
    scores: byName(entries, (index) => scores[index] as number),
    committees,
  };
}

export function approvalsOf({ entries, groups }: ApprovalProfile): number[] {
  const scores = entries.map(() => 0);
  for (const { count, approved } of groups) for (const index of approved) scores[index] = (scores[index] ?? 0) + count;
  return scores;
}

export interface GreedyCount {
  readonly winners: readonly string[];
  readonly scores: Readonly<Record<string, number>>;
  readonly spent: number;
  /** Everything in the order in which it was looked at. */
  readonly steps: readonly {
    readonly entry: string;
    readonly cost: number;
    readonly left: number;
    readonly taken: boolean;
  }[];
}

/** Most approvals first; an entry is taken where the budget still holds its cost, and otherwise passed over. */
export function greedyBudget(profile: ApprovalProfile, { costs, budget }: Budget, order: TieOrder): GreedyCount {
  const { entries } = profile;
  const scores = approvalsOf(profile);
  const groups = tiers(places(entries), (a, b) => (scores[b] as number) - (scores[a] as number));
  let left = budget;
  const steps = seated(groups, entries.length, order).map((index) => {
    const cost = costs[index] as number;
    const taken = cost <= left;
    const step = { entry: entries[index] as string, cost, left, taken };
    if (taken) left -= cost;
    return step;
  });
  return {
    winners: steps.filter(({ taken }) => taken).map(({ entry }) => entry),
    scores: byName(entries, (index) => scores[index] as number),
    spent: budget - left,
    steps,
  };
}

/** All choices of `size` out of `from`, in the order of the list. */
export function* subsetsOf(from: readonly number[], size: number): Generator<number[]> {
  if (size === 0) yield [];
  for (let first = 0; size > 0 && first <= from.length - size; first++)
    for (const rest of subsetsOf(from.slice(first + 1), size - 1)) yield [from[first] as number, ...rest];
}

/** n over k; Infinity where it is beyond what numbers hold. */
export function binomial(n: number, k: number): number {
  let result = 1;
  for (let step = 1; step <= k; step++) result = Math.round((result * (n - k + step)) / step);
  return result;
}
