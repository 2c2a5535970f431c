import { costOf } from './bounds.ts';
import { paramsOfAssignment } from './completion.ts';
import { holds } from '../condition.ts';
import { choiceParameters, defaultParams } from '../defaults.ts';
import type { Space } from '../schema.ts';
import type { Engine } from './engine.ts';
import type { Wish } from './evidence.ts';

/** What makes something too dear. */
export interface Dearness {
  /** What a design may cost, and what the cheapest one would, in cents. */
  readonly mostCents: number;
  readonly leastCents: number;
  /** Per wish what it costs more than the cheapest that could be chosen instead, rules and lines of the price aside. */
  readonly moreCents: readonly number[];
  /** Lines that raise the price of that cheapest design. */
  readonly lines: NonNullable<Space['priceLines']>;
}

/**
 * Why these wishes do not go together where it is only that every design with all of them costs too much; null where
 * something else stands against them, or nothing does, and where nobody can tell: without a graph, or where so few options
 * have a price that the limit is written out as clauses.
 */
export function dearness(engine: Engine, space: Space, wishes: readonly Wish[]): Dearness | null {
  const { compiled, rules, reader } = engine;
  if (!compiled) return null;
  const { all, isWhole } = engine.cases(reader.read(wishes));
  if (!isWhole) return null;
  const found = all.flatMap(({ evidence, bounds }) =>
    bounds.flatMap(({ cost, most }) => {
      const cheapest = cost === rules.price ? compiled.costs.cheapest(evidence, cost) : null;
      return cheapest ? [{ cheapest, most, least: costOf(rules, cost, cheapest) }] : [];
    }),
  );
  if (found.length === 0 || found.some(({ most, least }) => least <= most)) return null;
  const { cheapest, most, least } = found.reduce((a, b) => (b.least - b.most < a.least - a.most ? b : a));
  const params = paramsOfAssignment(engine, space, cheapest, defaultParams(space));
  return {
    mostCents: most,
    leastCents: least,
    moreCents: wishes.map((wish) => moreThanLeast(space, wish)),
    lines: (space.priceLines ?? []).filter(({ when, cents }) => cents > 0 && holds(space, params, when)),
  };
}

function moreThanLeast(space: Space, { key, value }: Wish): number {
  const [id = '', optionId] = key.split('/');
  const parameter = choiceParameters(space).find((one) => one.id === id);
  switch (parameter?.kind) {
    case 'one':
    case 'colour': {
      const own = parameter.options.find((option) => option.id === value)?.priceCents ?? 0;
      return own - Math.min(...parameter.options.map(({ priceCents = 0 }) => priceCents));
    }
    case 'many': {
      const cents = parameter.options.find((option) => option.id === optionId)?.priceCents ?? 0;
      return Math.max(0, value === true ? cents : -cents);
    }
    case 'number': {
      const { centsPerUnit = 0, min, max } = parameter;
      return centsPerUnit * ((value as number) - (centsPerUnit > 0 ? min : max));
    }
    default: // of a mix nobody can say what would be in its place, and texts are free
      return 0;
  }
}
