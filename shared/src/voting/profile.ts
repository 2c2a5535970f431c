/** Ballots that say the same, by the places of the entries in the slate. */
export interface RankedGroup {
  /** How many ballots: 1 … */
  readonly count: number;
  /** Best first; entries in one inner list are tied; each entry at most once. */
  readonly ranks: readonly (readonly number[])[];
}

/** The ranked ballots of a round. */
export interface RankedProfile {
  /** Every entry once. Results name entries; ballots give their places in this list. */
  readonly entries: readonly string[];
  readonly groups: readonly RankedGroup[];
}

/** What the rules say of entries that a ballot does not list: they are below all that it does, or it says nothing of them. */
export type Unranked = 'below' | 'ignored';

/** The places of all entries, best first: settles what ballots leave open. Fixed before anybody knows who is tied. */
export type TieOrder = readonly number[];

/** A tie that the count had to settle. */
export interface TieBreak {
  readonly tied: readonly string[];
  readonly chosen: string;
  /** What the chosen one was chosen for. */
  readonly to: 'be excluded' | 'transfer first' | 'be elected' | 'be a finalist' | 'win';
  readonly by: 'earlier stage' | 'tie order' | 'head to head' | 'most top scores';
}

export function ballotCount(groups: readonly { readonly count: number }[]): number {
  return groups.reduce((sum, { count }) => sum + count, 0);
}

/** `value` for every entry, by its name. */
export function byName<Value>(entries: readonly string[], value: (index: number) => Value): Record<string, Value> {
  return Object.fromEntries(entries.map((name, index) => [name, value(index)]));
}

/** A square of numbers for every ordered pair of different entries, by their names. */
export function byPair<Value>(
  entries: readonly string[],
  value: (above: number, below: number) => Value,
): Record<string, Record<string, Value>> {
  return byName(entries, (i) =>
    Object.fromEntries(entries.flatMap((name, j) => (i === j ? [] : [[name, value(i, j)] as const]))),
  );
}

/** Groups what compares as equal, best (first by `compare`) first; inside a group the given order stays. */
export function tiers(indices: readonly number[], compare: (a: number, b: number) => number): number[][] {
  const result: number[][] = [];
  for (const index of indices.toSorted(compare)) {
    const last = result.at(-1);
    if (last && compare(last[0] as number, index) === 0) last.push(index);
    else result.push([index]);
  }
  return result;
}

/** Names of groups of entries; inside a group by name, so that nobody takes the order of equals for an order. */
export function named(entries: readonly string[], groups: readonly (readonly number[])[]): string[][] {
  return groups.map((group) => group.map((index) => entries[index] as string).sort());
}

/** 0, 1, … : all places of a slate, in its own order. */
export function places(entries: readonly unknown[]): number[] {
  return entries.map((_, index) => index);
}

/** The one of `tied` that comes first in the order. */
export function firstIn(order: TieOrder, tied: readonly number[]): number {
  return order.find((index) => tied.includes(index)) as number;
}

export function lastIn(order: TieOrder, tied: readonly number[]): number {
  return order.findLast((index) => tied.includes(index)) as number;
}

/**
 * Who wins `seats` places, out of tiers of tied entries: whole tiers while they fit, then by the tie order.
 * @returns in the order of the result
 */
export function seated(groups: readonly (readonly number[])[], seats: number, order: TieOrder): number[] {
  const place = new Map(order.map((index, at) => [index, at]));
  const flat = groups.flatMap((group) => group.toSorted((a, b) => (place.get(a) ?? 0) - (place.get(b) ?? 0)));
  return flat.slice(0, seats);
}
