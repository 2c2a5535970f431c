import { cellWeights } from './bounded-search.ts';
import { type Assignment, costOf } from './bounds.ts';
import type { EncodedRules } from './encoded-rules.ts';
import { type Evidence, type EvidenceReader, leafOf } from './evidence.ts';
import type { GraphPass } from './graph-pass.ts';

/**
 * A function that draws designs of what is left, each as likely as any other; null where nothing is left. What limits
 * allow is not looked at: see `keepsLimits`. Good until the next pass over the graph.
 */
export function drawer(
  rules: EncodedRules,
  reader: EvidenceReader,
  pass: GraphPass,
  evidence: Evidence,
  random: () => number,
): (() => Assignment) | null {
  const draw = pass.sampler(evidence.allowed, cellWeights(rules, reader, evidence), random);
  if (!draw) return null;
  return () => {
    const leaves = draw();
    const chosen = new Set(leaves);
    const values = rules.parts.map(({ cells }, part) => {
      const cell = cells.findIndex((variable) => chosen.has(leafOf(variable)));
      return reader.passes[part]?.sample(evidence.masks[part] ?? [], cell, random) ?? [];
    });
    return { leaves, values };
  };
}

/**
 * Whether the literals of the limits say the truth about a drawn design, and the budget is kept. A limit that may turn
 * out both ways is in the graph twice; only one of the two is a design.
 */
export function keepsLimits(rules: EncodedRules, { budgetCents }: Evidence, drawn: Assignment): boolean {
  if (Number.isFinite(budgetCents) && costOf(rules, rules.price, drawn) > budgetCents) return false;
  if (rules.limits.length === 0) return true;
  const chosen = new Set(Array.from(drawn.leaves));
  return rules.limits.every(
    ({ literal, cost, most }) => costOf(rules, cost, drawn) <= most === chosen.has(leafOf(literal)),
  );
}
