import type { ParameterValue } from '../design/design.ts';
import type { Params } from './condition.ts';
import type { ChoiceParameter, Space } from './schema.ts';

/** The parameters that a design has a value for, in the order of the space. */
export function choiceParameters(space: Space): ChoiceParameter[] {
  return space.parameters.filter((parameter) => parameter.kind !== 'place');
}

/** What a design has where nobody chose anything. Fulfils every rule (`assertSpace` checks it). */
export function defaultParams(space: Space): Params {
  return Object.fromEntries(choiceParameters(space).map((parameter) => [parameter.id, defaultOf(parameter)]));
}

/** `params` with the default for every parameter that it leaves out, in the order of the space; nothing else is kept. */
export function complete(space: Space, params: Params): Params {
  return Object.fromEntries(
    choiceParameters(space).map((parameter) => [
      parameter.id,
      Object.hasOwn(params, parameter.id) ? (params[parameter.id] ?? defaultOf(parameter)) : defaultOf(parameter),
    ]),
  );
}

export function defaultOf(parameter: ChoiceParameter): ParameterValue {
  return parameter.kind === 'many' ? inOrder(parameter.options, parameter.default) : parameter.default;
}

/** The chosen ids in the order of the options, each once: one order for one set. */
export function inOrder(options: readonly { readonly id: string }[], chosen: readonly string[]): string[] {
  return options.map((option) => option.id).filter((id) => chosen.includes(id));
}
