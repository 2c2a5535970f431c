import { setTimeout as pause } from 'node:timers/promises';

const LONGEST_MS = 15_000;
const LOOK_EVERY_MS = 2;

/**
 * Waits until `check` does not throw any more; after fifteen seconds throws what it threw last. Not Vitest's own, because
 * measurements outside of it use the same clients.
 */
export async function until(check: () => void | Promise<void>): Promise<void> {
  for (const end = performance.now() + LONGEST_MS; ; await pause(LOOK_EVERY_MS)) {
    try {
      return await check();
    } catch (error) {
      if (performance.now() > end) throw error;
    }
  }
}

/** A sticker that fits the first zone of `makeSpace`. */
export const sticker = {
  kind: 'sticker',
  zone: 'body',
  z: 'a0',
  xf: [250, 250, 100, 100, 0],
  fill: 'black',
  asset: 'star',
} as const;
