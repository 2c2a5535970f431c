import type { RulesRead } from './read-rules.ts';

export interface ReadingOptions {
  /** Loads the parser when it is first needed. */
  readonly parse: (text: string) => Promise<RulesRead>;
  /** Runs something when nobody has typed for a moment; what it answers takes it back. */
  readonly soon: (run: () => void) => () => void;
}

/** Rules, read while they are written. */
export class Reading {
  #read = $state.raw<RulesRead | null>(null);
  /** Names of a text that could be read stay known while its successor cannot be. */
  #lastWhole = $state.raw<RulesRead['parsed']>(null);
  #failed = $state(false);
  #wanted: string | null = null;
  #forget: (() => void) | null = null;
  readonly #options: ReadingOptions;

  constructor(options: ReadingOptions) {
    this.#options = options;
  }

  /** Of the newest text that has been read; null before the first. */
  get read(): RulesRead | null {
    return this.#read;
  }
  get lastWhole(): RulesRead['parsed'] {
    return this.#lastWhole;
  }
  /** The parser could not be loaded: only the server can say what is wrong with a text. */
  get failed(): boolean {
    return this.#failed;
  }

  /** Reads `text` soon, unless another one comes first. */
  follow(text: string): void {
    if (text === this.#wanted) return;
    this.#wanted = text;
    this.#forget?.();
    this.#forget = this.#options.soon(() => void this.#parse(text));
  }

  stop(): void {
    this.#forget?.();
    this.#wanted = null;
  }

  async #parse(text: string): Promise<void> {
    try {
      const read = await this.#options.parse(text);
      if (text !== this.#wanted) return;
      this.#read = read;
      this.#lastWhole = read.parsed ?? this.#lastWhole;
      this.#failed = false;
    } catch {
      this.#failed = true;
    }
  }
}
