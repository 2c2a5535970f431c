import type { Unranked } from '../profile.ts';
import { type CompactBallots, END_BYTE, TIE_BYTE } from './compact-ballots.ts';
import { countAbove } from './pair-kernel.ts';

/**
 * The pairs of `pairsOf`, for very many ballots.
 * @param by `plain` keeps to JavaScript; by itself the vector kernel is taken where it can be
 */
export function compactPairs(
  ballots: CompactBallots,
  unranked: Unranked,
  by: 'fastest' | 'plain' = 'fastest',
): number[][] {
  const size = ballots.entries.length;
  const fast = by === 'fastest' && !ballots.hasTies ? countAbove(size, ballots.bytes) : null;
  const above = fast ?? plainAbove(size, ballots.bytes, unranked);
  const at = (i: number, j: number): number => above[i * size + j] as number;
  return ballots.entries.map((_, i) =>
    ballots.entries.map((__, j) => {
      if (i === j) return 0;
      // Who is listed is above everybody, unless the other is listed at least as high.
      return unranked === 'ignored' ? at(j, i) : at(i, i) - at(i, j);
    }),
  );
}

/**
 * At `[i * size + j]` ballots that list j above i, at `[i * size + i]` ballots that list i. Tied entries are above each other where
 * it is to be told who is not below, and otherwise neither is.
 */
function plainAbove(size: number, bytes: Uint8Array, unranked: Unranked): Float64Array {
  const above = new Float64Array(size * size);
  const seen = new Uint8Array(256);
  let [listed, rankStart] = [0, 0];
  const count = (i: number, j: number): void => {
    above[i * size + j] = (above[i * size + j] as number) + 1;
  };
  for (let at = 0; at < bytes.length; at++) {
    let entry = bytes[at] as number;
    if (entry === END_BYTE) {
      listed = rankStart = 0;
      continue;
    }
    if (entry === TIE_BYTE) entry = bytes[++at] as number;
    else rankStart = listed;
    for (let index = 0; index < rankStart; index++) count(entry, seen[index] as number);
    if (unranked === 'below') {
      for (let index = rankStart; index < listed; index++) {
        count(entry, seen[index] as number);
        count(seen[index] as number, entry);
      }
    }
    count(entry, entry);
    seen[listed++] = entry;
  }
  return above;
}
