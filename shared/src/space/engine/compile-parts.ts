import type { CompileState } from './compile-state.ts';
import type { GraphBuilder } from './graph-builder.ts';
import type { Leaf } from './graph.ts';

/** The leaves that `unit` still has a choice between. */
export function openLeaves(state: CompileState, unit: number): Leaf[] {
  const variables = state.variablesOf[unit] as number[];
  if (!state.isGroup(unit)) return variables.flatMap((variable) => [2 * variable, 2 * variable + 1]);
  return variables.filter((variable) => !state.decided[2 * variable]).map((variable) => 2 * variable);
}

/**
 * What was decided since the trail had `from` decisions, but for `leaf`, as vertices to join. What follows from one
 * decision becomes a vertex of its own: it will follow from that elsewhere too. This halves the edges of large models.
 */
export function decidedParts(state: CompileState, builder: GraphBuilder, from: number, leaf: Leaf): number[] {
  const { trail, unitOf, reason } = state;
  const partsOf = new Map<Leaf, number[]>();
  for (let i = trail.length - 1; i >= from; i -= 1) {
    const code = trail[i] as Leaf;
    const parts = partsOf.get(code) ?? [];
    const isSaid = !state.isDefined[code >> 1];
    if (isSaid && code !== leaf && (!(code & 1) || !state.isGroup(unitOf[code >> 1] as number))) parts.push(code);
    if (!parts.length) continue;
    const cause = reason[code] as Leaf;
    const more = parts.length > 2 ? [builder.and(parts)] : parts;
    const others = partsOf.get(cause);
    if (others) others.push(...more);
    else partsOf.set(cause, more);
  }
  return partsOf.get(0) ?? [];
}
