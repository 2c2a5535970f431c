import { sha256 } from '../sha256.ts';

/** The root of the perfect subtree over the leaves `from` … `to` − 1: their number is a power of two that divides `from`. */
export type PerfectRoot = (from: number, to: number) => Uint8Array;

const NODE = Uint8Array.of(1);
const LEAF = Uint8Array.of(0);

export function concatBytes(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** The hash of what a leaf holds. Leaves and nodes are hashed apart, or a node could be shown as a leaf. */
export function leafHash(data: Uint8Array): Uint8Array {
  return sha256(concatBytes(LEAF, data));
}

export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  return sha256(concatBytes(NODE, left, right));
}

/** Subtrees of leaves that are all in memory. */
export function perfectRootsOf(leaves: readonly Uint8Array[]): PerfectRoot {
  const root: PerfectRoot = (from, to) => {
    const leaf = leaves[from];
    if (!leaf || to > leaves.length) throw new RangeError(`There are ${leaves.length} leaves, not ${to}.`);
    if (to - from === 1) return leaf;
    const middle = (from + to) / 2;
    return nodeHash(root(from, middle), root(middle, to));
  };
  return root;
}

/**
 * The root of the tree over the first `size` leaves; that of no leaf is the hash of nothing.
 * @see RFC 6962 § 2.1, RFC 9162 § 2.1.1
 */
export function treeRoot(size: number, perfect: PerfectRoot): Uint8Array {
  return size === 0 ? sha256(new Uint8Array()) : rangeRoot(0, size, perfect);
}

/**
 * What it takes to compute the root of the first `size` leaves from the leaf `index`, from the bottom up.
 * @throws RangeError unless 0 ≤ `index` < `size`
 * @see RFC 6962 § 2.1.1, RFC 9162 § 2.1.3.1
 */
export function inclusionPath(index: number, size: number, perfect: PerfectRoot): Uint8Array[] {
  if (index < 0 || index >= size) throw new RangeError(`A tree of ${size} leaves has no leaf ${index}.`);
  const path: Uint8Array[] = [];
  let [from, to] = [0, size];
  while (to - from > 1) {
    const middle = from + splitOf(to - from);
    if (index < middle) {
      path.push(rangeRoot(middle, to, perfect));
      to = middle;
    } else {
      path.push(rangeRoot(from, middle, perfect));
      from = middle;
    }
  }
  return path.reverse();
}

/**
 * What it takes to see that the tree of `size` leaves begins with the one of `oldSize`.
 * @throws RangeError unless 0 < `oldSize` ≤ `size`
 * @see RFC 6962 § 2.1.2, RFC 9162 § 2.1.4.1
 */
export function consistencyPath(oldSize: number, size: number, perfect: PerfectRoot): Uint8Array[] {
  if (oldSize < 1 || oldSize > size) throw new RangeError(`A tree of ${size} leaves never had ${oldSize}.`);
  const path: Uint8Array[] = [];
  let [from, to] = [0, size];
  while (oldSize < to) {
    const middle = from + splitOf(to - from);
    if (oldSize <= middle) {
      path.push(rangeRoot(middle, to, perfect));
      to = middle;
    } else {
      path.push(rangeRoot(from, middle, perfect));
      from = middle;
    }
  }
  // Who asks knows the old root already; where the old tree is a subtree as a whole it need not be said again.
  if (from > 0) path.push(rangeRoot(from, to, perfect));
  return path.reverse();
}

function rangeRoot(from: number, to: number, perfect: PerfectRoot): Uint8Array {
  const middle = from + splitOf(to - from);
  if (to - from === 1 || middle - from === to - middle) return perfect(from, to);
  return nodeHash(perfect(from, middle), rangeRoot(middle, to, perfect));
}

/** The largest power of two below `count`. */
function splitOf(count: number): number {
  let split = 1;
  while (split * 2 < count) split *= 2;
  return split;
}
