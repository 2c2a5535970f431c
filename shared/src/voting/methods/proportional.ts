import { Fraction } from '../fraction.ts';
import { ballotCount, firstIn, type TieBreak, type TieOrder } from '../profile.ts';
import type { ApprovalProfile, Budget } from './approval.ts';

export interface PhragmenCount {
  readonly winners: readonly string[];
  readonly committees: readonly (readonly string[])[];
  /** What the most burdened ballot carries in the end. */
  readonly maxLoad: Fraction;
  readonly steps: readonly { readonly entry: string; readonly load: Fraction; readonly tied: readonly string[] }[];
  readonly ties: readonly TieBreak[];
}

export interface EqualSharesCount {
  readonly winners: readonly string[];
  readonly committees: readonly (readonly string[])[];
  /** The most that a supporter pays for the first entry. */
  readonly firstRho: Fraction | null;
  /** What each bought entry costs its supporters at most. */
  readonly steps: readonly {
    readonly entry: string;
    readonly rho: Fraction | null;
    readonly by: 'equal shares' | 'sequential Phragmén';
    readonly tied: readonly string[];
  }[];
  readonly spent: number;
  readonly ties: readonly TieBreak[];
}

/** What is done with money that buys nothing together: nothing, or it is a head start for sequential Phragmén. */
export type Completion = 'none' | 'seq-phragmen';

/**
 * Sequential Phragmén: all ballots earn at the same speed, and the first group of supporters that holds the cost of its
 * entry buys it. Ends with the first entry that the budget no longer holds.
 * @see M. Lackner, P. Skowron, "Multi-Winner Voting with Approval Preferences", 2023, rule 8
 */
export function seqPhragmen(profile: ApprovalProfile, limits: Budget, order: TieOrder): PhragmenCount {
  const loads = profile.groups.map(() => Fraction.zero);
  const ties: TieBreak[] = [];
  const steps = phragmenSteps(profile, limits, order, loads, [], ties);
  const winners = steps.map(({ entry }) => profile.entries[entry] as string);
  return {
    winners,
    committees: [inSlateOrder(profile, winners)],
    maxLoad: loads.reduce((most, load) => (load.compare(most) > 0 ? load : most), Fraction.zero),
    steps: steps.map(({ entry, load, tied }) => ({
      entry: profile.entries[entry] as string,
      load,
      tied: namesOf(profile, tied),
    })),
    ties,
  };
}

/** Changes `loads`: what a ballot of each group carries. */
function phragmenSteps(
  profile: ApprovalProfile,
  { costs, budget }: Budget,
  order: TieOrder,
  loads: Fraction[],
  bought: readonly number[],
  ties: TieBreak[],
): { entry: number; load: Fraction; tied: number[] }[] {
  const steps: { entry: number; load: Fraction; tied: number[] }[] = [];
  const taken = new Set(bought);
  let left = budget - bought.reduce((sum, index) => sum + (costs[index] as number), 0);
  for (;;) {
    // (cost + what the supporters carry) ÷ supporters: the load that all of them would have.
    const offers = [...profile.entries.keys()].flatMap((entry) => {
      const load = taken.has(entry) ? null : commonLoad(profile, entry, costs[entry] as number, loads);
      return load ? [{ entry, load }] : [];
    });
    const best = lowest(offers, ({ load }) => load);
    const entry = chosen(
      profile,
      best.map((offer) => offer.entry),
      order,
      ties,
    );
    if (entry === undefined || (costs[entry] as number) > left) return steps;
    const load = best[0]?.load as Fraction;
    for (const [group, { approved }] of profile.groups.entries()) if (approved.includes(entry)) loads[group] = load;
    taken.add(entry);
    left -= costs[entry] as number;
    steps.push({ entry, load, tied: best.map((offer) => offer.entry) });
  }
}

function commonLoad(
  profile: ApprovalProfile,
  entry: number,
  cost: number,
  loads: readonly Fraction[],
): Fraction | null {
  let [supporters, carried] = [0, Fraction.of(cost)];
  for (const [group, { count, approved }] of profile.groups.entries()) {
    if (!approved.includes(entry)) continue;
    supporters += count;
    carried = carried.plus((loads[group] as Fraction).times(Fraction.of(count)));
  }
  return supporters === 0 ? null : carried.over(Fraction.of(supporters));
}

