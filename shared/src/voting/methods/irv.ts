import { Fraction } from '../fraction.ts';
import { lastIn, named, places, type TieBreak, type TieOrder, tiers } from '../profile.ts';
import type { FirstChoices } from './first-choices.ts';

export interface IrvRules {
  /** Counting ends as soon as somebody has more than half of what still counts, or when two are left. */
  readonly stop: 'majority' | 'two';
  /** Excludes at once all who together have fewer votes than the next one above them. */
  readonly batch: boolean;
  /** Who of those with the fewest votes is excluded: the one behind at the last round where they differed, or at once the last in the tie order. */
  readonly ties: 'earlier-round' | 'tie-order';
  /** Entries that leave after the first round whatever they have, such as undeclared write-ins. */
  readonly excludedFirst: readonly string[];
}

export interface IrvTransfer {
  readonly from: readonly string[];
  readonly to: Readonly<Record<string, Fraction>>;
  /** The votes of ballots that name nobody who is still in the race. */
  readonly exhausted: Fraction;
}

export interface IrvCount {
  readonly winners: readonly string[];
  readonly ranking: readonly (readonly string[])[];
  /** The votes of everybody in the race, round by round. */
  readonly rounds: readonly Readonly<Record<string, Fraction>>[];
  readonly roundCount: number;
  readonly finalRound: Readonly<Record<string, Fraction>>;
  /** Who was excluded after each round; nobody after the last. */
  readonly eliminations: readonly (readonly string[])[];
  readonly eliminationOrder: readonly (readonly string[])[];
  readonly reasons: readonly ('fewest votes' | 'sure losers' | 'excluded first')[];
  readonly transfers: readonly IrvTransfer[];
  /** Ballots that count for nobody, round by round. */
  readonly exhausted: readonly Fraction[];
  readonly ties: readonly TieBreak[];
}

/** Instant runoff: whoever has the fewest votes leaves and the ballots go to their next choice, until somebody has more than half. */
export function irv(choices: FirstChoices, rules: IrvRules, order: TieOrder): IrvCount {
  const { entries } = choices;
  const name = (index: number): string => entries[index] as string;
  let inRace = places(entries);
  const history: Fraction[][] = [];
  const rounds: Record<string, Fraction>[] = [];
  const out: number[][] = [];
  const reasons: IrvCount['reasons'][number][] = [];
  const transfers: IrvTransfer[] = [];
  const exhausted: Fraction[] = [];
  const ties: TieBreak[] = [];
  for (;;) {
    const votes = places(entries).map((index) => (inRace.includes(index) ? choices.votes(index) : Fraction.zero));
    const before = history.at(-1);
    history.push(votes);
    rounds.push(Object.fromEntries(inRace.map((index) => [name(index), votes[index] as Fraction])));
    const counting = Fraction.sum(votes);
    exhausted.push(Fraction.of(choices.total).minus(counting));
    if (before) transfers.push(transferOf(before, votes, out.at(-1) ?? [], inRace, entries));
    const hasMajority = inRace.some((index) => (votes[index] as Fraction).times(Fraction.of(2)).compare(counting) > 0);
    if (inRace.length <= 1 || (hasMajority && (rules.stop === 'majority' || inRace.length === 2))) break;
    const [leaving, reason] = leavers(inRace, history, rules, order, entries, ties);
    reasons.push(reason);
    out.push(leaving);
    inRace = inRace.filter((index) => !leaving.includes(index));
    choices.exclude(leaving);
  }
  const last = history.at(-1) ?? [];
  const left = tiers(inRace, (a, b) => (last[b] as Fraction).compare(last[a] as Fraction));
  const ranking = named(entries, [...left, ...out.toReversed()]);
  return {
    winners: ranking[0] ?? [],
    ranking,
    rounds,
    roundCount: rounds.length,
    finalRound: rounds.at(-1) ?? {},
    eliminations: [...named(entries, out), []],
    eliminationOrder: named(entries, out),
    reasons,
    transfers,
    exhausted,
    ties,
  };
}

function leavers(
  inRace: readonly number[],
  history: readonly (readonly Fraction[])[],
  rules: IrvRules,
  order: TieOrder,
  entries: readonly string[],
  ties: TieBreak[],
): [number[], IrvCount['reasons'][number]] {
  const votes = history.at(-1) ?? [];
  const first =
    history.length === 1 ? inRace.filter((index) => rules.excludedFirst.includes(entries[index] as string)) : [];
  if (first.length > 0 && first.length < inRace.length) return [first, 'excluded first'];
  const ascending = tiers(inRace, (a, b) => (votes[a] as Fraction).compare(votes[b] as Fraction));
  const losers = rules.batch ? sureLosers(ascending, votes) : [];
  if (losers.length > 1) return [losers.toSorted((a, b) => a - b), 'sure losers'];
  let tied = ascending[0] ?? [];
  if (tied.length === 1) return [tied, 'fewest votes'];
  const all = tied;
  for (const earlier of rules.ties === 'earlier-round' ? history.slice(0, -1).toReversed() : []) {
    tied = tiers(tied, (a, b) => (earlier[a] as Fraction).compare(earlier[b] as Fraction))[0] ?? tied;
    if (tied.length === 1) break;
  }
  const chosen = lastIn(order, tied);
  ties.push({
    tied: all.map((index) => entries[index] as string),
    chosen: entries[chosen] as string,
    to: 'be excluded',
    by: tied.length === 1 ? 'earlier stage' : 'tie order',
  });
  return [[chosen], 'fewest votes'];
}

/** The largest group from below whose votes together are fewer than those of the next one above it. */
function sureLosers(ascending: readonly (readonly number[])[], votes: readonly Fraction[]): number[] {
  let sum = Fraction.zero;
  let [seen, losers]: [number[], number[]] = [[], []];
  for (const tier of ascending) {
    const own = votes[tier[0] as number] as Fraction;
    if (own.compare(sum) > 0) losers = seen;
    seen = [...seen, ...tier];
    sum = sum.plus(own.times(Fraction.of(tier.length)));
  }
  return losers;
}

function transferOf(
  before: readonly Fraction[],
  after: readonly Fraction[],
  from: readonly number[],
  inRace: readonly number[],
  entries: readonly string[],
): IrvTransfer {
  const gains = inRace.map(
    (index) => [entries[index] as string, (after[index] as Fraction).minus(before[index] as Fraction)] as const,
  );
  const moved = Fraction.sum(from.map((index) => before[index] as Fraction));
  return {
    from: from.map((index) => entries[index] as string),
    to: Object.fromEntries(gains.filter(([, gain]) => gain.compare(Fraction.zero) !== 0)),
    exhausted: moved.minus(Fraction.sum(gains.map(([, gain]) => gain))),
  };
}
