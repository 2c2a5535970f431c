import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Clock } from '../realtime/clock.ts';

/** How late the event loop is. */
export interface DelaySource {
  /** Milliseconds by which whatever came since the last call was kept waiting, where it came at the worst moment. */
  take(): number;
}

export interface LoadOptions {
  readonly clock: Clock;
  readonly delay: DelaySource;
}

const LOOK_EVERY_MS = 500;
const OVERLOADED_FROM_MS = 200;
/** Well below, or people would be let in and turned away by turns. */
const FINE_BELOW_MS = 100;

/** Whether the server has more to do than it can: then nobody new is taken in, and those who are there are served. */
export class Load {
  readonly #options: LoadOptions;
  #delayMs = 0;
  #isOverloaded = false;
  #cancel: () => void = () => undefined;

  constructor(options: LoadOptions) {
    this.#options = options;
  }

  /** The server is up, and looks at itself from now on: what starting it took keeps nobody out. */
  begin(): void {
    this.#options.delay.take();
    this.#cancel = this.#lookLater();
  }

  get isOverloaded(): boolean {
    return this.#isOverloaded;
  }

  /** Milliseconds, as of the last half second. */
  get delayMs(): number {
    return this.#delayMs;
  }

  stop(): void {
    this.#cancel();
  }

  #lookLater(): () => void {
    return this.#options.clock.after(LOOK_EVERY_MS, () => {
      const before = this.#delayMs;
      this.#delayMs = this.#options.delay.take();
      // One pause alone, as for a large document, is over before anybody comes in again.
      const lately = Math.min(before, this.#delayMs);
      this.#isOverloaded = this.#isOverloaded ? this.#delayMs > FINE_BELOW_MS : lately > OVERLOADED_FROM_MS;
      this.#cancel = this.#lookLater();
    });
  }
}

const RESOLUTION_MS = 20;
const NS_PER_MS = 1e6;

/**
 * The delay of this process, weighted by time: half a second with one pause of 400 ms is mostly pause for whoever comes
 * within it, although nearly all turns of the loop were short.
 */
export function processDelay(): DelaySource {
  const histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  histogram.enable();
  return {
    take() {
      const { count, mean, stddev } = histogram;
      histogram.reset();
      if (count === 0) return 0;
      const weighted = (mean * mean + stddev * stddev) / mean / NS_PER_MS;
      // A turn that was not late at all counts as the pause between two looks.
      return Math.max(0, weighted - RESOLUTION_MS);
    },
  };
}
