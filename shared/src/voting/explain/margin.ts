import { countOf } from '../count.ts';
import type { CountRules } from '../count-rules.ts';
import type { IrvCount } from '../methods/irv.ts';
import { duel, pairsOf } from '../pairs.ts';
import { ballotCount, places, type RankedGroup, type RankedProfile, type TieOrder } from '../profile.ts';
import { widestPaths } from '../schulze.ts';

/** How many ballots would have to say something else for another winner. */
export interface Margin {
  /** Proven: no change of fewer ballots takes the win away. */
  readonly atLeast: number;
  /** Found and recounted: a change of so many ballots that does. Null where none was found. */
  readonly atMost: number | null;
  /** Whether both are the same number: then it is the margin. */
  readonly isExact: boolean;
  /** Who would then win, or share the win. */
  readonly challenger: string | null;
}

/**
 * The margin of a win, or bounds of it. The win is lost as soon as somebody else wins or wins as well; which ballots would
 * have to change is searched for among those that hurt a challenger most, and every find is recounted by the same rules.
 * Counts some twenty times for each challenger: bundle equal ballots first.
 * @throws RangeError unless there is exactly one winner
 */
export function marginOf(rules: CountRules, profile: RankedProfile, order: TieOrder): Margin {
  const won = winnersOf(rules, profile, order);
  const winner = profile.entries.indexOf(won[0] as string);
  if (won.length !== 1 || winner < 0) throw new RangeError('Only a single winner has a margin.');
  const atLeast = provenMargin(rules, profile, winner, order);
  let best: { ballots: number; challenger: number } | null = null;
  for (const challenger of places(profile.entries)) {
    if (challenger === winner) continue;
    const ballots = fewestFound(rules, profile, winner, challenger, order, best?.ballots ?? null);
    if (ballots !== null && (!best || ballots < best.ballots)) best = { ballots, challenger };
    if (best?.ballots === atLeast) break;
  }
  return {
    atLeast,
    atMost: best?.ballots ?? null,
    isExact: best?.ballots === atLeast,
    challenger: best ? (profile.entries[best.challenger] as string) : null,
  };
}

function winnersOf(rules: CountRules, profile: RankedProfile, order: TieOrder): readonly string[] {
  return countOf(rules, { kind: 'ranked', profile }, 1, order).winners;
}

/** The smallest number of ballots, found by halving, whose change for the challenger ends the win. */
function fewestFound(
  rules: CountRules,
  profile: RankedProfile,
  winner: number,
  challenger: number,
  order: TieOrder,
  known: number | null,
): number | null {
  const worstFirst = profile.groups.toSorted((a, b) => harm(b, winner, challenger) - harm(a, winner, challenger));
  const isLost = (ballots: number): boolean => {
    const changed = { entries: profile.entries, groups: changedBallots(worstFirst, ballots, challenger) };
    const won = winnersOf(rules, changed, order);
    return won.length !== 1 || won[0] !== profile.entries[winner];
  };
  let [keeps, loses] = [0, known === null ? ballotCount(profile.groups) : known - 1];
  if (loses < 1 || !isLost(loses)) return null;
  while (loses - keeps > 1) {
    const middle = (keeps + loses) >> 1;
    if (isLost(middle)) loses = middle;
    else keeps = middle;
  }
  return loses;
}

/** How much a ballot gives the winner over the challenger: from −1 to 1, and more the nearer the winner is to the top. */
function harm({ ranks }: RankedGroup, winner: number, challenger: number): number {
  const place = (index: number): number => {
    const at = ranks.findIndex((rank) => rank.includes(index));
    return at < 0 ? ranks.length : at;
  };
  const [ours, theirs] = [place(winner), place(challenger)];
  return Math.sign(theirs - ours) + (ours === 0 ? 0.5 : 0) - (theirs === 0 ? 0.5 : 0);
}

function changedBallots(groups: readonly RankedGroup[], ballots: number, challenger: number): RankedGroup[] {
  let left = ballots;
  const kept = groups.flatMap((group): RankedGroup[] => {
    const taken = Math.min(left, group.count);
    left -= taken;
    return taken === group.count ? [] : [{ ...group, count: group.count - taken }];
  });
  return [...kept, { count: ballots - left, ranks: [[challenger]] }];
}

