import { splitTerm } from '../condition.ts';
import { amountsOf, valuesOf } from '../parameter-value.ts';
import type { Condition } from '../schema.ts';
import type { RuleContext } from './rule-context.ts';

/**
 * The values on either side of the one that an equation asks a single number, or an amount of a mix, to have, though it
 * never can: it is between two steps, or outside of the bounds. Null where it can, and for every other sum.
 * @param equation “at most” of what is to be equal, in normal form
 */
export function valuesBeside(
  [, terms, limit]: Extract<Condition, readonly ['le', ...unknown[]]>,
  context: RuleContext,
): number[] | null {
  const [only, ...others] = terms;
  if (!only || others.length > 0) return null;
  const [factor, term] = only;
  const all = valuesOfTerm(term, context);
  const wanted = limit / factor;
  if (all === null || all.includes(wanted)) return null;
  return [all.findLast((value) => value < wanted), all.find((value) => value > wanted)].filter(
    (value) => value !== undefined,
  );
}

/** Ascending; null for what has more than bounds and a step, such as the price and the elements in a zone. */
function valuesOfTerm(term: string, context: RuleContext): number[] | null {
  const { parameter: id, item } = splitTerm(term);
  const parameter = context.parameters.get(id);
  if (item === null) return parameter?.kind === 'number' ? valuesOf(parameter) : null;
  if (parameter?.kind !== 'mix') return null;
  const at = parameter.items.findIndex((candidate) => candidate.id === item);
  return at < 0 ? null : [...new Set([0, ...amountsOf(parameter, at)])];
}
