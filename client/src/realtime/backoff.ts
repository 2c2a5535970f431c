const FIRST_MS = 100;
const LONGEST_MS = 15_000;

/**
 * How long to wait before connecting again. Random, so that not everybody comes back in the same moment after a restart
 * of the server.
 * @param attempts how often connecting has failed since it last worked; at least 1
 * @param random 0 … 1
 */
export function backoffMs(attempts: number, random: number): number {
  return Math.min(LONGEST_MS, FIRST_MS * 2 ** attempts) * (0.5 + random / 2);
}