/**
 * Method of equal shares: the budget is divided equally among the ballots; the entry whose supporters can pay for it with
 * the smallest highest share ρ is bought, each of them paying ρ or all that they have left.
 * @see D. Peters, G. Pierczyński, P. Skowron, "Proportional Participatory Budgeting with Additive Utilities", 2021
 */
export function equalShares(
  profile: ApprovalProfile,
  limits: Budget,
  completion: Completion,
  order: TieOrder,
): EqualSharesCount {
  const { costs, budget } = limits;
  const ballots = ballotCount(profile.groups);
  const money = profile.groups.map(() => (ballots === 0 ? Fraction.zero : Fraction.of(budget, ballots)));
  const ties: TieBreak[] = [];
  const bought: number[] = [];
  const steps: EqualSharesCount['steps'][number][] = [];
  for (;;) {
    const offers = [...profile.entries.keys()].flatMap((entry) => {
      const rho = bought.includes(entry) ? null : highestShare(profile, entry, costs[entry] as number, money);
      return rho ? [{ entry, rho }] : [];
    });
    const best = lowest(offers, ({ rho }) => rho);
    const entry = chosen(
      profile,
      best.map((offer) => offer.entry),
      order,
      ties,
    );
    if (entry === undefined) break;
    const rho = best[0]?.rho as Fraction;
    for (const [group, { approved }] of profile.groups.entries()) {
      const has = money[group] as Fraction;
      if (approved.includes(entry)) money[group] = has.minus(has.compare(rho) < 0 ? has : rho);
    }
    bought.push(entry);
    steps.push({
      entry: profile.entries[entry] as string,
      rho,
      by: 'equal shares',
      tied: namesOf(
        profile,
        best.map((offer) => offer.entry),
      ),
    });
  }
  if (completion === 'seq-phragmen') {
    const loads = money.map((left) => Fraction.zero.minus(left));
    for (const { entry, tied } of phragmenSteps(profile, limits, order, loads, bought, ties)) {
      bought.push(entry);
      steps.push({
        entry: profile.entries[entry] as string,
        rho: null,
        by: 'sequential Phragmén',
        tied: namesOf(profile, tied),
      });
    }
  }
  const winners = namesOf(profile, bought);
  return {
    winners,
    committees: [inSlateOrder(profile, winners)],
    firstRho: steps[0]?.rho ?? null,
    steps,
    spent: bought.reduce((sum, index) => sum + (costs[index] as number), 0),
    ties,
  };
}

/** The smallest ρ with which supporters who pay ρ, or what they have, pay the cost; null where they cannot. */
function highestShare(
  profile: ApprovalProfile,
  entry: number,
  cost: number,
  money: readonly Fraction[],
): Fraction | null {
  const supporters = profile.groups
    .flatMap(({ count, approved }, group) =>
      approved.includes(entry) ? [{ count, has: money[group] as Fraction }] : [],
    )
    .sort((a, b) => a.has.compare(b.has));
  let open = Fraction.of(cost);
  let payers = supporters.reduce((sum, { count }) => sum + count, 0);
  for (const { count, has } of supporters) {
    const rho = open.over(Fraction.of(payers));
    if (rho.compare(has) <= 0) return rho;
    open = open.minus(has.times(Fraction.of(count)));
    payers -= count;
  }
  return null;
}

function lowest<Offer>(offers: readonly Offer[], of: (offer: Offer) => Fraction): Offer[] {
  let best: Offer[] = [];
  for (const offer of offers) {
    const sign = best[0] === undefined ? -1 : of(offer).compare(of(best[0]));
    if (sign < 0) best = [offer];
    else if (sign === 0) best.push(offer);
  }
  return best;
}

function chosen(
  profile: ApprovalProfile,
  tied: readonly number[],
  order: TieOrder,
  ties: TieBreak[],
): number | undefined {
  if (tied.length < 2) return tied[0];
  const entry = firstIn(order, tied);
  ties.push({
    tied: namesOf(profile, tied),
    chosen: profile.entries[entry] as string,
    to: 'be elected',
    by: 'tie order',
  });
  return entry;
}

function namesOf({ entries }: ApprovalProfile, indices: readonly number[]): string[] {
  return indices.map((index) => entries[index] as string);
}

function inSlateOrder({ entries }: ApprovalProfile, names: readonly string[]): string[] {
  return entries.filter((name) => names.includes(name));
}
