/** What tells the time and calls back later. The realtime core knows no other, so that a simulation can be its clock. */
export interface Clock {
  /** Milliseconds that only grow; where they begin means nothing. */
  now(): number;
  /**
   * Calls back once, after `delayMs`; with 0 as soon as what has arrived by now is handled.
   * @returns takes the call back
   */
  after(delayMs: number, run: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => performance.now(),
  after(delayMs, run) {
    if (delayMs <= 0) {
      const immediate = setImmediate(run);
      return () => clearImmediate(immediate);
    }
    // What is planned for later keeps no process alive that has nothing else to do.
    const timer = setTimeout(run, delayMs).unref();
    return () => clearTimeout(timer);
  },
};
