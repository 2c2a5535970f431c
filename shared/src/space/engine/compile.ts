import { prepare } from './compile-prepare.ts';
import { decidedParts, openLeaves } from './compile-parts.ts';
import { splitter, type Component } from './compile-split.ts';
import { SequenceTable } from './compile-table.ts';
import { FALSE, GraphBuilder } from './graph-builder.ts';
import type { Graph, Leaf } from './graph.ts';
import type { RuleModel } from './rule-model.ts';

/** How far a compilation may go; the same on every machine. */
export interface CompileBudget {
  /** Edges of the graph, with some that it will turn out not to need. */
  readonly maxEdges?: number;
  /** Numbers looked at in the search; some 50 million in a second. */
  readonly maxSteps?: number;
}

/** One way to decide a unit. */
interface Choice {
  readonly codes: readonly Leaf[];
  /** The leaf that it decides the unit for; −1 when several members of a group stay open, or no leaf says it. */
  readonly leaf: Leaf;
}

/** A choice being followed. */
interface Branch {
  readonly leaf: Leaf;
  /** How long the trail was before. */
  readonly from: number;
  /** What the branch joins so far, but for its leaf, and what remains to be compiled for it. */
  readonly parts: number[];
  readonly components: Component[];
}

/** A component being compiled: branches on one of its units. */
interface Frame {
  readonly component: Component;
  readonly key: number;
  /** Those still to follow. */
  readonly choices: Choice[];
  branch: Branch | null;
  /** The branches that have designs, by their parts; members of a group that leave the same open share one. */
  readonly branches: Map<number, { readonly parts: number[]; readonly leaves: Leaf[] }>;
}

/**
 * Compiles `model` to the graph of its designs: a search that decides one unit at a time, takes what remains apart into
 * components and remembers those that it has seen (Sang et al. 2004; Huang, Darwiche 2007), in the reverse of a
 * minimum-degree elimination order. No design at all is a graph too.
 * @returns null when the budget does not suffice
 */
export function compileModel(model: RuleModel, budget: CompileBudget = {}): Graph | null {
  const { maxEdges = 300_000, maxSteps = 80_000_000 } = budget;
  const builder = new GraphBuilder(model);
  const prepared = prepare(model);
  if (!prepared) return builder.graph(FALSE);
  const { state, order } = prepared;
  const split = splitter(state);
  const keys = new SequenceTable();
  const rests = new SequenceTable();
  /** Per key the vertex that its component became. */
  const known: number[] = [];

  const nothing = builder.and([]);
  const isSilent = (unit: number): boolean => state.isDefined[state.variablesOf[unit]?.[0] ?? 0] === 1;
  const isSpent = (): boolean => builder.edges > maxEdges || state.steps > maxSteps;
  const open = (component: Component, from: number, leaf: Leaf): Branch => {
    const { free, components } = split(component);
    const parts = decidedParts(state, builder, from, leaf);
    for (const unit of free) if (!isSilent(unit)) parts.push(builder.or(openLeaves(state, unit)));
    return { leaf, from, parts, components };
  };
  const frameOf = (component: Component, key: number): Frame => {
    // Never on what others decide as long as these are open: it only says what is known by then.
    const rank = (unit: number): number => (order[unit] as number) - (isSilent(unit) ? order.length : 0);
    const unit = component.units.reduce((a, b) => (rank(a) > rank(b) ? a : b));
    return { component, key, choices: choicesOf(unit), branch: null, branches: new Map() };
  };
  /** Members of a group that no clause speaks of any more are one choice, made by excluding all others. */
  const choicesOf = (unit: number): Choice[] => {
    const leaves = openLeaves(state, unit);
    const bound = leaves.filter((leaf) => state.isBound(leaf));
    if (!state.isGroup(unit) || bound.length > leaves.length - 2)
      return leaves.map((leaf) => ({ codes: [leaf], leaf: isSilent(unit) ? -1 : leaf }));
    return [...bound.map((leaf) => ({ codes: [leaf], leaf })), { codes: bound.map((leaf) => leaf ^ 1), leaf: -1 }];
  };
  const keyOf = ({ units, clauses }: Component): number => {
    const key = clauses.map((clause) => ~clause);
    for (const unit of units) {
      for (const variable of state.variablesOf[unit] as number[]) if (!state.decided[2 * variable]) key.push(variable);
    }
    state.steps += key.length;
    return keys.numberOf(key);
  };
  const close = (frame: Frame): void => {
    state.takeBack(frame.branch?.from ?? 0);
    frame.branch = null;
  };
  /** Joins the frame's branch with what one of its components became. */
  const join = (frame: Frame, vertex: number): void => {
    if (vertex === FALSE) close(frame);
    else if (vertex !== nothing) frame.branch?.parts.push(vertex);
  };

  const all: Component = {
    units: Array.from({ length: state.units }, (_, unit) => unit),
    clauses: state.long.map((_, clause) => clause),
  };
  const root: Frame = { component: all, key: -1, choices: [], branch: open(all, 0, -1), branches: new Map() };
  // A stack of its own: models may be deeper than the engine's call stack.
  const stack = [root];
  for (;;) {
    const frame = stack.at(-1) as Frame;
    const { branch, branches } = frame;
    const component = branch?.components.pop();
    if (isSpent()) return null;
    if (component) {
      const key = keyOf(component);
      const vertex = known[key];
      if (vertex === undefined) stack.push(frameOf(component, key));
      else join(frame, vertex);
    } else if (branch) {
      const { parts, leaf } = branch;
      const rest = rests.numberOf(parts.sort((a, b) => a - b));
      const same = branches.get(rest);
      if (same) same.leaves.push(leaf);
      else branches.set(rest, { parts, leaves: [leaf] });
      close(frame);
    } else if (frame.choices.length) {
      const { codes, leaf } = frame.choices.pop() as Choice;
      const from = state.trail.length;
      if (state.assume(codes)) frame.branch = open(frame.component, from, leaf);
      else state.takeBack(from);
    } else {
      const vertex = builder.or(
        [...branches.values()].map(({ parts, leaves }) =>
          builder.and(leaves[0] === -1 ? parts : [...parts, builder.or(leaves)]),
        ),
      );
      stack.pop();
      const above = stack.at(-1);
      if (!above) return isSpent() ? null : builder.graph(vertex);
      known[frame.key] = vertex;
      join(above, vertex);
    }
  }
}
