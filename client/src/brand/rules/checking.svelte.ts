import type { RulesCheck } from 'shared/space/api.ts';

interface Checked {
  readonly text: string;
  readonly answer: RulesCheck;
}
interface Refused {
  readonly text: string;
  readonly error: unknown;
}

/** The server's check of rules: what they make impossible or do without, and what they would do to open designs. */
export class Checking {
  #checked = $state.raw<Checked | null>(null);
  #refused = $state.raw<Refused | null>(null);
  /** The text that is being checked. */
  #running = $state.raw<string | null>(null);
  #abort: AbortController | null = null;
  readonly #check: (text: string, signal: AbortSignal) => Promise<RulesCheck>;

  constructor(check: (text: string, signal: AbortSignal) => Promise<RulesCheck>) {
    this.#check = check;
  }

  get isRunning(): boolean {
    return this.#running !== null;
  }
  get checked(): Checked | null {
    return this.#checked;
  }
  /** Why the last check came to nothing. */
  get refused(): Refused | null {
    return this.#refused;
  }

  /** What the check of exactly this text said; null before there is one. */
  answerFor(text: string): RulesCheck | null {
    return this.#checked?.text === text ? this.#checked.answer : null;
  }

  /** The same rules are written otherwise now: what the check said of `before` holds for `now`. */
  rewritten(before: string, now: string): void {
    if (this.#checked?.text === before) this.#checked = { ...this.#checked, text: now };
  }

  /** Checks `text`; one that is being checked goes on, another one is given up. */
  async run(text: string): Promise<void> {
    if (this.#running === text) return;
    this.stop();
    const abort = new AbortController();
    this.#abort = abort;
    this.#running = text;
    this.#refused = null;
    try {
      const answer = await this.#check(text, abort.signal);
      if (!abort.signal.aborted) this.#checked = { text, answer };
    } catch (error) {
      if (!abort.signal.aborted) this.#refused = { text, error };
    } finally {
      if (this.#abort === abort) this.#running = null;
    }
  }

  stop(): void {
    this.#abort?.abort();
    this.#abort = null;
    this.#running = null;
  }
}
