import { Unusable } from '../space/unusable.ts';
import type { Check, Election, ElectionBallots } from './election.ts';
import { readApprovals, readMarked, readRankings, readScores } from './read-ballots.ts';
import { readBattles } from './read-battles.ts';

type Given = Readonly<Record<string, unknown>>;

/** Reads one case. @param place where it stands in the file @throws Unusable names the ballot and the rule it breaks */
export function readElection(given: Given, place: string): Election {
  const { id, kind, seats, candidates, unranked, checks } = given;
  if (typeof id !== 'string' || id === '') throw new Unusable(`${place}: has no id`);
  const where = `${place} "${id.slice(0, 80)}"`;
  const names = readNames(candidates, where);
  if (seats !== undefined && seats !== null && (!Number.isSafeInteger(seats) || (seats as number) < 1))
    throw new Unusable(`${where}: seats should be a whole number from 1, not ${shown(seats)}`);
  if (unranked !== undefined && unranked !== 'below' && unranked !== 'ignored')
    throw new Unusable(`${where}: unranked should be "below" or "ignored", not ${shown(unranked)}`);
  return {
    where,
    id,
    candidates: names,
    seats: (seats as number | null | undefined) ?? 1,
    unranked: unranked ?? 'below',
    ballots: readBallots(kind, given, names, where),
    checks: readChecks(checks, where),
  };
}

function readNames(candidates: unknown, where: string): string[] {
  if (!Array.isArray(candidates) || !candidates.every((name) => typeof name === 'string'))
    throw new Unusable(`${where}: candidates should be a list of names`);
  const twice = candidates.find((name, at) => candidates.indexOf(name) !== at);
  if (twice !== undefined) throw new Unusable(`${where}: ${shown(twice)} stands among the candidates twice`);
  return candidates;
}

function readBallots(kind: unknown, given: Given, candidates: readonly string[], where: string): ElectionBallots {
  switch (kind) {
    case 'ranked':
      return { kind, profile: { entries: candidates, groups: readRankings(given['ballots'], candidates, where) } };
    case 'marked-ranked':
      return { kind: 'marked', entries: candidates, groups: readMarked(given['ballots'], candidates, where) };
    case 'score':
      return { kind, profile: { entries: candidates, groups: readScores(given['ballots'], candidates, where) } };
    case 'approval': {
      const groups = readApprovals(given['ballots'], candidates, where);
      return { kind, profile: { entries: candidates, groups }, costs: readCosts(given['costs'], candidates, where) };
    }
    case 'pairwise':
      return { kind, entries: candidates, battles: readBattles(given, candidates, where) };
    case 'proportion':
      return { kind };
    default:
      throw new Unusable(
        `${where}: kind should be ranked, marked-ranked, score, approval, pairwise or proportion, not ${shown(kind)}`,
      );
  }
}

function readCosts(costs: unknown, candidates: readonly string[], where: string): number[] | null {
  if (costs === undefined || costs === null) return null;
  return candidates.map((name) => {
    const cost = (costs as Given)[name];
    if (!Number.isSafeInteger(cost) || (cost as number) < 0)
      throw new Unusable(`${where}: the cost of ${shown(name)} should be a whole number from 0, not ${shown(cost)}`);
    return cost as number;
  });
}

function readChecks(checks: unknown, where: string): Check[] {
  if (!Array.isArray(checks)) throw new Unusable(`${where}: checks should be a list of what to count`);
  return checks.map((check: Given | null, at) => {
    const { method, options } = check ?? {};
    if (typeof method !== 'string') throw new Unusable(`${where}: check ${String(at + 1)} names no method`);
    if (options !== undefined && options !== null && typeof options !== 'object')
      throw new Unusable(`${where}: the options of check ${String(at + 1)} should be an object`);
    // Nothing else of a check is looked at: what a file expects must not reach the count.
    return { method, options: (options as Given | null | undefined) ?? {} };
  });
}

/** A value in a message, at a length that a line can carry. */
export function shown(value: unknown): string {
  const text = value === undefined ? 'missing' : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
