/**
 * What was costly to make, by key: made once, also when many ask at the same time, and kept until the limit is reached;
 * then what was used longest ago goes first. Only for what a key says completely, such as the hash of the content.
 */
export class Kept<Value> {
  readonly #limit: number;
  readonly #weigh: (value: Value) => number;
  readonly #values = new Map<string, { readonly value: Promise<Value>; weight: number }>();
  #weight = 0;

  /** @param weigh in the unit of `limit` */
  constructor(limit: number, weigh: (value: Value) => number) {
    this.#limit = limit;
    this.#weigh = weigh;
  }

  /** The value of `key`; what could not be made is not kept. */
  get(key: string, make: () => Promise<Value>): Promise<Value> {
    const before = this.#values.get(key);
    if (before) {
      this.#values.delete(key); // a map keeps the order of insertion: the last used goes to the end
      this.#values.set(key, before);
      return before.value;
    }
    const kept = { value: make(), weight: 0 };
    this.#values.set(key, kept);
    kept.value.then(
      (value) => {
        if (this.#values.get(key) !== kept) return;
        kept.weight = this.#weigh(value);
        this.#weight += kept.weight;
        this.#makeRoom();
      },
      () => this.#drop(key),
    );
    return kept.value;
  }

  #makeRoom(): void {
    for (const key of this.#values.keys()) {
      if (this.#weight <= this.#limit) return;
      this.#drop(key);
    }
  }

  #drop(key: string): void {
    this.#weight -= this.#values.get(key)?.weight ?? 0;
    this.#values.delete(key);
  }
}
