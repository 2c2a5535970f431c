/** An integer that may vary: a number parameter (min, min + step, …), or an item of a mix (0 and its allowed amounts). */
export interface NumericVariable {
  /** Ascending and distinct. */
  readonly values: readonly number[];
}

/**
 * A sum that rules compare with constants. Its thresholds cut the integers into regions: region 0 is "at most the first
 * threshold", region 1 "above the first and at most the second", …, the last one "above the last threshold".
 */
export interface LinearForm {
  /** Per variable, aligned with its values, what each value adds (safe integers); null where it adds nothing. */
  readonly contributions: readonly (readonly number[] | null)[];
  /** Ascending integers. */
  readonly thresholds: readonly number[];
  /** Per region (one more than there are thresholds): tuples in a region that is not allowed do not exist. */
  readonly allowed?: readonly boolean[];
}

/**
 * A layered decision diagram: one layer per variable, a path from the root (node 0) for every set of tuples that take
 * the same edges. Edges lead to nodes of the next layer, which have higher numbers, and in the end to a cell.
 */
export interface Diagram {
  /** How many cells there are: 0 when no tuple satisfies the structural bounds, 1 when there is no form. */
  readonly cells: number;
  /** The first node without edges: cell c is the node `ends` + c. */
  readonly ends: number;
  /** Per layer its first node, and `ends` as the last entry. */
  readonly layerStart: Int32Array;
  /** Per node before `ends` its first edge, and the number of edges as the last entry. */
  readonly edgeStart: Int32Array;
  readonly edgeTo: Int32Array;
  /** Which values of the layer's variable take the edge. */
  readonly edgeRun: Int32Array;
  /** Per layer its first run, and the number of runs as the last entry. */
  readonly runStart: Int32Array;
  /** A run is an interval of value indices: from `runFrom` up to, without, `runTo`. */
  readonly runFrom: Int32Array;
  readonly runTo: Int32Array;
}

/**
 * Variables that share conditions. A cell is a combination of regions, one per form, that at least one tuple of values
 * lies in: towards the discrete rules the component is a group of which exactly one cell holds.
 */
export interface Component extends Diagram {
  readonly variables: readonly NumericVariable[];
  /** The variable of each layer. */
  readonly order: readonly number[];
}

/** A component with what its cells mean, as it comes out of the builder. */
export interface BuiltComponent extends Component {
  readonly forms: readonly LinearForm[];
  /** In which region of a form the tuples of a cell lie. */
  regionOf(cell: number, form: number): number;
}
