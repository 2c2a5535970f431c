import type { Design, ParameterValue } from 'shared/design/design.ts';
import { sameValue } from 'shared/same-value.ts';
import { blockersOf, fixesOf } from 'shared/space/availability.ts';
import type { Params } from 'shared/space/condition.ts';
import { priceOf } from 'shared/space/price.ts';
import type { Parameter, Space, SpaceRule } from 'shared/space/schema.ts';

export interface Change {
  readonly parameter: Parameter;
  readonly from: ParameterValue;
  readonly to: ParameterValue;
}
/** A setting that has what was wanted, and what else it changes for that. */
export interface Fix {
  readonly params: Params;
  readonly changes: readonly Change[];
  /** What the whole design costs more with it than now, in cents. */
  readonly cents: number;
}
export interface WhyNot {
  readonly parameterId: string;
  readonly rules: readonly SpaceRule[];
  readonly fixes: readonly Fix[];
}

/** Why a change is not possible now, and what would make it so; null: it is possible. */
export function whyNot(space: Space, design: Design, wanted: Params, parameterId: string): WhyNot | null {
  const rules = blockersOf(space, design.params, wanted);
  if (rules.length === 0) return null;
  const now = priceOf(space, design).totalCents;
  const fixes = fixesOf(space, wanted, parameterId).map((params) => ({
    params,
    changes: changesBetween(space, design.params, params).filter(({ parameter }) => parameter.id !== parameterId),
    cents: priceOf(space, { ...design, params }).totalCents - now,
  }));
  return { parameterId, rules, fixes };
}

export function changesBetween(space: Space, before: Params, after: Params): Change[] {
  return space.parameters.flatMap((parameter) => {
    const from = before[parameter.id];
    const to = after[parameter.id];
    return from === undefined || to === undefined || sameValue(from, to) ? [] : [{ parameter, from, to }];
  });
}

/** What the whole design would cost more with these settings, in cents. */
export function priceDifference(space: Space, design: Design, params: Params): number {
  return priceOf(space, { ...design, params }).totalCents - priceOf(space, design).totalCents;
}
