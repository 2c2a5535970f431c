import type { MixParameter } from 'shared/space/schema.ts';

/** Units per item; items that are not in the mix are left out. Sums to the mix's total. */
export type Amounts = Readonly<Record<string, number>>;

type Item = MixParameter['items'][number];
interface Range {
  readonly low: number;
  readonly high: number;
}

/** Least and most of an item in whole steps, when it is in the mix at all. */
function rangeOf(mix: MixParameter, item: Item): Range {
  return { low: Math.ceil(item.min / mix.step) * mix.step, high: Math.floor(item.max / mix.step) * mix.step };
}

/** The items of a mix, in the order of the space. */
export function itemsIn(mix: MixParameter, amounts: Amounts): Item[] {
  return mix.items.filter(({ id }) => (amounts[id] ?? 0) > 0);
}

/** How far an item can go while the locked ones stay and the others stay in their own ranges. */
export function roomOf(mix: MixParameter, amounts: Amounts, locked: ReadonlySet<string>, id: string): Range {
  const item = mix.items.find((candidate) => candidate.id === id);
  if (!item) return { low: 0, high: 0 };
  const own = rangeOf(mix, item);
  const rest = restOf(mix, amounts, locked, id);
  const left = mix.total - rest.fixed;
  return { low: Math.max(own.low, left - rest.high), high: Math.min(own.high, left - rest.low) };
}

/**
 * The mix with one item changed: the others that are not locked give or take in proportion to what they have. The item
 * goes as far as they can follow.
 * @param wanted in units; rounded to steps
 */
export function withAmount(
  mix: MixParameter,
  amounts: Amounts,
  locked: ReadonlySet<string>,
  id: string,
  wanted: number,
): Amounts {
  const { low, high } = roomOf(mix, amounts, locked, id);
  if (low > high) return amounts;
  const amount = Math.min(Math.max(Math.round(wanted / mix.step) * mix.step, low), high);
  return settle(mix, amounts, locked, id, amount) ?? amounts;
}

/** The mix with one more item, at an equal share where there is room; null where it is full or the others cannot give. */
export function withItem(mix: MixParameter, amounts: Amounts, locked: ReadonlySet<string>, id: string): Amounts | null {
  const present = itemsIn(mix, amounts);
  if (present.length >= mix.maxItems || present.some((item) => item.id === id)) return null;
  const { low, high } = roomOf(mix, amounts, locked, id);
  if (low > high || low <= 0) return null;
  const share = Math.round(mix.total / (present.length + 1) / 2 / mix.step) * mix.step;
  return settle(mix, amounts, locked, id, Math.min(Math.max(share, low), high));
}

/** The mix without an item; null where the others cannot take what it had. */
export function withoutItem(
  mix: MixParameter,
  amounts: Amounts,
  locked: ReadonlySet<string>,
  id: string,
): Amounts | null {
  return settle(mix, amounts, locked, id, 0);
}

/** The locked items but for one: who moves an item means it, locked or not. */
export function without(locked: ReadonlySet<string>, id: string): ReadonlySet<string> {
  return new Set([...locked].filter((other) => other !== id));
}

function restOf(
  mix: MixParameter,
  amounts: Amounts,
  locked: ReadonlySet<string>,
  id: string,
): { readonly fixed: number; readonly low: number; readonly high: number } {
  let [fixed, low, high] = [0, 0, 0];
  for (const item of itemsIn(mix, amounts)) {
    if (item.id === id) continue;
    if (locked.has(item.id)) fixed += amounts[item.id] ?? 0;
    else {
      const range = rangeOf(mix, item);
      low += range.low;
      high += range.high;
    }
  }
  return { fixed, low, high };
}

function settle(
  mix: MixParameter,
  amounts: Amounts,
  locked: ReadonlySet<string>,
  id: string,
  amount: number,
): Amounts | null {
  const others = itemsIn(mix, amounts).filter((item) => item.id !== id);
  const free = others.filter((item) => !locked.has(item.id));
  const fixed = others.filter((item) => locked.has(item.id)).reduce((sum, item) => sum + (amounts[item.id] ?? 0), 0);
  const shared = shareOut(
    mix.total - fixed - amount,
    free.map((item) => ({ ...rangeOf(mix, item), weight: amounts[item.id] ?? 0 })),
    mix.step,
  );
  if (shared === null) return null;
  const next = new Map(others.map((item) => [item.id, amounts[item.id] ?? 0]));
  for (const [index, item] of free.entries()) next.set(item.id, shared[index] ?? 0);
  next.set(id, amount);
  return Object.fromEntries(
    mix.items.flatMap((item) => {
      const units = next.get(item.id) ?? 0;
      return units > 0 ? [[item.id, units]] : [];
    }),
  );
}

/** Whole steps that sum to `sum`, each in its range, as near to the weights' proportions as both allow; null: impossible. */
function shareOut(sum: number, parts: readonly (Range & { readonly weight: number })[], step: number): number[] | null {
  const least = parts.reduce((total, { low }) => total + low, 0);
  const most = parts.reduce((total, { high }) => total + high, 0);
  if (sum < least || sum > most || sum % step !== 0) return null;
  const at = (factor: number): number[] =>
    parts.map(({ low, high, weight }) => Math.min(Math.max(weight * factor, low), high));
  let [small, large] = [0, 1];
  const total = (factor: number): number => at(factor).reduce((all, part) => all + part, 0);
  while (total(large) < sum && large < 2 ** 40) large *= 2;
  for (let round = 0; round < 60; round += 1) {
    const middle = (small + large) / 2;
    if (total(middle) < sum) small = middle;
    else large = middle;
  }
  const exact = at(large);
  const shared = exact.map((part, index) => Math.max(parts[index]?.low ?? 0, Math.floor(part / step) * step));
  let missing = sum - shared.reduce((all, part) => all + part, 0);
  const byRemainder = exact
    .map((part, index) => ({ index, remainder: part - (shared[index] ?? 0) }))
    .sort((a, b) => b.remainder - a.remainder);
  while (missing > 0) {
    const before = missing;
    for (const { index } of byRemainder) {
      const part = parts[index];
      if (missing <= 0 || !part || (shared[index] ?? 0) + step > part.high) continue;
      shared[index] = (shared[index] ?? 0) + step;
      missing -= step;
    }
    if (missing === before) return null;
  }
  while (missing < 0) {
    const before = missing;
    for (const { index } of [...byRemainder].reverse()) {
      const part = parts[index];
      if (missing >= 0 || !part || (shared[index] ?? 0) - step < part.low) continue;
      shared[index] = (shared[index] ?? 0) - step;
      missing += step;
    }
    if (missing === before) return null;
  }
  return shared;
}
