/** Says when something has taken longer than one should wait without a word. */
export class Patience {
  readonly #tell: (isOver: boolean) => void;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(tell: (isOver: boolean) => void) {
    this.#tell = tell;
  }

  /** Waits anew. */
  begin(ms: number): void {
    this.end();
    this.#timer = setTimeout(() => this.#tell(true), ms);
  }

  end(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#tell(false);
  }
}
