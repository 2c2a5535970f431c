/** Calls `act` at once, and then at most every `pauseMs`, the last call never being lost. */
export class Throttle {
  readonly #act: () => void;
  readonly #pauseMs: number;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #isAgain = false;

  constructor(pauseMs: number, act: () => void) {
    this.#pauseMs = pauseMs;
    this.#act = act;
  }

  call(): void {
    if (this.#timer) {
      this.#isAgain = true;
      return;
    }
    this.#act();
    this.#timer = setTimeout(() => {
      this.#timer = null;
      if (!this.#isAgain) return;
      this.#isAgain = false;
      this.call();
    }, this.#pauseMs);
  }

  stop(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#isAgain = false;
  }
}
