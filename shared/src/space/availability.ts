import type { ParameterValue } from '../design/design.ts';
import { sameValue } from '../same-value.ts';
import type { Params } from './condition.ts';
import { parametersOf } from './condition.ts';
import { inOrder } from './defaults.ts';
import type { Parameter, Space, SpaceRule } from './schema.ts';
import { brokenRules } from './violations.ts';

/** `params` with an option of a `one` chosen, or one of a `many` switched over. */
export function withChoice(space: Space, params: Params, parameterId: string, optionId: string): Params {
  const parameter = space.parameters.find(({ id }) => id === parameterId);
  if (!parameter) return params;
  if (parameter.kind !== 'many') return { ...params, [parameterId]: optionId };
  const chosen = params[parameterId] as readonly string[];
  const next = chosen.includes(optionId) ? chosen.filter((id) => id !== optionId) : [...chosen, optionId];
  return { ...params, [parameterId]: inOrder(parameter.options, next) };
}

/** The rules that a change would break and that are not broken now; none: the change is possible as it is. */
export function blockersOf(space: Space, params: Params, changed: Params): SpaceRule[] {
  const already = new Set(brokenRules(space, params).map(({ id }) => id));
  return brokenRules(space, changed).filter(({ id }) => !already.has(id));
}

/** The rules that choosing this option now would break. */
export function blockers(space: Space, params: Params, parameterId: string, optionId: string): SpaceRule[] {
  return blockersOf(space, params, withChoice(space, params, parameterId, optionId));
}

const MOST_FIXES = 3;

/**
 * Ways to have an option all the same: complete settings that contain it and break no rule, those that change the
 * fewest other parameters first (one, then two), at most three.
 */
export function fixes(space: Space, params: Params, parameterId: string, optionId: string): Params[] {
  return fixesOf(space, withChoice(space, params, parameterId, optionId), parameterId);
}

/** The same for any change of one parameter: complete settings in which it has the value that it has in `wanted`. */
export function fixesOf(space: Space, wanted: Params, parameterId: string): Params[] {
  const involved = [
    ...new Set(
      brokenRules(space, wanted).flatMap((rule) => [
        ...(rule.when ? parametersOf(rule.when) : []),
        ...parametersOf(rule.then),
      ]),
    ),
  ].filter((id) => id !== parameterId);
  const others = space.parameters.filter(({ id }) => involved.includes(id));
  const single = others.flatMap((parameter) =>
    alternatives(parameter, wanted[parameter.id]).map((value) => ({ ...wanted, [parameter.id]: value })),
  );
  const found = single.filter((candidate) => brokenRules(space, candidate).length === 0);
  if (found.length > 0) return found.slice(0, MOST_FIXES);
  const double = others.flatMap((first, index) =>
    others
      .slice(index + 1)
      .flatMap((second) =>
        alternatives(first, wanted[first.id]).flatMap((a) =>
          alternatives(second, wanted[second.id]).map((b) => ({ ...wanted, [first.id]: a, [second.id]: b })),
        ),
      ),
  );
  return double.filter((candidate) => brokenRules(space, candidate).length === 0).slice(0, MOST_FIXES);
}

/** Other values of a parameter, the default first; of a `many`, the set with one option less or one more. */
function alternatives(parameter: Parameter, value: ParameterValue | undefined): ParameterValue[] {
  switch (parameter.kind) {
    case 'one': {
      const ids = parameter.options.map(({ id }) => id).filter((id) => id !== value);
      return [...ids.filter((id) => id === parameter.default), ...ids.filter((id) => id !== parameter.default)];
    }
    case 'many': {
      const chosen = value as readonly string[];
      const fewer = chosen.map((id) => chosen.filter((other) => other !== id));
      const more = parameter.options
        .filter(({ id }) => !chosen.includes(id))
        .map(({ id }) => inOrder(parameter.options, [...chosen, id]));
      return [...fewer, ...more];
    }
    case 'number':
    case 'mix':
    case 'text':
      return sameValue(value, parameter.default) ? [] : [parameter.default];
  }
}
