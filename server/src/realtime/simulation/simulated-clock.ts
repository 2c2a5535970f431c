import type { Clock } from '../clock.ts';

interface Planned {
  readonly atMs: number;
  readonly order: number;
  readonly run: () => void;
}

/** Time that passes only when it is told to: what is planned happens in its order, however long that would take. */
export class SimulatedTime {
  #nowMs = 0;
  #order = 0;
  #planned: Planned[] = [];

  get nowMs(): number {
    return this.#nowMs;
  }

  plan(delayMs: number, run: () => void): Planned {
    const planned = { atMs: this.#nowMs + Math.max(0, delayMs), order: (this.#order += 1), run };
    const at = this.#planned.findIndex((other) => other.atMs > planned.atMs);
    this.#planned.splice(at < 0 ? this.#planned.length : at, 0, planned);
    return planned;
  }

  cancel(planned: Planned): void {
    this.#planned = this.#planned.filter((other) => other !== planned);
  }

  /** Lets the next thing happen and whatever follows from it at once. @returns whether there was one before `untilMs` */
  async step(untilMs = Infinity): Promise<boolean> {
    const [next] = this.#planned;
    if (!next || next.atMs > untilMs) return false;
    this.#planned.shift();
    this.#nowMs = next.atMs;
    next.run();
    await settled();
    return true;
  }
}

/** The clock of one process, which dies with it. */
export class SimulatedClock implements Clock {
  readonly #time: SimulatedTime;
  /** Nothing that it planned happens any more. */
  isDead = false;

  constructor(time: SimulatedTime) {
    this.#time = time;
  }

  now(): number {
    return this.#time.nowMs;
  }

  after(delayMs: number, run: () => void): () => void {
    const planned = this.#time.plan(delayMs, () => {
      if (!this.isDead) run();
    });
    return () => this.#time.cancel(planned);
  }

  kill(): void {
    this.isDead = true;
  }
}

/** Promises go on before anything else happens. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
