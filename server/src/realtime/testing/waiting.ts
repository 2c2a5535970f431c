import { vi } from 'vitest';

/** Waits until `check` does not throw any more. */
export async function until(check: () => void | Promise<void>): Promise<void> {
  await vi.waitFor(check, { timeout: 15_000, interval: 2 });
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
