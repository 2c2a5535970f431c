import { valueProblem } from 'shared/space/parameter-value.ts';
import type { Parameter } from 'shared/space/schema.ts';
import { Unusable } from './unusable.ts';

/**
 * Refuses a parameter that has no value, or whose default is none; the language refuses the same where it is written.
 * @throws Unusable with the place inside the space
 */
export function assertPossible(parameter: Parameter): void {
  const place = `parameters/${parameter.id}`;
  if (parameter.kind === 'place') return;
  if (parameter.kind === 'number') assertBounds(place, parameter);
  if (parameter.kind === 'mix') for (const item of parameter.items) assertBounds(`${place}/items/${item.id}`, item);
  if (parameter.kind === 'text' && (parameter.minLength ?? 0) > parameter.maxLength)
    throw new Unusable(`${place}: minLength must not exceed maxLength`);
  const problem = valueProblem(parameter, parameter.default);
  if (problem !== null)
    throw new Unusable(`${place}/default: ${JSON.stringify(parameter.default)} is no value of it (${problem})`);
}

function assertBounds(place: string, { min, max }: { readonly min: number; readonly max: number }): void {
  if (min > max) throw new Unusable(`${place}: min ${String(min)} must not exceed max ${String(max)}`);
}
