import type { Bound } from './bounds.ts';
import type { EncodedRules } from './encoded-rules.ts';
import { type Evidence, type EvidenceReader, leafCosts, leafOf } from './evidence.ts';
import { unitsOf } from './rule-model.ts';

/**
 * A histogram over costs as one whole number: how many designs cost `at` steps more than the least is the digit `at` in
 * base 2^bits. Adding such numbers adds histograms and multiplying them convolves (Kronecker's substitution), so that the
 * pass which counts designs finds how many there are of each price when a leaf weighs 2^(bits · its cost).
 */
export interface CostHistogram {
  readonly weights: readonly bigint[];
  /** How many of the designs of a packed count keep the bound. */
  within(packed: bigint): bigint;
}

/**
 * The weights by which a pass counts designs by what they cost.
 * @param designs at least as many as there can be in any count that `within` is asked about
 * @returns null where costs are so fine that the histogram would have more than `maxBits` bits
 */
export function costHistogram(
  rules: EncodedRules,
  reader: EvidenceReader,
  { masks }: Evidence,
  { cost, most }: Bound,
  designs: bigint,
  maxBits: number,
): CostHistogram | null {
  const ofLeaf = leafCosts(rules, cost);
  const { unitOf, count } = unitsOf(rules.model);
  const inGroup = new Set(rules.model.groups.flat());
  const leaves = Array.from({ length: rules.model.variables }, (_, at) => at + 1).flatMap((variable) =>
    inGroup.has(variable) ? [2 * variable] : [2 * variable, 2 * variable + 1],
  );
  const units = Array.from({ length: count }, (): number[] => []);
  for (const leaf of leaves) units[unitOf[leaf >> 1] as number]?.push(ofLeaf[leaf] as number);
  /** Per part and column what each value costs that is left; null for those that are not. */
  const columns = cost.ofValue.map((rows, part) =>
    rows.map((row, column) => row && row.map((one, at) => (masks[part]?.[column]?.[at] === 0 ? null : one))),
  );
  const left = columns.flatMap((rows) => rows.map((row) => row?.filter((one) => one !== null) ?? []));
  const all = [...units, ...left].filter((costs) => costs.length > 0);
  const least = all.map((costs) => Math.min(...costs));
  const step = all.reduce((gcd, costs, at) => costs.reduce((a, b) => divisor(a, b - (least[at] as number)), gcd), 0);
  const widest = all.reduce((sum, costs, at) => sum + Math.max(...costs) - (least[at] as number), 0);
  const base = least.reduce((sum, one) => sum + one, cost.constant);
  const digit = designs.toString(2).length + 1;
  const bits = digit * (1 + (step && widest / step));
  if (bits > maxBits) return null;
  const place = (more: number): bigint => 1n << BigInt(digit * (step && more / step));
  const weights: bigint[] = [];
  for (const leaf of leaves) {
    weights[leaf] = place((ofLeaf[leaf] as number) - Math.min(...(units[unitOf[leaf >> 1] as number] ?? [])));
  }
  for (const [part, { cells }] of rules.parts.entries()) {
    const values = (columns[part] ?? []).map((row) => {
      const from = Math.min(...(row?.filter((one) => one !== null) ?? []));
      return row && row.map((one) => (one === null ? 0n : place(one - from)));
    });
    const packed = reader.passes[part]?.cellWeights(masks[part] ?? [], values) ?? [];
    for (const [cell, variable] of cells.entries()) weights[leafOf(variable)] = packed[cell] || 1n;
  }
  const digits = BigInt(digit);
  // All digits are less than the base less one, so that their sum is the remainder.
  const room = step === 0 ? 0 : Math.floor((most - base) / step);
  const within = (packed: bigint): bigint =>
    most < base ? 0n : BigInt.asUintN(digit * (room + 1), packed) % ((1n << digits) - 1n);
  return { weights, within };
}

function divisor(a: number, b: number): number {
  return b === 0 ? a : divisor(b, a % b);
}
