import { Fraction } from 'shared/voting/fraction.ts';
import type { ApprovalGroup } from 'shared/voting/methods/approval.ts';
import type { ScoreGroup } from 'shared/voting/methods/score.ts';
import type { RankedGroup } from 'shared/voting/profile.ts';
import { type MarkedGroup, OVERVOTE } from 'shared/voting/validity.ts';
import { Unusable } from '../space/unusable.ts';
import { shown } from './read-election.ts';

type Given = Readonly<Record<string, unknown>>;

/** Ballots of `{count, ranking: [[tied], [next]…]}`. @throws Unusable */
export function readRankings(ballots: unknown, candidates: readonly string[], where: string): RankedGroup[] {
  const find = finder(candidates);
  return eachBallot(ballots, where, (ballot, count, at) => {
    const ranking = listOfLists(ballot['ranking'], at);
    limit(
      ranking.reduce((sum, rank) => sum + rank.length, 0),
      candidates,
      at,
      'ranks',
    );
    const ranks = ranking.map((rank) => rank.map((name) => find(name, at, 'ranks'))).filter((rank) => rank.length > 0);
    once(ranks.flat(), candidates, at, 'ranks');
    return { count, ranks };
  });
}

/** Marks: repeated entries and several at one rank are what the rules of the count are about, so they are no error here. */
export function readMarked(ballots: unknown, candidates: readonly string[], where: string): MarkedGroup[] {
  const find = finder(candidates);
  return eachBallot(ballots, where, (ballot, count, at) => {
    const ranking = listOfLists(ballot['ranking'], at);
    const most = Math.max(1, candidates.length) ** 2 + candidates.length;
    const marks = ranking.reduce((sum, rank) => sum + Math.max(1, rank.length), 0);
    if (marks > most)
      throw new Unusable(
        `${at}: has ${String(marks)} marks; every rank can mark every candidate once: ${String(most)}`,
      );
    return {
      count,
      marks: ranking.map((rank) => rank.map((name) => (name === '#overvote' ? OVERVOTE : find(name, at, 'marks')))),
    };
  });
}

/** Ballots of `{count, approve: […]}`. @throws Unusable */
export function readApprovals(ballots: unknown, candidates: readonly string[], where: string): ApprovalGroup[] {
  const find = finder(candidates);
  return eachBallot(ballots, where, (ballot, count, at) => {
    const { approve } = ballot;
    if (!Array.isArray(approve)) throw new Unusable(`${at}: approve should be a list of candidates`);
    limit(approve.length, candidates, at, 'approves');
    const approved = approve.map((name) => find(name, at, 'approves'));
    once(approved, candidates, at, 'approves');
    return { count, approved };
  });
}

/** Ballots of `{count, scores: […]}` in the order of the candidates; null is no score. @throws Unusable */
export function readScores(ballots: unknown, candidates: readonly string[], where: string): ScoreGroup[] {
  return eachBallot(ballots, where, (ballot, count, at) => {
    const { scores } = ballot;
    if (!Array.isArray(scores) || scores.length !== candidates.length)
      throw new Unusable(
        `${at}: scores should be a list of ${String(candidates.length)}, one for each candidate in their order`,
      );
    return {
      count,
      scores: scores.map((score: unknown, index) => {
        if (score === null) return null;
        if (typeof score !== 'number' || !Number.isFinite(score) || Math.abs(score) > 1e9)
          throw new Unusable(
            `${at}: the score of ${shown(candidates[index])} is ${shown(score)}; a score is a finite number, or null for none`,
          );
        return exact(score);
      }),
    };
  });
}

/** The decimal number as it was written: 0.1 is a tenth. */
function exact(score: number): Fraction {
  const [digits = '', power = '0'] = score.toExponential().split('e');
  const [whole = '', part = ''] = digits.split('.');
  const shift = Number(power) - part.length;
  const value = BigInt(whole + part);
  return shift >= 0 ? Fraction.of(value * 10n ** BigInt(shift)) : Fraction.of(value, 10n ** BigInt(-shift));
}

function eachBallot<Group>(
  ballots: unknown,
  where: string,
  read: (ballot: Given, count: number, at: string) => Group,
): Group[] {
  if (!Array.isArray(ballots)) throw new Unusable(`${where}: ballots should be a list`);
  let total = 0;
  return ballots.map((ballot: unknown, index) => {
    const at = `${where}, ballot ${String(index + 1)}`;
    if (typeof ballot !== 'object' || ballot === null) throw new Unusable(`${at}: is not an object`);
    const { count = 1 } = ballot as Given;
    if (!Number.isSafeInteger(count) || (count as number) < 1)
      throw new Unusable(`${at}: count should be a whole number from 1, not ${shown(count)}`);
    total += count as number;
    if (!Number.isSafeInteger(total)) throw new Unusable(`${at}: the counts sum to more than numbers hold exactly`);
    return read(ballot as Given, count as number, at);
  });
}

function listOfLists(ranking: unknown, at: string): unknown[][] {
  if (!Array.isArray(ranking) || !ranking.every((rank) => Array.isArray(rank)))
    throw new Unusable(`${at}: ranking should be a list of ranks, each a list of candidates`);
  return ranking as unknown[][];
}

/** Before every name is looked at: a ballot of many megabytes is refused for what it is. */
function limit(named: number, candidates: readonly string[], at: string, does: string): void {
  if (named > candidates.length)
    throw new Unusable(
      `${at}: ${does} ${String(named)} candidates; there are ${String(candidates.length)}, and a ballot names each at most once`,
    );
}

function finder(candidates: readonly string[]): (name: unknown, at: string, does: string) => number {
  const places = new Map(candidates.map((name, index) => [name, index]));
  return (name, at, does) => {
    const index = places.get(name as string);
    if (index === undefined)
      throw new Unusable(`${at}: ${does} ${shown(name)}, who is not among the candidates; a ballot names only them`);
    return index;
  };
}

function once(indices: readonly number[], candidates: readonly string[], at: string, does: string): void {
  if (new Set(indices).size === indices.length) return;
  const twice = indices.find((index, place) => indices.indexOf(index) !== place) as number;
  throw new Unusable(
    `${at}: ${does} ${shown(candidates[twice])} more than once; a ballot names each candidate at most once`,
  );
}
