/** Ints in front of the literals of a clause: its glue (0: of the model, never dropped) and its length. */
export const HEAD = 2;
/** A place for a short clause that is needed only for a moment. */
const SPARE = 1;
const START = SPARE + HEAD + 2;

/**
 * The clauses of a solver, one after the other in one array, and which of them to look at when a literal becomes true.
 * Literals are codes: 2·variable, plus 1 where negated. A reason or conflict is a position in the array (> 0), or −p
 * where the clause is just p and the literal that it implies; those are in the watch lists only.
 */
export class ClauseStore {
  data = new Int32Array(4096);
  /** By literal p, pairs: where the clause with ¬p is (0: it has two literals), and another literal of it. */
  readonly watches: number[][];
  /** How many learned clauses may still be dropped. */
  learned = 0;
  #end = START;

  constructor(literals: number) {
    this.watches = Array.from({ length: literals }, () => []);
  }

  /**
   * Adds a clause of at least two literals; the first two are watched: while they have values, they must be the last
   * ones to lose them.
   * @returns the reason with which it implies its first literal
   */
  add(literals: readonly number[], glue: number): number {
    const [first = 0, second = 0] = literals;
    const position = literals.length === 2 ? 0 : this.#end;
    this.watches[first ^ 1]?.push(position, second);
    this.watches[second ^ 1]?.push(position, first);
    if (position === 0) return -second;
    const end = position + HEAD + literals.length;
    if (end > this.data.length) {
      const larger = new Int32Array(end * 2);
      larger.set(this.data);
      this.data = larger;
    }
    this.data[position] = glue;
    this.data[position + 1] = literals.length;
    this.data.set(literals, position + HEAD);
    this.#end = end;
    if (glue > 0) this.learned += 1;
    return position;
  }

  /** Where two literals are written down as a clause, until the next one is. */
  pair(one: number, other: number): number {
    this.data[SPARE + 1] = 2;
    this.data[SPARE + HEAD] = one;
    this.data[SPARE + HEAD + 1] = other;
    return SPARE;
  }

  /** Where the clause of a reason is; of those that are in no place only p is written down, until the next one is. */
  clauseOf(reason: number): number {
    if (reason >= 0) return reason;
    this.data[SPARE + 1] = 1;
    this.data[SPARE + HEAD] = -reason;
    return SPARE;
  }

  /**
   * Drops the worse half of the learned clauses, and what the facts in `truth` (by literal) have settled. Positions
   * change: nothing but facts may have a value, and they must have been propagated.
   */
  reduce(truth: Int8Array): void {
    const { data } = this;
    const end = this.#end;
    const droppable: number[] = [];
    for (let at = START; at < end; at += HEAD + (data[at + 1] as number))
      if ((data[at] as number) > 2) droppable.push(at);
    // Stable: of equally good ones the older go.
    droppable.sort((a, b) => (data[b] as number) - (data[a] as number));
    for (const at of droppable.slice(0, droppable.length / 2)) data[at] = -1;
    for (const list of this.watches) {
      let kept = 0;
      for (let at = 0; at < list.length; at += 2) {
        if (list[at] !== 0) continue;
        list[kept++] = 0;
        list[kept++] = list[at + 1] as number;
      }
      list.length = kept;
    }
    this.#end = START;
    this.learned = 0;
    // What is written back never is longer than what has been read, so the two do not meet.
    for (let at = START; at < end;) {
      const glue = data[at] as number;
      const literals = [...data.subarray(at + HEAD, at + HEAD + (data[at + 1] as number))];
      at += HEAD + literals.length;
      if (glue < 0 || literals.some((literal) => (truth[literal] as number) > 0)) continue;
      this.add(
        literals.filter((literal) => truth[literal] === 0),
        glue,
      );
    }
  }
}
