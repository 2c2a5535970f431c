import { nodeHash } from './merkle.ts';

/**
 * Whether `path` leads from `leaf`, the leaf at `index`, to `root`, the root of the tree of `size` leaves.
 * @see RFC 9162 § 2.1.3.2
 */
export function isIncluded(
  leaf: Uint8Array,
  index: number,
  size: number,
  path: readonly Uint8Array[],
  root: Uint8Array,
): boolean {
  if (!isCount(index) || !isCount(size) || index >= size) return false;
  let [node, last] = [index, size - 1];
  let hash = leaf;
  for (const part of path) {
    if (last === 0) return false;
    if (isOdd(node) || node === last) {
      hash = nodeHash(part, hash);
      while (!isOdd(node) && node !== 0) [node, last] = [half(node), half(last)];
    } else {
      hash = nodeHash(hash, part);
    }
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && sameBytes(hash, root);
}

/**
 * Whether `path` shows that the tree of `size` leaves with `root` begins with the one of `oldSize` leaves with `oldRoot`.
 * Every tree begins with the empty one.
 * @see RFC 9162 § 2.1.4.2
 */
export function isConsistent(
  oldSize: number,
  oldRoot: Uint8Array,
  size: number,
  root: Uint8Array,
  path: readonly Uint8Array[],
): boolean {
  if (!isCount(oldSize) || !isCount(size) || oldSize > size) return false;
  if (oldSize === 0) return path.length === 0;
  if (oldSize === size) return path.length === 0 && sameBytes(oldRoot, root);
  const parts = isPowerOfTwo(oldSize) ? [oldRoot, ...path] : path;
  let [node, last] = [oldSize - 1, size - 1];
  while (isOdd(node)) [node, last] = [half(node), half(last)];
  const [first, ...rest] = parts;
  if (!first) return false;
  let [old, hash] = [first, first];
  for (const part of rest) {
    if (last === 0) return false;
    if (isOdd(node) || node === last) {
      old = nodeHash(part, old);
      hash = nodeHash(part, hash);
      while (!isOdd(node) && node !== 0) [node, last] = [half(node), half(last)];
    } else {
      hash = nodeHash(hash, part);
    }
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && sameBytes(old, oldRoot) && sameBytes(hash, root);
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

// Sizes may lie beyond 32 bits, where the operators of bits do not reach.
const half = (count: number): number => Math.floor(count / 2);
const isOdd = (count: number): boolean => count % 2 === 1;
const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;

function isPowerOfTwo(count: number): boolean {
  let rest = count;
  while (!isOdd(rest)) rest = half(rest);
  return rest === 1;
}
