const BUCKET_MS = 0.05;
const BUCKETS = 200_000;

/** How long many things took, to a twentieth of a millisecond. */
export class Latencies {
  readonly #counts = new Uint32Array(BUCKETS);
  count = 0;

  add(milliseconds: number): void {
    const bucket = Math.min(BUCKETS - 1, Math.max(0, Math.floor(milliseconds / BUCKET_MS)));
    this.#counts[bucket] = (this.#counts[bucket] ?? 0) + 1;
    this.count += 1;
  }

  clear(): void {
    this.#counts.fill(0);
    this.count = 0;
  }

  /** @param share 0 … 1 @returns null where nothing was measured */
  at(share: number): number | null {
    let left = Math.ceil(share * this.count);
    if (this.count === 0) return null;
    for (let bucket = 0; bucket < BUCKETS; bucket += 1) {
      left -= this.#counts[bucket] ?? 0;
      if (left <= 0) return (bucket + 0.5) * BUCKET_MS;
    }
    return BUCKETS * BUCKET_MS;
  }
}
