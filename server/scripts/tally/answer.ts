import { ballotKindOf, type Ballots, countOf } from 'shared/voting/count.ts';
import type { CountRules } from 'shared/voting/count-rules.ts';
import { duelMargins, duelShares } from 'shared/voting/methods/condorcet.ts';
import { wilson } from 'shared/voting/methods/wilson.ts';
import { ballotCount, places, type RankedProfile, type TieOrder } from 'shared/voting/profile.ts';
import { readMarks } from 'shared/voting/validity.ts';
import { Unusable } from '../space/unusable.ts';
import type { Check, Election, ElectionBallots, Proportion } from './election.ts';
import { rulesOfCheck, validityOf } from './rules-of-check.ts';

export type Answer = Readonly<Record<string, unknown>> & { readonly id: string; readonly method: string };

/** One line of `pnpm tally`: what a method makes of the ballots, under the names that published results use. */
export function answerOf(election: Election, check: Check): Answer {
  const { id } = election;
  const { method } = check;
  const result = resultOf(election, check);
  return result ? { id, method, ...result } : { id, method, unsupported: true };
}

function resultOf(election: Election, check: Check): object | null {
  const { ballots } = election;
  const { method, options } = check;
  if (method === 'wilson') return wilsonOf(options);
  if (method === 'ballotCount') return 'groups' in ballots || 'profile' in ballots ? { total: totalOf(ballots) } : null;
  const unranked =
    options['unranked'] === 'ignored' || options['unranked'] === 'below' ? options['unranked'] : election.unranked;
  if (method === 'margin') return ballots.kind === 'ranked' ? duelMargins(ballots.profile, unranked) : null;
  if (method === 'pairwisePercent') return ballots.kind === 'ranked' ? duelShares(ballots.profile, unranked) : null;
  const rules = rulesOfCheck(check, election);
  const readable = rules && readableBallots(ballots, check);
  if (!readable || readable.ballots.kind !== ballotKindOf(rules.method)) return null;
  const seats = Number(options['seats'] ?? election.seats);
  try {
    const counted = countOf(rules, readable.ballots, seats, tieOrderOf(check, election));
    return { ...inPublishedForm(counted, rules, check), ...readable.more };
  } catch (error) {
    // More committees or rankings than can all be tried: nothing that we could answer.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** Ballots as they can be counted: marks are read by the rules that the check names. */
function readableBallots(ballots: ElectionBallots, { options }: Check): { ballots: Ballots; more: object } | null {
  if (ballots.kind === 'proportion') return null;
  if (ballots.kind !== 'marked') return { ballots, more: {} };
  const validity = validityOf(options);
  if (!validity) return null;
  const { groups, report } = readMarks(ballots.groups, validity);
  const profile: RankedProfile = { entries: ballots.entries, groups };
  return { ballots: { kind: 'ranked', profile }, more: { marks: report } };
}

/** The order of the candidates, unless the check says otherwise. */
function tieOrderOf({ options }: Check, { candidates, where }: Election): TieOrder {
  const { ties } = options;
  if (ties === 'alphabetical')
    return places(candidates).sort((a, b) => ((candidates[a] as string) < (candidates[b] as string) ? -1 : 1));
  if (!Array.isArray(ties)) return places(candidates);
  const order = ties.map((name) => candidates.indexOf(name as string));
  if (order.length !== candidates.length || new Set(order).size !== order.length || order.includes(-1))
    throw new Unusable(`${where}: the order of ties should name every candidate once`);
  return order;
}

function inPublishedForm(counted: object, rules: CountRules, { method }: Check): object {
  const found = counted as Record<string, unknown>;
  if (rules.method !== 'irv') return found;
  const { rounds, eliminationOrder } = found as {
    readonly rounds: readonly Record<string, { toNumber(): number }>[];
    readonly eliminationOrder: readonly (readonly string[])[];
  };
  // RCTab's reports leave out who has no vote.
  const told =
    method === 'irv-marked'
      ? rounds.map((round) => Object.fromEntries(Object.entries(round).filter(([, votes]) => votes.toNumber() > 0)))
      : rounds;
  return { ...found, rounds: told, eliminationOrderEndsWith: eliminationOrder.at(-1) ?? [] };
}

function totalOf(ballots: Extract<ElectionBallots, { groups: unknown } | { profile: unknown }>): number {
  return ballotCount('profile' in ballots ? ballots.profile.groups : ballots.groups);
}

/** The proportions are part of what is asked: `options.intervals`, each with x and n. */
function wilsonOf({ z = 1.959964, intervals }: Check['options']): object | null {
  if (typeof z !== 'number' || !(z > 0) || !Array.isArray(intervals)) return null;
  return { intervals: (intervals as Proportion[]).map(({ x, n }) => wilson(x, n, z)) };
}
