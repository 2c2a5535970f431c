/**
 * Asks whether items are consistent together (the order in which they are given means nothing).
 * @returns null when they are; otherwise some of them that are not, as few as come for free
 */
export type Consistency = (kept: readonly number[]) => readonly number[] | null;

/**
 * One inconsistent set of items of which none can be left out. Of several it is the one that does with the earliest
 * items: whatever can be explained without the last item is, and so on to the front (the preferred conflict of
 * Junker, "QuickXplain", 2004). So the answer depends on the items alone, not on which sets `check` happens to name.
 * Asks about once per item of the answer where those sets are small.
 * @param items distinct; first what should be named first
 * @returns in the order of `items`; null when they are consistent
 */
export function minimalConflict(items: readonly number[], check: Consistency): number[] | null {
  const positionOf = new Map(items.map((item, position) => [item, position]));
  /** Found to be needed; all of them behind what is still looked at. */
  const needed: number[] = [];
  let end = items.length;
  /** How many items from the front make a contradiction with those needed, as far as known. */
  const endOf = (core: readonly number[]): number => {
    let last = 0;
    for (const item of core) {
      const count = (positionOf.get(item) ?? 0) + 1;
      if (count <= end && count > last && !needed.includes(item)) last = count;
    }
    return last;
  };
  let core = check(items);
  if (core === null) return null;
  for (end = endOf(core); end > 0; end = endOf(core)) {
    // Find the shortest such front: its last item is needed. Steps from the end double until they go too far.
    let tooShort = -1;
    for (let step = 1; end - tooShort > 1;) {
      const length = Math.max(tooShort + 1, end - step);
      const smaller = check([...items.slice(0, length), ...needed]);
      if (smaller === null) {
        tooShort = length;
        step = (end - length) >> 1;
      } else {
        core = smaller;
        end = endOf(core);
        step *= 2;
      }
    }
    if (end > 0) needed.unshift(items[end - 1] as number);
  }
  return needed;
}

/**
 * The smallest sets of items to drop so that the rest is consistent, none of them with an item to spare (minimal
 * correction sets, as hitting sets of the conflicts met so far: Reiter 1987; Ignatiev et al., "Smallest MUS Extraction
 * with Minimal Hitting Set Dualization", 2015).
 * @param items distinct; first what should rather be dropped
 * @param options.most how many sets at most, from 1
 * @param options.maxChecks about how often `check` may be asked, 500 by default. Until then no smaller set is missed;
 *   after that what has been found counts, or else one set without an item to spare, for one more question per item
 * @returns smallest first, among equally small ones in the order of their items; one empty set when the items are
 *   consistent; nothing when not even dropping all of them helps
 */
export function smallestRepairs(
  items: readonly number[],
  check: Consistency,
  options: { readonly most: number; readonly maxChecks?: number },
): number[][] {
  const { most, maxChecks = 500 } = options;
  const positionOf = new Map(items.map((item, position) => [item, position]));
  let checks = 0;
  let steps = 0;
  const counted: Consistency = (kept) => {
    checks += 1;
    return check(kept);
  };
  // Positions, ascending.
  const conflicts: number[][] = [];
  const repairs: number[][] = [];
  /** Whether larger sets could be repairs that the ones of the size tried last do not show to be none. */
  let isCut = true;
  const isOver = (): boolean => repairs.length >= most || checks >= maxChecks || steps >= 100 * maxChecks;
  const tryDropping = (dropped: readonly number[]): void => {
    const core = counted(items.filter((_, position) => !dropped.includes(position)));
    if (core === null) {
      repairs.push([...dropped]);
      return;
    }
    isCut = true;
    const ordered = core.toSorted((a, b) => (positionOf.get(a) ?? 0) - (positionOf.get(b) ?? 0));
    conflicts.push((minimalConflict(ordered, counted) ?? ordered).map((item) => positionOf.get(item) ?? 0));
  };

  /** Tries all sets of `left` items from position `from` on together with `dropped` that could be a repair. */
  const extend = (dropped: readonly number[], from: number, left: number): void => {
    for (let position = from; !isOver(); position += 1) {
      steps += 1;
      if (repairs.some((repair) => repair.every((item) => dropped.includes(item)))) return;
      // Found anew each time: what is tried further down finds new conflicts.
      const open = conflicts.filter((conflict) => !conflict.some((item) => dropped.includes(item)));
      if (open.length === 0) {
        // With items left this is nothing new: it was tried when sets of its size were.
        if (left === 0) tryDropping(dropped);
        return;
      }
      if (open.some((conflict) => (conflict.at(-1) ?? -1) < position)) return;
      if (disjoint(open) > left) {
        isCut = true;
        return;
      }
      // An item that resolves no conflict which the earlier ones leave would be one to spare.
      if (open.some((conflict) => conflict.includes(position))) extend([...dropped, position], position + 1, left - 1);
    }
  };
  for (let size = 0; isCut && !isOver(); size += 1) {
    isCut = false;
    extend([], 0, size);
  }
  if (repairs.length === 0 && isOver() && check([]) === null) {
    const kept: number[] = [];
    const dropped: number[] = [];
    for (const [position, item] of [...items.entries()].reverse()) {
      if (check([...kept, item]) === null) kept.push(item);
      else dropped.unshift(position);
    }
    repairs.push(dropped);
  }
  return repairs.map((repair) => repair.map((position) => items[position] as number));
}

/** How many sets of some can be found, one after the other, that share no item: no fewer items hit all of them. */
function disjoint(sets: readonly (readonly number[])[]): number {
  const used = new Set<number>();
  return sets.filter((set) => {
    if (set.some((item) => used.has(item))) return false;
    for (const item of set) used.add(item);
    return true;
  }).length;
}
