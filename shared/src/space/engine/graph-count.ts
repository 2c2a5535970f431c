import type { Graph, Leaf } from './graph.ts';

/** An exact whole number: a double while it is one of those that doubles hold without gaps, else a bigint. */
export type Whole = number | bigint;

const LIMIT = 2 ** 53;

function plus(a: Whole, b: Whole): Whole {
  if (typeof a === 'number' && typeof b === 'number' && a + b < LIMIT) return a + b;
  return a === 0 ? b : b === 0 ? a : BigInt(a) + BigInt(b);
}

function times(a: Whole, b: Whole): Whole {
  if (a === 0 || b === 0) return 0;
  if (typeof a === 'number' && typeof b === 'number' && a * b < LIMIT) return a * b;
  return a === 1 ? b : b === 1 ? a : BigInt(a) * BigInt(b);
}

/** For `b` that divides `a`. */
function dividedBy(a: Whole, b: Whole): Whole {
  if (b === 1) return a;
  if (typeof a === 'number' && typeof b === 'number') return a / b;
  return small(BigInt(a) / BigInt(b));
}

function small(whole: Whole): Whole {
  return whole < LIMIT ? Number(whole) : whole;
}

/** Per leaf its weight, 1 where none is given. Whole, not negative. */
export type Weights = readonly Whole[] | undefined;

/** Per vertex how many designs it stands for under the evidence, each as often as its leaves' weights multiplied. */
export function countUp(graph: Graph, allowed: Uint8Array, weights: Weights, up: Whole[]): Whole[] {
  const { leaves, isOr, starts, children } = graph;
  for (let leaf = 0; leaf < leaves; leaf += 1) up[leaf] = allowed[leaf] ? small(weights?.[leaf] ?? 1) : 0;
  for (let node = 0, at = 0; node < isOr.length; node += 1) {
    const end = starts[node + 1] as number;
    let whole: Whole = isOr[node] ? 0 : 1;
    if (isOr[node]) for (; at < end; at += 1) whole = plus(whole, up[children[at] as number] as Whole);
    else for (; at < end; at += 1) whole = times(whole, up[children[at] as number] as Whole);
    up[leaves + node] = whole;
  }
  return up;
}

/**
 * Per vertex by how much the root's count grows with the vertex's (Darwiche 2003): for a leaf, how many designs hold it
 * when the evidence on its own unit is taken back, but for its own weight.
 */
export function countDown(graph: Graph, up: readonly Whole[]): Whole[] {
  const { leaves, isOr, starts, children } = graph;
  const down: Whole[] = Array.from({ length: leaves + isOr.length }, () => 0);
  down[down.length - 1] = 1;
  for (let node = isOr.length - 1; node >= 0; node -= 1) {
    const outside = down[leaves + node] as Whole;
    if (outside === 0) continue;
    const start = starts[node] as number;
    const end = starts[node + 1] as number;
    let whole = outside;
    let zeros = 0;
    if (!isOr[node]) {
      for (let at = start; at < end; at += 1) if (up[children[at] as number] === 0) zeros += 1;
      if (zeros > 1) continue;
      for (let at = start; at < end; at += 1) whole = times(whole, up[children[at] as number] || 1);
    }
    for (let at = start; at < end; at += 1) {
      const child = children[at] as Leaf;
      const inside = up[child] as Whole;
      if (isOr[node] || (zeros === 1 && inside === 0)) down[child] = plus(down[child] as Whole, whole);
      else if (zeros === 0) down[child] = plus(down[child] as Whole, dividedBy(whole, inside));
    }
  }
  return down;
}

/** The number of designs with `leaf` when the evidence on its unit is taken back. */
export function countWith(down: readonly Whole[], leaf: Leaf, weights: Weights): bigint {
  return BigInt(times(down[leaf] ?? 0, small(weights?.[leaf] ?? 1)));
}

/**
 * A whole number of 0 … total − 1, all equally likely: 64 random bits more than it has make the difference between them
 * less than anybody could ever see, without an attempt that might have to be repeated.
 * @param random as `Math.random`; 32 bits of each number are used
 */
export function drawBelow(total: bigint, random: () => number): bigint {
  let bits = 0n;
  let drawn = 0n;
  for (const enough = BigInt(4 * total.toString(16).length + 64); bits < enough; bits += 32n) {
    drawn = (drawn << 32n) | BigInt(Math.floor(random() * 2 ** 32));
  }
  return (drawn * total) >> bits;
}
