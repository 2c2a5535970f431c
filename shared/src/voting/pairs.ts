import type { RankedProfile, Unranked } from './profile.ts';

/**
 * `[i][j]`: ballots that rank entry i above entry j.
 * @param unranked with `below` a listed entry is above all that the ballot does not list; with `ignored` a ballot
 *   compares only what it lists
 */
export function pairsOf(profile: RankedProfile, unranked: Unranked): number[][] {
  const { entries, groups } = profile;
  if (unranked === 'ignored') return listedPairs(profile);
  // Who is listed is above everybody, unless the other is listed at least as high: so a ballot costs the square of what
  // it lists, not of the slate.
  const listed = new Array<number>(entries.length).fill(0);
  const notBelow = square(entries.length);
  for (const { count, ranks } of groups) {
    const soFar: number[] = [];
    for (const rank of ranks) {
      soFar.push(...rank);
      for (const index of rank) {
        listed[index] = (listed[index] ?? 0) + count;
        for (const other of soFar) add(notBelow, index, other, count);
      }
    }
  }
  return entries.map((_, i) =>
    entries.map((_, j) => (i === j ? 0 : (listed[i] ?? 0) - ((notBelow[i] as number[])[j] ?? 0))),
  );
}

function listedPairs({ entries, groups }: RankedProfile): number[][] {
  const above = square(entries.length);
  for (const { count, ranks } of groups) {
    const before: number[] = [];
    for (const rank of ranks) {
      for (const index of rank) for (const better of before) add(above, better, index, count);
      before.push(...rank);
    }
  }
  return above;
}

function square(size: number): number[][] {
  return Array.from({ length: size }, () => new Array<number>(size).fill(0));
}

function add(matrix: readonly number[][], i: number, j: number, count: number): void {
  const row = matrix[i] as number[];
  row[j] = (row[j] ?? 0) + count;
}

/** Two numbers of a pair: ballots for it, and against. */
export function duel(pairs: readonly (readonly number[])[], i: number, j: number): readonly [number, number] {
  return [pairs[i]?.[j] ?? 0, pairs[j]?.[i] ?? 0];
}
