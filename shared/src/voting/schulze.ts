export interface SchulzeResult {
  /** Candidates in the order of the rows and columns below: the order they were given in. */
  readonly candidates: readonly string[];
  /** `pairs[i][j]`: ballots that rank i above j. */
  readonly pairs: readonly (readonly number[])[];
  /** `paths[i][j]`: strength of the strongest path from i to j; 0 where there is none. */
  readonly paths: readonly (readonly number[])[];
  /** 1 is best; tied candidates share a rank and the next is skipped: 1, 1, 3. */
  readonly ranks: readonly number[];
}

/**
 * Strengths of the strongest paths by winning votes: a link i → j exists where more ballots rank i above j than j above
 * i, and is as strong as the ballots on its winning side; a path is as strong as its weakest link. Cubic in the number
 * of candidates.
 * @param pairs square; `pairs[i][j]` ballots that rank i above j
 * @see M. Schulze, "A new monotonic, clone-independent, reversal symmetric, and Condorcet-consistent single-winner election method", 2011, 2.3.1
 */
export function strongestPaths(pairs: readonly (readonly number[])[]): number[][] {
  return widestPaths(pairs.map((row, i) => row.map((votes, j) => (votes > (pairs[j]?.[i] ?? 0) ? votes : 0))));
}

/**
 * The strength of the strongest path between every two entries, a path being as strong as its weakest link.
 * @param links square; `links[i][j]` strength of the link i → j, 0 where there is none
 */
export function widestPaths(links: readonly (readonly number[])[]): number[][] {
  const size = links.length;
  const paths = Float64Array.from(links.flat());
  for (let via = 0; via < size; via++) {
    for (let from = 0; from < size; from++) {
      const first = paths[from * size + via] as number;
      if (from === via || first === 0) continue;
      for (let to = 0; to < size; to++) {
        const second = paths[via * size + to] as number;
        const strength = first < second ? first : second;
        if (to !== from && strength > (paths[from * size + to] as number)) paths[from * size + to] = strength;
      }
    }
  }
  return links.map((_, from) => [...paths.subarray(from * size, (from + 1) * size)]);
}

/**
 * Ranks from strengths of paths: i beats j where its path to j is the stronger one. Rank 1 are those that nobody beats,
 * the next rank those that nobody beats once these are set aside, and so on: whoever beats another always ranks above.
 */
export function ranksOf(paths: readonly (readonly number[])[]): number[] {
  const beats = (i: number, j: number): boolean => (paths[i]?.[j] ?? 0) > (paths[j]?.[i] ?? 0);
  const ranks = paths.map(() => 0);
  let left = paths.map((_, index) => index);
  while (left.length > 0) {
    const rank = paths.length - left.length + 1;
    const unbeaten = left.filter((j) => !left.some((i) => beats(i, j)));
    // "Beats" is transitive, so somebody is always unbeaten; matrices that no ballots can give must not hang us.
    if (unbeaten.length === 0) throw new RangeError('These are not strengths of strongest paths.');
    for (const index of unbeaten) ranks[index] = rank;
    left = left.filter((index) => !unbeaten.includes(index));
  }
  return ranks;
}
