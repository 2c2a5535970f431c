import type { Space, SpaceRule } from './schema.ts';

/** Where and when somebody asks. What is left out is not known, and no rule is left out because of it. */
export interface Context {
  /** As the rules name it; capitals count. */
  readonly market?: string;
  /** A day such as `2026-12-31`. */
  readonly date?: string;
}

/**
 * The space with only those rules that hold in a market on a day, both ends of a rule's days included. Without a day
 * every dated rule holds, without a market every market's rules do: what fits then fits always and everywhere.
 * @returns the space itself where all of its rules hold
 */
export function spaceIn(space: Space, context: Context): Space {
  const rules = space.rules.filter((rule) => holdsIn(rule, context));
  return rules.length === space.rules.length ? space : { ...space, rules };
}

/** Where and when a campaign is: in its market, on the day on which designing begins. */
export function contextOf(campaign: { readonly market: string | null; readonly designingFrom: Date }): Context {
  const date = campaign.designingFrom.toISOString().slice(0, 10);
  return { date, ...(campaign.market === null ? {} : { market: campaign.market }) };
}

/** The markets that rules name, each once, in alphabetical order. */
export function marketsOf({ rules }: Space): string[] {
  return [...new Set(rules.flatMap(({ markets = [] }) => markets))].sort();
}

function holdsIn({ from, until, markets }: SpaceRule, { market, date }: Context): boolean {
  // Days of this form compare as texts do.
  if (date !== undefined && ((from !== undefined && date < from) || (until !== undefined && date > until)))
    return false;
  return market === undefined || markets === undefined || markets.includes(market);
}
