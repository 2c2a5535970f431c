import type { Masks } from './evidence.ts';
import type { ComponentPass } from './numeric/component-pass.ts';

/** How many are kept at a time: each keeps a few numbers per cell. */
const MOST_ROWS = 400;

interface Row {
  /** What is left after one more choice, by what was chosen. */
  readonly next: Map<string, Masks>;
  /** Per cell whether it has a tuple; null until somebody asks. */
  cells: Uint8Array | null;
}

/**
 * What may be left of a part's values, as objects that are the same for the same choices in the same order: what hangs on
 * nothing else, such as the costs of cells, is found out once and not for every question.
 */
export class MaskRows {
  readonly #pass: ComponentPass;
  readonly #columns: number;
  readonly #cells: number;
  readonly #rows = new WeakMap<Masks, Row>();
  #kept = 0;
  #everything: Masks;

  constructor(pass: ComponentPass, columns: number, cells: number) {
    this.#pass = pass;
    this.#columns = columns;
    this.#cells = cells;
    this.#everything = this.#nothingChosen();
  }

  /** Nothing chosen yet. */
  get everything(): Masks {
    if (this.#kept > MOST_ROWS) {
      this.#everything = this.#nothingChosen();
      this.#kept = 0;
    }
    return this.#everything;
  }

  /** @param choice names what `change` chooses */
  after(masks: Masks, choice: string, change: (masks: Masks) => Masks): Masks {
    const { next } = this.#rowOf(masks);
    const known = next.get(choice);
    if (known) return known;
    const changed = change(masks);
    next.set(choice, changed);
    this.#kept += 1;
    return changed;
  }

  /** Per cell 1 where some tuple in it is left. */
  cellsOf(masks: Masks): Uint8Array {
    const row = this.#rowOf(masks);
    if (row.cells) return row.cells;
    row.cells = new Uint8Array(this.#cells);
    this.#pass.cells(masks, row.cells);
    return row.cells;
  }

  #rowOf(masks: Masks): Row {
    const known = this.#rows.get(masks);
    if (known) return known;
    const row: Row = { next: new Map(), cells: null };
    this.#rows.set(masks, row);
    return row;
  }

  #nothingChosen(): Masks {
    return Array.from({ length: this.#columns }, () => null);
  }
}
