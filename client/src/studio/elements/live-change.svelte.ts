import type { Placed } from './placed.ts';

export interface LiveChangeOptions {
  /** Tells the others where the elements are; none: nothing is in hand any more. */
  readonly stream: (placed: ReadonlyMap<string, Placed>) => void;
  readonly commit: (changes: ReadonlyMap<string, Placed>) => void;
}

const NOTHING: ReadonlyMap<string, Placed> = new Map();

/** Elements in hand: shown where they are held, streamed to the others, and written once, when they are let go. */
export class LiveChange {
  #placed = $state.raw<ReadonlyMap<string, Placed>>(NOTHING);
  #stopped = $state<string | null>(null);
  readonly #options: LiveChangeOptions;

  constructor(options: LiveChangeOptions) {
    this.#options = options;
  }

  get placed(): ReadonlyMap<string, Placed> {
    return this.#placed;
  }
  get isActive(): boolean {
    return this.#placed.size > 0;
  }
  /** The zone whose edge holds the elements back right now. */
  get stoppedBy(): string | null {
    return this.#stopped;
  }

  show(placed: ReadonlyMap<string, Placed>, stoppedBy: string | null = null): void {
    this.#placed = placed;
    this.#stopped = stoppedBy;
    this.#options.stream(placed);
  }

  drop(): void {
    const placed = this.#placed;
    this.cancel();
    if (placed.size > 0) this.#options.commit(placed);
  }

  cancel(): void {
    if (!this.isActive) return;
    this.show(NOTHING);
  }
}
