import { seededRandom } from '../../seeded-random.ts';
import type { Params } from '../condition.ts';
import { defaultParams } from '../defaults.ts';
import type { Space } from '../schema.ts';
import type { Assignment } from './bounds.ts';
import { drawer, keepsLimits } from './drawing.ts';
import { completeLike, paramsOfAssignment } from './completion.ts';
import type { Engine } from './engine.ts';
import type { Wish } from './evidence.ts';
import { BUDGET } from './pick.ts';
import { mostPopular, type Chosen } from './popularity.ts';
import { wander } from './wandering.ts';
import type { Case } from './strategy.ts';

/** How what nobody picked is chosen. */
export type CompleteBy =
  | { readonly by: 'cheapest' }
  /** By how often each option is chosen, by key and value: `body` → `cabrio` → 12, `extras/rack` → `true` → 3. */
  | { readonly by: 'popular'; readonly chosen: Chosen }
  | { readonly by: 'nearest'; readonly like: Params }
  | { readonly by: 'seed'; readonly seed: string };

/** A design with all of these picks; null where they do not go together. The same everywhere. */
export function complete(engine: Engine, space: Space, picks: readonly Wish[], how: CompleteBy): Params | null {
  const defaults = defaultParams(space);
  switch (how.by) {
    case 'nearest':
      return completeLike(engine, space, picks, how.like);
    case 'cheapest': {
      const most = leastFoundCents(engine, picks);
      return most === null ? null : completeLike(engine, space, [...picks, { key: BUDGET, value: most }], defaults);
    }
    case 'popular':
      return mostPopular(engine, space, picks, how.chosen);
    case 'seed':
      return sample(engine, space, picks, how.seed, 1)[0] ?? null;
  }
}

/** What the cheapest design with all of these picks costs, in cents; null where there is none, or without a graph. */
export function leastPriceCents(engine: Engine, picks: readonly Wish[]): number | null {
  return engine.compiled ? leastFoundCents(engine, picks) : null;
}

/** The same, but without a graph what was found to be cheap. */
function leastFoundCents(engine: Engine, picks: readonly Wish[]): number | null {
  const { compiled, rules } = engine;
  const evidence = engine.reader.read(picks);
  if (!engine.isLeft(evidence)) return null;
  const within = (most: number): boolean => engine.isLeft({ ...evidence, budgetCents: most });
  const { all: cases } = engine.cases(evidence);
  const least = (one: Case): number => compiled?.costs.least(one.evidence, rules.price) ?? -Infinity;
  const bound = Math.min(...cases.map(least));
  if (Number.isFinite(bound) && within(bound)) return bound;
  // Other limits are in the way of the cheapest, or there is no graph to tell it: halve towards what can be had.
  let low = Number.isFinite(bound) ? bound : -(2 ** 40);
  let high = 2 ** 40;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (within(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/**
 * Designs with all of these picks, drawn at random, every one as likely as any other. Without a graph, or where limits
 * leave next to nothing of it, they are random but not equally likely.
 * @returns `size` designs; none where the picks do not go together
 */
export function sample(engine: Engine, space: Space, picks: readonly Wish[], seed: string, size: number): Params[] {
  const given = Object.fromEntries(picks.map(({ key, value }) => [key, value])) as Params;
  const texts = { ...defaultParams(space), ...textsIn(space, given) };
  return drawDesigns(engine, space, picks, seededRandom(seed), size, texts);
}

/** The same with random numbers of one's own, uniform in at least 32 bits; texts are as in `texts`. */
export function drawDesigns(
  engine: Engine,
  space: Space,
  picks: readonly Wish[],
  random: () => number,
  size: number,
  texts: Params,
): Params[] {
  const found = draws(engine, picks, random, size).map((drawn) => paramsOfAssignment(engine, space, drawn, texts));
  while (found.length < size) {
    const next = wander(engine, space, picks, random, texts);
    if (next === null) return [];
    found.push(next);
  }
  return found;
}

/** What breaks a limit is drawn again, so that the rest stays equally likely; at most so often for each design. */
const MOST_DRAWS = 500;

function draws(engine: Engine, picks: readonly Wish[], random: () => number, size: number): Assignment[] {
  const { compiled, rules, reader } = engine;
  const evidence = reader.read(picks);
  const draw = compiled && drawer(rules, reader, compiled.pass, evidence, random);
  const found: Assignment[] = [];
  for (let left = draw ? MOST_DRAWS * size : 0; draw && left > 0 && found.length < size; left -= 1) {
    const drawn = draw();
    if (keepsLimits(rules, evidence, drawn)) found.push(drawn);
  }
  return found;
}

function textsIn(space: Space, params: Params): Params {
  const ids = new Set(space.parameters.filter(({ kind }) => kind === 'text').map(({ id }) => id));
  return Object.fromEntries(Object.entries(params).filter(([id]) => ids.has(id)));
}
