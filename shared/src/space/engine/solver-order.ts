/**
 * The order in which the solver decides: the variable that took part in a conflict most recently comes first
 * (variable move to front: Ryan 2004; Biere and Fröhlich, "Evaluating CDCL Variable Scoring Schemes", 2015).
 * Unlike a heap of activities it costs nothing where there are no conflicts, which here is nearly always.
 */
export class VariableOrder {
  readonly #before: Int32Array;
  readonly #after: Int32Array;
  /** When a variable was put first; 0 for what is not in the order. */
  readonly #stamp: Float64Array;
  #clock = 0;
  #first = 0;
  /** Everything in front of this one has a value. */
  #next = 0;

  /** Of the variables 1 … `size` the order holds 1 … `decidable`, in this order; the others are never decided. */
  constructor(size: number, decidable: number) {
    this.#before = new Int32Array(size + 1);
    this.#after = new Int32Array(size + 1);
    this.#stamp = new Float64Array(size + 1);
    for (let variable = decidable; variable > 0; variable -= 1) this.#putFirst(variable);
    this.#next = this.#first;
  }

  /** Puts variables in front that were in a conflict, keeping their order among each other. Changes `variables`. */
  bump(variables: number[]): void {
    const stamp = this.#stamp;
    variables.sort((a, b) => (stamp[a] as number) - (stamp[b] as number));
    for (const variable of variables) {
      if (stamp[variable] === 0 || variable === this.#first) continue;
      const before = this.#before[variable] as number;
      const after = this.#after[variable] as number;
      this.#after[before] = after;
      this.#before[after] = before;
      // It has a value now; `release` makes it the next one when it loses that.
      if (variable === this.#next) this.#next = after;
      this.#putFirst(variable);
    }
  }

  /** A variable has lost its value. */
  release(variable: number): void {
    if ((this.#stamp[variable] as number) > (this.#stamp[this.#next] as number)) this.#next = variable;
  }

  /** The first variable without a value (`truth` is by literal code); 0 when there is none. */
  take(truth: Int8Array): number {
    let variable = this.#next;
    while (variable !== 0 && truth[2 * variable] !== 0) variable = this.#after[variable] as number;
    return (this.#next = variable);
  }

  #putFirst(variable: number): void {
    this.#before[this.#first] = variable;
    this.#after[variable] = this.#first;
    this.#before[variable] = 0;
    this.#first = variable;
    this.#stamp[variable] = ++this.#clock;
  }
}