function provenMargin(rules: CountRules, profile: RankedProfile, winner: number, order: TieOrder): number {
  switch (rules.method) {
    case 'irv': {
      const count = countOf(rules, { kind: 'ranked', profile }, 1, order) as IrvCount;
      return runoffBound(count);
    }
    case 'schulze': {
      const pairs = pairsOf(profile, rules.unranked);
      const byDuels = duelBound(pairs, winner);
      return rules.strength === 'winning' ? Math.max(byDuels, pathBound(pairs, winner)) : byDuels;
    }
    case 'minimax':
      return rules.variant === 'opposition' ? 1 : duelBound(pairsOf(profile, rules.unranked), winner);
    case 'ranked-pairs':
    case 'kemeny':
    case 'copeland':
      return duelBound(pairsOf(profile, rules.unranked), winner);
    default:
      return 1;
  }
}

/** Approval of one: a ballot that changes can take one approval from the winner and give one to the next. Exact. */
export function approvalMargin(scores: Readonly<Record<string, number>>): number {
  const [most = 0, next = 0] = Object.values(scores).sort((a, b) => b - a);
  return Math.max(1, Math.ceil((most - next) / 2));
}

/** Whoever beats everybody wins by all of these methods, and a ballot changes a duel by two at most. */
function duelBound(pairs: readonly (readonly number[])[], winner: number): number {
  const leads = places(pairs)
    .filter((other) => other !== winner)
    .map((other) => {
      const [votes, against] = duel(pairs, winner, other);
      return votes - against;
    });
  return Math.max(1, Math.ceil(Math.min(...leads) / 2));
}

/**
 * Schulze with winning votes. Once k ballots have changed, a link that was won by more than 2k is still there and has lost k
 * votes at most, and a link that is there now was not lost by 2k or more before and has won k at most. While the weakest such paths of
 * the winner are stronger than the strongest against, nothing has changed.
 */
function pathBound(pairs: readonly (readonly number[])[], winner: number): number {
  const links = (keeps: (lead: number) => boolean, change: number): number[][] =>
    pairs.map((row, i) =>
      row.map((votes, j) => (i !== j && keeps(votes - (pairs[j]?.[i] ?? 0)) ? Math.max(0, votes + change) : 0)),
    );
  const isSafe = (k: number): boolean => {
    const least = widestPaths(links((lead) => lead > 2 * k, -k));
    const most = widestPaths(links((lead) => lead > -2 * k, k));
    return places(pairs).every(
      (other) => other === winner || (least[winner]?.[other] ?? 0) > (most[other]?.[winner] ?? 0),
    );
  };
  let [safe, unknown] = [0, Math.max(1, ...pairs.flat()) + 1];
  while (unknown - safe > 1) {
    const middle = (safe + unknown) >> 1;
    if (isSafe(middle)) safe = middle;
    else unknown = middle;
  }
  return safe + 1;
}

/**
 * Instant runoff: votes in a round depend only on who is in the race, and a ballot changes the lead of one over another by two at
 * most. While no lead of those who stay over those who leave is used up, the same ones leave and the same one wins.
 */
function runoffBound({ rounds, eliminations, winners, reasons }: IrvCount): number {
  const leads = rounds.flatMap((round, at): number[] => {
    const leaving = eliminations[at] ?? [];
    const votes = Object.entries(round).map(([name, value]) => ({ name, value: value.toNumber() }));
    if (leaving.length === 0) {
      const own = votes.find(({ name }) => name === winners[0])?.value ?? 0;
      return [own - (votes.reduce((sum, { value }) => sum + value, 0) - own)];
    }
    if (reasons[at] === 'excluded first') return [];
    const out = votes.filter(({ name }) => leaving.includes(name)).reduce((sum, { value }) => sum + value, 0);
    const stay = votes.filter(({ name }) => !leaving.includes(name)).map(({ value }) => value);
    return [Math.min(...stay) - out];
  });
  return Math.max(1, Math.ceil(Math.min(...leads) / 2));
}
