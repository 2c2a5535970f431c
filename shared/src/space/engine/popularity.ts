import { cheapestWithin } from './cheapest-within.ts';
import type { Params } from '../condition.ts';
import { defaultParams } from '../defaults.ts';
import type { Space } from '../schema.ts';
import { completeLike, wishesOf } from './completion.ts';
import type { Cost } from './encoded-rules.ts';
import type { Engine } from './engine.ts';
import { leafOf, type Wish } from './evidence.ts';
import type { Literal } from './rule-model.ts';

/** How often each option is chosen, by key and value. */
export type Chosen = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** A share of one half costs so much: fine enough for any share, and sums of thousands of them are exact. */
const SCALE = 2 ** 20;

/**
 * The design that is most likely if people chose independently, each option with its share (one more than it was chosen, so
 * that nothing is impossible): the least sum of −log shares, by the pass that finds the cheapest. Of equally likely options
 * the default, and numbers and mixes as near to theirs as it lets them. Without a graph, or where several limits are in the
 * way, option by option instead. Null where the picks do not go together.
 */
export function mostPopular(engine: Engine, space: Space, picks: readonly Wish[], chosen: Chosen): Params | null {
  const defaults = defaultParams(space);
  const leaves = likeliest(engine, picks, unlikeliness(engine, chosen, wishesOf(space, defaults)));
  if (!leaves) return completeLike(engine, space, picks, oneByOne(engine, chosen, defaults));
  const given = new Set(picks.map(({ key }) => key));
  const options = [...engine.rules.choices].flatMap(([key, choice]): Wish[] => {
    if (given.has(key)) return [];
    if (choice.kind === 'switch') return [{ key, value: leaves.has(leafOf(choice.literal)) }];
    const option = choice.kind === 'one' && [...choice.options].find(([, literal]) => leaves.has(leafOf(literal)));
    return option ? [{ key, value: option[0] }] : [];
  });
  return completeLike(engine, space, [...picks, ...options], defaults);
}

/** Whole numbers, the smaller the likelier. */
function unlikeliness({ rules }: Engine, chosen: Chosen, defaults: readonly Wish[]): Cost {
  const ofLiteral = new Map<Literal, number>();
  const usual = new Map(defaults.map(({ key, value }) => [key, value]));
  for (const [key, choice] of rules.choices) {
    const ways: (readonly [string | boolean, Literal])[] =
      choice.kind === 'one'
        ? [...choice.options]
        : choice.kind === 'switch'
          ? [
              [true, choice.literal],
              [false, -choice.literal],
            ]
          : [];
    const times = ways.map(([value]) => 1 + (chosen.get(key)?.get(String(value)) ?? 0));
    const all = times.reduce((sum, one) => sum + one, 0);
    for (const [at, [value, literal]] of ways.entries()) {
      const bits = Math.log2(all / (times[at] ?? 1));
      ofLiteral.set(literal, Math.round(SCALE * bits) + (value === usual.get(key) ? 0 : 1));
    }
  }
  return { constant: 0, ofLiteral, ofValue: rules.parts.map(({ component }) => component.variables.map(() => null)) };
}

function likeliest(engine: Engine, picks: readonly Wish[], cost: Cost): ReadonlySet<number> | null {
  let best: { readonly leaves: ReadonlySet<number>; readonly least: number } | null = null;
  const { compiled, rules } = engine;
  const { all, isWhole } = engine.cases(engine.reader.read(picks));
  if (!isWhole || !compiled) return null;
  for (const one of all) {
    const found = cheapestWithin(rules, compiled, one, cost);
    if (found === 'unknown') return null;
    if (found && (!best || found.cost < best.least))
      best = { leaves: new Set(Array.from(found.leaves)), least: found.cost };
  }
  return best && best.leaves;
}

/** The defaults, but for options that were chosen more often than any other. */
function oneByOne(engine: Engine, chosen: Chosen, defaults: Params): Params {
  const params: Record<string, Params[string]> = { ...defaults };
  for (const [key, choice] of engine.rules.choices) {
    const counts = chosen.get(key);
    if (!counts) continue;
    if (choice.kind === 'one') {
      const options = [...choice.options.keys()];
      const most = options.reduce((best, option) =>
        (counts.get(option) ?? 0) > (counts.get(best) ?? 0) ? option : best,
      );
      if ((counts.get(most) ?? 0) > (counts.get(String(defaults[key])) ?? 0)) params[key] = most;
    } else if (choice.kind === 'switch') {
      const [parameter = '', option = ''] = key.split('/');
      const isIn = (counts.get('true') ?? 0) > (counts.get('false') ?? 0);
      const others = (params[parameter] as readonly string[]).filter((id) => id !== option);
      params[parameter] = isIn ? [...others, option] : others;
    }
  }
  return params;
}
