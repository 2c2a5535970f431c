/** Work that may wait until nothing else has to be done: one piece at a time, so that a hand on the product never stutters. */
export class IdleQueue {
  readonly #jobs = new Map<object, () => void>();
  #scheduled = false;

  /** Replaces what `owner` asked for before and has not been done yet. */
  add(owner: object, job: () => void): void {
    this.#jobs.delete(owner);
    this.#jobs.set(owner, job);
    this.#schedule();
  }

  drop(owner: object): void {
    this.#jobs.delete(owner);
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    const run = (): void => {
      this.#scheduled = false;
      const [next] = this.#jobs;
      if (!next) return;
      this.#jobs.delete(next[0]);
      next[1]();
      this.#schedule();
    };
    // Safari has no idle callback; a timeout leaves room for what came in between.
    if ('requestIdleCallback' in window) requestIdleCallback(run, { timeout: 2_000 });
    else setTimeout(run, 16);
  }
}
