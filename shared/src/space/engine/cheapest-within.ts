import { type Assignment, costOf } from './bounds.ts';
import { type Compiled, MOST_STEPS } from './compiled.ts';
import type { Cost, EncodedRules } from './encoded-rules.ts';
import type { Case } from './strategy.ts';

/** The design of a case that costs least, of anything; null where there is none, `'unknown'` where that was not found out. */
export function cheapestWithin(
  rules: EncodedRules,
  { costs, search }: Compiled,
  { evidence, bounds }: Case,
  cost: Cost,
): (Assignment & { readonly cost: number }) | null | 'unknown' {
  const whole = (found: Assignment) => ({ ...found, cost: costOf(rules, cost, found) });
  const keeps = (found: Assignment): boolean => bounds.every((bound) => costOf(rules, bound.cost, found) <= bound.most);
  const free = costs.cheapest(evidence, cost);
  if (!free || keeps(free)) return free && whole(free);
  // Bounds are in the way of the cheapest: halve towards what can be had.
  let best = search.find(evidence, bounds, MOST_STEPS.exists);
  let low = whole(free).cost - 1;
  while (best && best !== 'unknown' && whole(best).cost - low > 1) {
    const most = Math.floor((low + whole(best).cost) / 2);
    const next = search.find(evidence, [...bounds, { cost, most }], MOST_STEPS.exists);
    if (next === 'unknown') return next;
    if (next) best = next;
    else low = most;
  }
  return best && best !== 'unknown' ? whole(best) : best;
}
