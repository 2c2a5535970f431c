const FIRST_MS = 100;
const LONGEST_MS = 15_000;
/** While the server cannot work, or we ask too much of it, coming back soon makes it worse. */
const IN_TROUBLE = { leastMs: 2_000, firstMs: 1_000, longestMs: 30_000 };

/**
 * How long to wait before connecting again, in milliseconds: anything up to a bound that doubles with every attempt, so
 * that not everybody comes back in the same moment after a restart of the server ("full jitter").
 * @param attempts how often connecting has failed since it last worked; at least 1
 * @param random 0 … 1
 */
export function backoffMs(attempts: number, random: number, isServerInTrouble = false): number {
  if (!isServerInTrouble) return random * Math.min(LONGEST_MS, FIRST_MS * 2 ** attempts);
  const { leastMs, firstMs, longestMs } = IN_TROUBLE;
  return leastMs + random * Math.min(longestMs, firstMs * 2 ** attempts);
}
