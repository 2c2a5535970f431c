/** Answers of this visit by key, so that Back shows a page at once, with its height and its place. */
const kept = new Map<string, unknown>();
const KEPT_AT_MOST = 60;

/** What `keep` last put under the key during this visit. */
export function recall<Data>(key: string): Data | undefined {
  return kept.get(key) as Data | undefined;
}

export function keep(key: string, data: unknown): void {
  kept.delete(key);
  kept.set(key, data);
  const oldest = kept.keys().next().value;
  if (kept.size > KEPT_AT_MOST && oldest !== undefined) kept.delete(oldest);
}

/** Forgets every answer: who asks has changed, and with it what they may see. */
export function forgetAnswers(): void {
  kept.clear();
}

/**
 * An answer of the server under a key: shows what an earlier visit saw at once, asks again, and follows the key. `load`
 * is called with the key's value; what arrives after the key has changed is dropped.
 */
export class Resource<Data> {
  #data = $state.raw<Data | undefined>();
  #error = $state.raw<unknown>();
  #key = '';
  #turn = 0;
  readonly #load: (signal: AbortSignal) => Promise<Data>;
  #abort: AbortController | null = null;

  constructor(load: (signal: AbortSignal) => Promise<Data>) {
    this.#load = load;
  }

  get data(): Data | undefined {
    return this.#data;
  }

  /** Of the last attempt; null while none has failed. `data` may still hold an earlier answer. */
  get error(): unknown {
    return this.#error ?? null;
  }

  /** Puts an answer in place that a command has just returned or implies. */
  set(data: Data): void {
    this.#data = data;
    this.#error = undefined;
    keep(this.#key, data);
  }

  /** Shows the resource under `key`: what is kept of it first. */
  async open(key: string): Promise<void> {
    if (key !== this.#key) {
      this.#key = key;
      this.#data = recall<Data>(key);
    }
    await this.refresh();
  }

  async refresh(): Promise<void> {
    const turn = ++this.#turn;
    this.#abort?.abort();
    this.#abort = new AbortController();
    this.#error = undefined;
    try {
      const data = await this.#load(this.#abort.signal);
      if (turn === this.#turn) this.set(data);
    } catch (error) {
      if (turn === this.#turn) this.#error = error;
    }
  }

  close(): void {
    this.#turn += 1;
    this.#abort?.abort();
  }
}

/**
 * A resource that lives with the component which makes it. `key` is read reactively: `resource(() => `round ${id}`, …)`.
 */
export function resource<Data>(key: () => string, load: (signal: AbortSignal) => Promise<Data>): Resource<Data> {
  const made = new Resource(load);
  $effect.pre(() => {
    void made.open(key());
  });
  $effect(() => () => {
    made.close();
  });
  return made;
}
