import { ranksOf, type SchulzeResult, strongestPaths } from './schulze.ts';

/** Ids from best to worst; ids in one inner array are tied; who is not listed ranks below all who are. */
export type Ranking = readonly (readonly string[])[];

/**
 * Counts ranked ballots after Schulze (winning votes).
 * @param slate every candidate once; rows and columns of the result are in this order
 * @param ballots at most one per voter, each accepted by `assertBallotCanBeCast`; their order changes nothing
 */
export function tally(slate: readonly string[], ballots: readonly Ranking[]): SchulzeResult {
  const pairs = pairwise(slate, ballots);
  const paths = strongestPaths(pairs);
  return { candidates: slate, pairs, paths, ranks: ranksOf(paths) };
}

/**
 * `[i][j]`: ballots that rank `slate[i]` above `slate[j]`. A ballot that lists i ranks it above j unless it lists j at
 * least as high; counted that way round, a ballot costs the square of what it lists, not of the slate.
 */
export function pairwise(slate: readonly string[], ballots: readonly Ranking[]): number[][] {
  const indexOf = new Map(slate.map((id, index) => [id, index]));
  const listed = slate.map(() => 0);
  const notAbove = slate.map(() => slate.map(() => 0));
  for (const ballot of ballots) {
    const above: number[] = [];
    for (const group of ballot) {
      const indices = group.map((id) => indexOf.get(id)).filter((index) => index !== undefined);
      above.push(...indices);
      for (const index of indices) {
        listed[index] = (listed[index] ?? 0) + 1;
        const row = notAbove[index] ?? [];
        for (const other of above) row[other] = (row[other] ?? 0) + 1;
      }
    }
  }
  return notAbove.map((row, i) => row.map((count, j) => (i === j ? 0 : (listed[i] ?? 0) - count)));
}
