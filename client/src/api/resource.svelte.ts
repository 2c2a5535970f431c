import { keep, recall } from './kept-answers.ts';

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
 * A resource that lives with the component which makes it. `key` is read reactively, for example `round ${id}`; while it
 * is null, there is nothing to ask for yet.
 */
export function resource<Data>(key: () => string | null, load: (signal: AbortSignal) => Promise<Data>): Resource<Data> {
  const made = new Resource(load);
  $effect.pre(() => {
    const wanted = key();
    if (wanted !== null) void made.open(wanted);
  });
  $effect(() => () => {
    made.close();
  });
  return made;
}
