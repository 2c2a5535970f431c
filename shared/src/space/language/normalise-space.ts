import type { Parameter } from '../schema.ts';
import { normaliseCondition } from './normalise-condition.ts';
import type { SpaceText } from './parse-space.ts';

/**
 * The same space as its text gives it back: conditions in normal form, and nothing written that means the same when it
 * is left out (no price lines, no blocked words, no decimals).
 */
export function normaliseSpace(space: SpaceText): SpaceText {
  const { schema, id, label, summary, currency, basePriceCents, priceLines = [], sections, parameters, rules } = space;
  const lines = priceLines.map((line) => ({ ...line, when: normaliseCondition(line.when) }));
  return {
    ...{ schema, id, label, summary, currency, basePriceCents },
    ...(lines.length > 0 ? { priceLines: lines } : {}),
    sections,
    parameters: parameters.map(normaliseParameter),
    rules: rules.map(({ when, then, ...rule }) => ({
      ...rule,
      ...(when ? { when: normaliseCondition(when) } : {}),
      then: normaliseCondition(then),
    })),
  };
}

function normaliseParameter(parameter: Parameter): Parameter {
  const isMeaningless = (key: string, value: unknown): boolean =>
    (key === 'decimals' && value === 0) || (key === 'blockedWords' && (value as readonly unknown[]).length === 0);
  const kept = Object.entries(parameter).filter(([key, value]) => !isMeaningless(key, value));
  return Object.fromEntries(kept) as unknown as Parameter;
}
