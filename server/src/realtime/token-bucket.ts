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
    this.#fill(nowMs);
    if (this.#tokens < count) return false;
    this.#tokens -= count;
    return true;
  }

  /**
   * Takes tokens for what has been done already, also where there are none: until they are filled in again nothing can
   * be taken. A debt is at most as large as the burst.
   * @returns whether there were that many
   */
  charge(count: number, nowMs: number): boolean {
    this.#fill(nowMs);
    this.#tokens = Math.max(-this.#capacity, this.#tokens - count);
    return this.#tokens >= 0;
  }

  #fill(nowMs: number): void {
    const filled = this.#tokens + ((nowMs - this.#filledAtMs) / 1_000) * this.#perSecond;
    this.#tokens = Math.min(this.#capacity, filled);
    this.#filledAtMs = nowMs;
  }
}
