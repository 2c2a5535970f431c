import type { CountRules } from 'shared/voting/count-rules.ts';
import type { ValidityRules } from 'shared/voting/validity.ts';
import type { Check, Election } from './election.ts';

/** Against whom nobody would ask: one hundredth of a win and a loss moves a strength in the third decimal place. */
const WEAK_PRIOR = 0.01;
/** RCTab's name for write-ins that did not register; it takes them out first. */
const UNDECLARED = 'Undeclared Write-ins';

/** The rules that a check names, or null where it asks for something that we do not offer. */
export function rulesOfCheck({ method, options }: Check, election: Election): CountRules | null {
  const text = (key: string, otherwise: string): string =>
    options[key] === undefined ? otherwise : String(options[key]);
  const unranked = pick(text('unranked', election.unranked), ['below', 'ignored']);
  const strength = pick(text('strength', 'winning'), ['winning', 'margins', 'ratio']);
  const budget = (options['budget'] as number | undefined) ?? null;
  if (budget !== null && (!Number.isSafeInteger(budget) || budget < 1)) return null;
  switch (method) {
    case 'schulze':
    case 'ranked-pairs':
      return strength && unranked && { method, strength, unranked };
    case 'condorcet':
    case 'copeland':
    case 'kemeny':
      return unranked && { method, unranked };
    case 'minimax': {
      const variant = pick(text('variant', 'winning'), ['winning', 'margins', 'opposition']);
      return variant && unranked && { method, variant, unranked };
    }
    case 'plurality':
    case 'bucklin':
    case 'coombs':
      return { method };
    case 'borda':
      return text('points', 'n-1..0') === 'n-1..0' ? { method } : null;
    case 'irv':
    case 'irv-marked':
      return irvRules(options, election, method === 'irv-marked');
    case 'stv-scotland':
      return text('arithmetic', 'fixed-5') === 'fixed-5' ? { method, tiedRanks: 'skip' } : null;
    case 'stv-wigm-prf':
      return text('arithmetic', 'fixed-4') === 'fixed-4' ? { method, tiedRanks: 'skip' } : null;
    case 'stv-meek-prf':
      return text('arithmetic', 'fixed-9') === 'fixed-9' && Number(text('omega', '1e-6')) === 1e-6
        ? { method, tiedRanks: 'skip' }
        : null;
    case 'stv-gregory': {
      const quota = pick(text('quota', 'droop'), ['droop', 'hare', 'hagenbach-bischoff']);
      return quota && { method, quota };
    }
    case 'av':
    case 'approval':
      return { method: 'approval' };
    case 'pav':
    case 'cc':
    case 'monroe':
      return { method };
    case 'seq-phragmen':
      return { method, budget };
    case 'budget-greedy':
      return budget === null ? null : { method, budget };
    case 'equal-shares': {
      const completion = pick(text('completion', 'none'), ['none', 'seq-phragmen']);
      return completion && { method, completion, budget };
    }
    case 'score':
    case 'range': {
      const unscored = pick(text('unscored', 'lowest'), ['lowest', 'ignored']);
      return unscored && { method: 'score', lowest: 0, unscored };
    }
    case 'star':
      return { method, lowest: 0 };
    case 'bradley-terry':
    case 'bradley-terry-home': {
      const prior = (options['prior'] as number | undefined) ?? WEAK_PRIOR;
      const reference = (options['reference'] as string | undefined) ?? null;
      if (
        typeof prior !== 'number' ||
        !(prior >= 0) ||
        (reference !== null && !election.candidates.includes(reference))
      )
        return null;
      return { method: 'bradley-terry', prior, firstSlot: method === 'bradley-terry-home', reference };
    }
    default:
      return null;
  }
}

function irvRules(options: Check['options'], election: Election, isMarked: boolean): CountRules | null {
  const { batch, batchElimination, winnerElectionMode: mode } = options;
  if (mode !== undefined && mode !== 'singleWinnerMajority') return null;
  const tiedRanks = pick(String(options['tiedRanks'] ?? 'share'), [
    'skip',
    'exhaust',
    'share',
    'exhaust-if-several-continue',
  ]);
  if (!tiedRanks) return null;
  return {
    method: 'irv',
    stop: options['stop'] === 'two' ? 'two' : 'majority',
    // A text here is a remark on how an official count was reported, not a rule.
    batch: batch === true || batchElimination === true,
    ties: options['ties'] === 'earlier-round' ? 'earlier-round' : 'tie-order',
    tiedRanks: isMarked ? 'exhaust-if-several-continue' : tiedRanks,
    excludedFirst: isMarked && election.candidates.includes(UNDECLARED) ? [UNDECLARED] : [],
  };
}

/** What marks count for by RCTab's names; null where one of them is unknown. */
export function validityOf(options: Check['options']): ValidityRules | null {
  const overvote = {
    exhaustImmediately: 'exhaust',
    alwaysSkipToNextRank: 'skip',
    exhaustIfMultipleContinuing: 'exhaust-if-several-continue',
  }[String(options['overvoteRule'] ?? 'exhaustImmediately')] as ValidityRules['overvote'] | undefined;
  const mostSkipped = limitOf(options['maxSkippedRanksAllowed'], 'unlimited');
  const mostRanks = limitOf(options['maxRankingsAllowed'], 'max');
  if (!overvote || mostSkipped === undefined || mostRanks === undefined || mostRanks === 0) return null;
  return {
    overvote,
    mostSkipped,
    mostRanks,
    repeated: options['exhaustOnDuplicateCandidate'] === true ? 'exhaust' : 'skip',
  };
}

function limitOf(given: unknown, none: string): number | null | undefined {
  if (given === undefined || given === none) return null;
  const limit = Number(given);
  return Number.isSafeInteger(limit) && limit >= 0 ? limit : undefined;
}

function pick<const Value extends string>(given: string, known: readonly Value[]): Value | null {
  return known.find((value) => value === given) ?? null;
}
