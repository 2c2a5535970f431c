import type { Design, ParameterValue } from 'shared/design/design.ts';
import { sameValue } from 'shared/same-value.ts';
import type { Params } from 'shared/space/condition.ts';
import { choiceParameters, inOrder } from 'shared/space/defaults.ts';
import { priceOf } from 'shared/space/price.ts';
import type { ChoiceParameter, Space } from 'shared/space/schema.ts';

export interface Change {
  readonly parameter: ChoiceParameter;
  readonly from: ParameterValue;
  readonly to: ParameterValue;
}

/** What differs between two settings, in the order of the space. */
export function changesBetween(space: Space, before: Params, after: Params): Change[] {
  return choiceParameters(space).flatMap((parameter) => {
    const from = before[parameter.id];
    const to = after[parameter.id];
    return from === undefined || to === undefined || sameValue(from, to) ? [] : [{ parameter, from, to }];
  });
}

/** `params` with an option of a `one` chosen, or one of a `many` switched over, whatever the rules say. */
export function withChoice(space: Space, params: Params, parameterId: string, optionId: string): Params {
  const parameter = choiceParameters(space).find(({ id }) => id === parameterId);
  if (!parameter) return params;
  if (parameter.kind !== 'many') return { ...params, [parameterId]: optionId };
  const chosen = params[parameterId] as readonly string[];
  const next = chosen.includes(optionId) ? chosen.filter((id) => id !== optionId) : [...chosen, optionId];
  return { ...params, [parameterId]: inOrder(parameter.options, next) };
}

/** What the whole design would cost more with these settings, in cents. */
export function priceDifference(space: Space, design: Design, params: Params): number {
  return priceOf(space, { ...design, params }).totalCents - priceOf(space, design).totalCents;
}
