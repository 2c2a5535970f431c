import { assertNever } from '../assert-never.ts';
import type { CountRules } from './count-rules.ts';
import { Fraction } from './fraction.ts';
import { approval, type ApprovalProfile, type Budget, greedyBudget, seatsAsBudget } from './methods/approval.ts';
import { type Battle, bradleyTerry } from './methods/bradley-terry.ts';
import { bestCommittees } from './methods/committees.ts';
import { condorcet, copeland, minimax } from './methods/condorcet.ts';
import { coombs } from './methods/coombs.ts';
import { sharedChoices, strictChoices } from './methods/first-choices.ts';
import { irv } from './methods/irv.ts';
import { kemeny } from './methods/kemeny.ts';
import { borda, bucklin, plurality } from './methods/positional.ts';
import { equalShares, seqPhragmen } from './methods/proportional.ts';
import { rankedPairs } from './methods/ranked-pairs.ts';
import { schulze } from './methods/schulze.ts';
import { score, type ScoreProfile, star } from './methods/score.ts';
import { stvExact } from './methods/stv-exact.ts';
import { SCOTTISH, stvGregory, WIGM_PRF } from './methods/stv-gregory.ts';
import { stvMeek } from './methods/stv-meek.ts';
import type { RankedProfile, TieOrder } from './profile.ts';
import { strictBallots } from './strict-ballots.ts';

/** The ballots of a round, by what a ballot says. */
export type Ballots =
  | { readonly kind: 'ranked'; readonly profile: RankedProfile }
  | { readonly kind: 'approval'; readonly profile: ApprovalProfile; readonly costs: readonly number[] | null }
  | { readonly kind: 'score'; readonly profile: ScoreProfile }
  | { readonly kind: 'pairwise'; readonly entries: readonly string[]; readonly battles: readonly Battle[] };

export type BallotKind = Ballots['kind'];

/** What kind of ballot a method counts. */
export function ballotKindOf(method: CountRules['method']): BallotKind {
  switch (method) {
    case 'approval':
    case 'pav':
    case 'cc':
    case 'monroe':
    case 'seq-phragmen':
    case 'budget-greedy':
    case 'equal-shares':
      return 'approval';
    case 'score':
    case 'star':
      return 'score';
    case 'bradley-terry':
      return 'pairwise';
    default:
      return 'ranked';
  }
}

export type Counted = ReturnType<typeof countOf>;

/**
 * Counts ballots by rules. The result names entries and holds every step; the order of the ballots changes nothing.
 * @param seats 1 …: how many are to win
 * @param order settles ties; see each method for what it does with them
 * @throws RangeError where the ballots are of another kind than the method counts, or too many for a method that tries all
 */
export function countOf(rules: CountRules, ballots: Ballots, seats: number, order: TieOrder) {
  switch (ballots.kind) {
    case 'ranked':
      return countRanked(rules, ballots.profile, seats, order);
    case 'approval':
      return countApproval(rules, ballots.profile, ballots.costs, seats, order);
    case 'score':
      if (rules.method === 'score')
        return score(ballots.profile, seats, Fraction.of(rules.lowest), rules.unscored, order);
      if (rules.method === 'star') return star(ballots.profile, Fraction.of(rules.lowest), order);
      throw otherKind(rules, ballots);
    case 'pairwise': {
      if (rules.method !== 'bradley-terry') throw otherKind(rules, ballots);
      const reference = rules.reference === null ? null : ballots.entries.indexOf(rules.reference);
      if (reference === -1) throw new RangeError('The reference of the strengths is not among the entries.');
      return bradleyTerry(ballots.entries, ballots.battles, { ...rules, reference });
    }
    default:
      return assertNever(ballots);
  }
}

function countRanked(rules: CountRules, profile: RankedProfile, seats: number, order: TieOrder) {
  const strict = (tied: 'skip' | 'exhaust') => strictBallots(profile.entries, profile.groups, tied);
  switch (rules.method) {
    case 'schulze':
      return schulze(profile, rules.strength, rules.unranked);
    case 'ranked-pairs':
      return rankedPairs(profile, rules.strength, rules.unranked, order);
    case 'irv': {
      const { tiedRanks } = rules;
      const isStrict = tiedRanks === 'skip' || tiedRanks === 'exhaust';
      return irv(isStrict ? strictChoices(strict(tiedRanks)) : sharedChoices(profile, tiedRanks), rules, order);
    }
    case 'stv-scotland':
      return stvGregory(strict(rules.tiedRanks), seats, SCOTTISH, order);
    case 'stv-wigm-prf':
      return stvGregory(strict(rules.tiedRanks), seats, WIGM_PRF, order);
    case 'stv-meek-prf':
      return stvMeek(strict(rules.tiedRanks), seats, order);
    case 'stv-gregory':
      return stvExact(profile, seats, rules.quota, order);
    case 'plurality':
      return plurality(profile);
    case 'borda':
      return borda(profile);
    case 'bucklin':
      return bucklin(profile);
    case 'coombs':
      return coombs(profile, order);
    case 'condorcet':
      return condorcet(profile, rules.unranked);
    case 'copeland':
      return copeland(profile, rules.unranked);
    case 'kemeny':
      return kemeny(profile, rules.unranked, order);
    case 'minimax':
      return minimax(profile, rules.variant, rules.unranked);
    default:
      throw otherKind(rules, { kind: 'ranked' });
  }
}

function countApproval(
  rules: CountRules,
  profile: ApprovalProfile,
  costs: readonly number[] | null,
  seats: number,
  order: TieOrder,
) {
  const limits = (budget: number | null): Budget => {
    if (budget === null) return seatsAsBudget(profile, seats);
    return { costs: costs ?? profile.entries.map(() => 1), budget };
  };
  switch (rules.method) {
    case 'approval':
      return approval(profile, seats, order);
    case 'pav':
    case 'cc':
    case 'monroe':
      return bestCommittees(profile, seats, rules.method, order);
    case 'seq-phragmen':
      return seqPhragmen(profile, limits(rules.budget), order);
    case 'equal-shares':
      return equalShares(profile, limits(rules.budget), rules.completion, order);
    case 'budget-greedy':
      return greedyBudget(profile, limits(rules.budget), order);
    default:
      throw otherKind(rules, { kind: 'approval' });
  }
}

function otherKind({ method }: CountRules, { kind }: { readonly kind: string }): RangeError {
  return new RangeError(`${method} does not count ${kind} ballots.`);
}
