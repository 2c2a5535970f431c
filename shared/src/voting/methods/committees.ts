import { Fraction } from '../fraction.ts';
import { ballotCount, places, type TieOrder } from '../profile.ts';
import { type ApprovalProfile, binomial, MOST_COMMITTEES, subsetsOf } from './approval.ts';

export interface CommitteeCount {
  readonly winners: readonly string[];
  /** Every best committee. The winners are the one that comes first in the tie order. */
  readonly committees: readonly (readonly string[])[];
  readonly score: Fraction;
}

export type CommitteeRule = 'pav' | 'cc' | 'monroe';

/**
 * The best committees of all, by trying each one. PAV: a ballot gives 1 + ½ + … + 1/k to a committee with k of its
 * entries; Chamberlin–Courant: 1 where there is any; Monroe: as many ballots as can be represented by someone they
 * approve when all members represent equally many, up to one.
 * @throws RangeError where there are more than `MOST_COMMITTEES` to try
 * @see M. Lackner, P. Skowron, "Multi-Winner Voting with Approval Preferences", 2023, rules 2, 6, 7
 */
export function bestCommittees(
  profile: ApprovalProfile,
  seats: number,
  rule: CommitteeRule,
  order: TieOrder,
): CommitteeCount {
  const { entries } = profile;
  const size = Math.min(seats, entries.length);
  if (binomial(entries.length, size) > MOST_COMMITTEES)
    throw new RangeError(`There are more than ${String(MOST_COMMITTEES)} committees to try.`);
  const score = { pav: pavScore, cc: ccScore, monroe: monroeScore }[rule];
  let best: { score: Fraction; committees: number[][] } = { score: Fraction.of(-1), committees: [] };
  for (const committee of subsetsOf(places(entries), size)) {
    const found = score(profile, committee);
    const sign = found.compare(best.score);
    if (sign > 0) best = { score: found, committees: [committee] };
    else if (sign === 0) best.committees.push(committee);
  }
  const place = new Map(order.map((index, at) => [index, at]));
  const inOrder = (committee: readonly number[]): number[] =>
    committee.map((index) => place.get(index) ?? 0).sort((a, b) => a - b);
  const names = (committee: readonly number[]): string[] => committee.map((index) => entries[index] as string);
  const first = best.committees.toSorted((a, b) => lexical(inOrder(a), inOrder(b)))[0] ?? [];
  return { winners: names(first), committees: best.committees.map(names), score: best.score };
}

function lexical(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((one, index) => one !== b[index]);
  return at < 0 ? 0 : (a[at] as number) - (b[at] as number);
}

function pavScore({ groups }: ApprovalProfile, committee: readonly number[]): Fraction {
  return Fraction.sum(
    groups.flatMap(({ count, approved }) =>
      committee.filter((index) => approved.includes(index)).map((_, at) => Fraction.of(count, at + 1)),
    ),
  );
}

function ccScore({ groups }: ApprovalProfile, committee: readonly number[]): Fraction {
  return Fraction.of(ballotCount(groups.filter(({ approved }) => committee.some((index) => approved.includes(index)))));
}

/** The largest flow from ballots to members they approve: n ÷ k each, and one more for as many members as are left over. */
function monroeScore({ groups }: ApprovalProfile, committee: readonly number[]): Fraction {
  const ballots = ballotCount(groups);
  const each = Math.floor(ballots / committee.length);
  const members = committee.length;
  // Nodes: groups, members, the pool of places above `each`, source, sink.
  const [pool, source, sink] = [groups.length + members, groups.length + members + 1, groups.length + members + 2];
  const capacity = Array.from({ length: sink + 1 }, () => new Map<number, number>());
  const link = (from: number, to: number, amount: number): void => {
    capacity[from]?.set(to, amount);
    if (!capacity[to]?.has(from)) capacity[to]?.set(from, 0);
  };
  for (const [group, { count, approved }] of groups.entries()) {
    link(source, group, count);
    for (const [at, index] of committee.entries()) if (approved.includes(index)) link(group, groups.length + at, count);
  }
  for (let at = 0; at < members; at++) {
    link(groups.length + at, sink, each);
    link(groups.length + at, pool, 1);
  }
  link(pool, sink, ballots - each * members);
  return Fraction.of(largestFlow(capacity, source, sink));
}

/** Ford and Fulkerson's algorithm, always along a shortest path. Changes the capacities. */
function largestFlow(capacity: readonly Map<number, number>[], source: number, sink: number): number {
  for (let flow = 0; ;) {
    const from = new Map([[source, source]]);
    for (const node of from.keys())
      for (const [to, free] of capacity[node] ?? []) if (free > 0 && !from.has(to)) from.set(to, node);
    if (!from.has(sink)) return flow;
    const path: [number, number][] = [];
    for (let node = sink; node !== source; node = from.get(node) as number) path.push([from.get(node) as number, node]);
    const amount = Math.min(...path.map(([a, b]) => capacity[a]?.get(b) ?? 0));
    for (const [a, b] of path) {
      capacity[a]?.set(b, (capacity[a].get(b) ?? 0) - amount);
      capacity[b]?.set(a, (capacity[b].get(a) ?? 0) + amount);
    }
    flow += amount;
  }
}
