import type { VariableOrder } from './solver-order.ts';

/** What has a value, since when and why. Literals are codes: 2·variable, plus 1 where negated. */
export class Trail {
  /** Per literal: 1 true, −1 false, 0 open. */
  readonly truth: Int8Array;
  /** Per variable with a value: how many decisions were made by then, and the reason (0: a decision, or a fact). */
  readonly level: Int32Array;
  readonly reason: Int32Array;
  /** Per variable the value that it had last, as the last bit of a code: where it is decided it gets that again. */
  readonly phase: Uint8Array;
  /** The true literals in the order in which they became so; only the first `size` count. */
  readonly codes: Int32Array;
  size = 0;
  /** How many of them have been propagated. */
  propagated = 0;
  /** Per decision the size at that time. */
  readonly starts: number[] = [];
  readonly #order: VariableOrder;

  /** For the variables 1 … `size`. */
  constructor(size: number, order: VariableOrder) {
    this.truth = new Int8Array(2 * size + 2);
    this.level = new Int32Array(size + 1);
    this.reason = new Int32Array(size + 1);
    this.phase = new Uint8Array(size + 1).fill(1);
    this.codes = new Int32Array(size + 1);
    this.#order = order;
  }

  /** Makes an open literal true. */
  assign(code: number, reason: number): void {
    const variable = code >> 1;
    this.truth[code] = 1;
    this.truth[code ^ 1] = -1;
    this.level[variable] = this.starts.length;
    this.reason[variable] = reason;
    this.codes[this.size++] = code;
  }

  /** Starts a level; an empty one where the literal is true already, so that assumptions and levels keep step. */
  decide(code: number): void {
    this.starts.push(this.size);
    if (this.truth[code] === 0) this.assign(code, 0);
  }

  /** Takes back all but the first `level` decisions and what came of them. */
  backTo(level: number): void {
    if (level >= this.starts.length) return;
    const start = this.starts[level] as number;
    for (let at = this.size - 1; at >= start; at -= 1) {
      const code = this.codes[at] as number;
      const variable = code >> 1;
      this.truth[code] = 0;
      this.truth[code ^ 1] = 0;
      this.phase[variable] = code & 1;
      this.#order.release(variable);
    }
    this.size = start;
    this.propagated = start;
    this.starts.length = level;
  }
}
