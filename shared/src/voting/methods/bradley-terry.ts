import { byName, named, places } from '../profile.ts';

/** How often one entry was preferred to another; half for each where somebody called them equal. */
export interface Battle {
  readonly winner: number;
  readonly loser: number;
  /** More than 0; need not be whole. */
  readonly times: number;
  /** Which one stood first (on the left, at home); null where nothing tells. */
  readonly first?: 'winner' | 'loser' | null;
}

export interface BradleyTerryRules {
  /**
   * Every entry also wins and loses this many times against an average one, so that an entry with few battles stays near the
   * middle and one that always won has a finite strength.
   */
  readonly prior: number;
  /** Whether standing first is estimated as an advantage of its own, the same for all. */
  readonly firstSlot: boolean;
  /** The entry whose logarithm is 0; null: the mean of all logarithms is. */
  readonly reference: number | null;
}

export interface BradleyTerryCount {
  /** Best first, one each unless equal. */
  readonly ranking: readonly (readonly string[])[];
  readonly winners: readonly string[];
  /** Natural logarithms of the strengths, against the reference. */
  readonly logStrengths: Readonly<Record<string, number>>;
  /** Strengths that sum to 1. */
  readonly strengths: Readonly<Record<string, number>>;
  readonly strengthsSorted: readonly number[];
  /** Natural logarithm of the odds for whoever stands first against an equal; only where it was estimated. */
  readonly homeAdvantage?: number;
  readonly iterations: number;
}

const MOST_ITERATIONS = 10_000;
const PRECISE_ENOUGH = 1e-13;
/** Logarithms closer than this are equal. */
const SAME = 1e-9;

/** One entry's battles with another. */
interface Side {
  readonly other: number;
  readonly times: number;
  readonly won: boolean;
  readonly stands: 'first' | 'second' | 'unknown';
}

/**
 * Bradley–Terry strengths: the odds that i is preferred to j are strength(i) ÷ strength(j). Until the last logarithm only
 * additions, multiplications and divisions in one order are used, so that all machines find the same bits, whatever the
 * order of the battles.
 * @see M. E. J. Newman, "Efficient computation of rankings from pairwise comparisons", JMLR 24, 2023; R. R. Davidson and
 *   R. J. Beaver, Biometrics 33, 1977, for the advantage of standing first
 */
export function bradleyTerry(
  entries: readonly string[],
  battles: readonly Battle[],
  rules: BradleyTerryRules,
): BradleyTerryCount {
  const sides = sidesOf(entries.length, battles);
  const strengths = new Float64Array(entries.length).fill(1);
  let advantage = 1;
  let iterations = 0;
  for (let change = 1; change > PRECISE_ENOUGH && iterations < MOST_ITERATIONS; iterations++) {
    const before = strengths.slice();
    for (const [index, own] of sides.entries()) improve(strengths, index, own, advantage, rules.prior);
    rescale(strengths);
    change = strengths.reduce((most, one, index) => Math.max(most, Math.abs(one / (before[index] as number) - 1)), 0);
    if (!rules.firstSlot) continue;
    const better = improvedAdvantage(strengths, sides, advantage, rules.prior);
    change = Math.max(change, Math.abs(better / advantage - 1));
    advantage = better;
  }
  const logs = Array.from(strengths, (one) => Math.log(one));
  const mean = logs.reduce((sum, one) => sum + one, 0) / Math.max(1, logs.length);
  const zero = rules.reference === null ? mean : (logs[rules.reference] as number);
  const sum = strengths.reduce((all, one) => all + one, 0);
  const ranking = named(entries, levels(logs));
  return {
    ranking,
    winners: ranking[0] ?? [],
    logStrengths: byName(entries, (index) => (logs[index] as number) - zero),
    strengths: byName(entries, (index) => (strengths[index] as number) / sum),
    strengthsSorted: Array.from(strengths, (one) => one / sum).sort((a, b) => a - b),
    ...(rules.firstSlot && { homeAdvantage: Math.log(advantage) }),
    iterations,
  };
}

/** Best first; what differs by less than the iteration could tell shares a level. */
function levels(logs: readonly number[]): number[][] {
  const result: number[][] = [];
  let last = Number.POSITIVE_INFINITY;
  for (const index of places(logs).sort((a, b) => (logs[b] as number) - (logs[a] as number))) {
    const log = logs[index] as number;
    if (last - log < SAME) result.at(-1)?.push(index);
    else result.push([index]);
    last = log;
  }
  return result;
}

/** For every entry its battles, in an order that the order of the list does not change. */
function sidesOf(size: number, battles: readonly Battle[]): Side[][] {
  const sums = new Map<string, Battle>();
  for (const battle of battles) {
    const key = `${String(battle.winner)} ${String(battle.loser)} ${battle.first ?? ''}`;
    const times = (sums.get(key)?.times ?? 0) + battle.times;
    sums.set(key, { ...battle, times });
  }
  const sides: Side[][] = Array.from({ length: size }, () => []);
  for (const [, { winner, loser, times, first }] of [...sums].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const place = (who: 'winner' | 'loser'): Side['stands'] =>
      first ? (first === who ? 'first' : 'second') : 'unknown';
    sides[winner]?.push({ other: loser, times, won: true, stands: place('winner') });
    sides[loser]?.push({ other: winner, times, won: false, stands: place('loser') });
  }
  return sides;
}

/** The entry's best strength against what is known of the others by now. */
function improve(
  strengths: Float64Array,
  index: number,
  sides: readonly Side[],
  advantage: number,
  prior: number,
): void {
  const own = strengths[index] as number;
  let [up, down] = [prior / (own + 1), prior / (own + 1)];
  for (const { other, times, won, stands } of sides) {
    const mine = stands === 'first' ? advantage : 1;
    const theirs = (stands === 'second' ? advantage : 1) * (strengths[other] as number);
    const sum = mine * own + theirs;
    if (won) up += (times * theirs) / sum;
    else down += (times * mine) / sum;
  }
  // Without a prior, who never won or never lost has no strength that could be estimated.
  if (up > 0 && down > 0) strengths[index] = up / down;
}

/**
 * Only the prior holds all strengths together in the middle; with a weak one the sweeps alone would take very long to find
 * it. It is where all entries together win as often against an average one as they lose.
 */
function rescale(strengths: Float64Array): void {
  for (let step = 0, factor = 2; step < 100 && Math.abs(factor - 1) > 1e-15; step++) {
    let [wins, losses] = [0, 0];
    for (const one of strengths) {
      wins += one / (1 + one);
      losses += 1 / (1 + one);
    }
    factor = losses / wins;
    for (const [index, one] of strengths.entries()) strengths[index] = one * factor;
  }
}

function improvedAdvantage(
  strengths: Float64Array,
  sides: readonly (readonly Side[])[],
  advantage: number,
  prior: number,
): number {
  let [up, down] = [prior / (advantage + 1), prior / (advantage + 1)];
  for (const [index, own] of sides.entries()) {
    for (const { other, times, won, stands } of own) {
      if (stands !== 'first') continue;
      const [mine, theirs] = [strengths[index] as number, strengths[other] as number];
      const sum = advantage * mine + theirs;
      if (won) up += (times * theirs) / sum;
      else down += (times * mine) / sum;
    }
  }
  return up > 0 && down > 0 ? up / down : advantage;
}
