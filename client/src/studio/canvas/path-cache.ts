/**
 * Parsed paths by their text: an artwork of a thousand paths is drawn on every frame of a zoom, and parsing would cost
 * more than painting. What nobody has asked for longest goes first.
 */
export class PathCache {
  readonly #paths = new Map<string, Path2D>();
  readonly #atMost: number;

  constructor(atMost = 4_000) {
    this.#atMost = atMost;
  }

  get(d: string): Path2D {
    const known = this.#paths.get(d);
    if (known) return known;
    const path = new Path2D(d);
    this.#paths.set(d, path);
    const oldest = this.#paths.keys().next().value;
    if (this.#paths.size > this.#atMost && oldest !== undefined) this.#paths.delete(oldest);
    return path;
  }
}
