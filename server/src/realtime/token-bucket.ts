/** Lets a burst of `capacity` through and `perSecond` in the long run. */
export class TokenBucket {
  readonly #capacity: number;
  readonly #perSecond: number;
  #tokens: number;
  #filledAtMs: number;

  constructor(capacity: number, perSecond: number, nowMs: number) {
    this.#capacity = capacity;
    this.#perSecond = perSecond;
    this.#tokens = capacity;
    this.#filledAtMs = nowMs;
  }

  /** Whether there were `count` tokens; they are taken if so. */
  take(count: number, nowMs: number): boolean {
    const filled = this.#tokens + ((nowMs - this.#filledAtMs) / 1_000) * this.#perSecond;
    this.#tokens = Math.min(this.#capacity, filled);
    this.#filledAtMs = nowMs;
    if (this.#tokens < count) return false;
    this.#tokens -= count;
    return true;
  }
}
