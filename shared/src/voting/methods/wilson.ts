export interface Interval {
  /** Successes: 0 … n. */
  readonly x: number;
  /** Trials. */
  readonly n: number;
  readonly lo: number;
  readonly hi: number;
}

/**
 * Wilson's score interval of a proportion, without a correction for continuity. Nothing tried: 0 to 1.
 * @param z quantile of the normal distribution: 1.959964 for 95 %
 * @see E. B. Wilson, 1927; R. G. Newcombe, Statistics in Medicine 17, 1998, method 3
 */
export function wilson(x: number, n: number, z: number): Interval {
  if (n === 0) return { x, n, lo: 0, hi: 1 };
  const share = x / n;
  const square = (z * z) / n;
  const middle = share + square / 2;
  const half = z * Math.sqrt((share * (1 - share) + square / 4) / n);
  // Nobody and everybody are bounds themselves; subtracting would leave the last bits of a rounding there.
  return { x, n, lo: x === 0 ? 0 : (middle - half) / (1 + square), hi: x === n ? 1 : (middle + half) / (1 + square) };
}
