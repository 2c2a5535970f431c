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
