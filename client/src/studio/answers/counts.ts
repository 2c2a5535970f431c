import { optionKey } from 'shared/design/doc-keys.ts';
import { designCounts } from 'shared/space/engine/design-counts.ts';
import type { Engine } from 'shared/space/engine/engine.ts';
import { estimate } from 'shared/space/engine/estimate.ts';
import type { Wish } from 'shared/space/engine/evidence.ts';
import type { Space } from 'shared/space/schema.ts';
import type { Counts } from './answer-source.ts';

const COUNTED_AT_ONCE = 4;

/** Whether everything is counted at once: limits, such as a highest weight, make counting slow. */
export function countsAtOnce({ compiled, rules }: Engine): boolean {
  return compiled !== null && rules.limits.length === 0;
}

/**
 * How many designs are left beside picks that go together, and how many of them have each option; an option of a
 * parameter that is picked counts as if that pick had been taken back. In pieces, the later ones with more options.
 */
export function* countsOf(engine: Engine, space: Space, kept: readonly Wish[]): Generator<Counts> {
  const counts = designCounts(engine, kept);
  if (counts) {
    const left = optionsOf(space).flatMap(({ at, wish }) => {
      const count = counts.of(wish.key, wish.value);
      return count === null ? [] : [[at, count] as const];
    });
    return yield { total: engine.count(kept), isAbout: false, left: new Map(left) };
  }
  const estimated = estimate(engine, kept);
  // Where the whole is too much to be counted, most of its parts are as well.
  if (estimated.kind !== 'exact') {
    const total = estimated.kind === 'about' && estimated.count > 0n ? estimated.count : null;
    return yield { total, isAbout: true, left: new Map() };
  }
  const total = estimated.count;
  const left = new Map<string, bigint>();
  for (const { at, wish } of optionsOf(space)) {
    const count = engine.count([...kept.filter(({ key }) => key !== wish.key), wish]);
    if (count !== null) left.set(at, count);
    if (left.size % COUNTED_AT_ONCE === 0) yield { total, isAbout: false, left: new Map(left) };
  }
  yield { total, isAbout: false, left };
}

/** Every option, and what it is to have it. */
function optionsOf(space: Space): { readonly at: string; readonly wish: Wish }[] {
  return space.parameters.flatMap((parameter) => {
    if (!('options' in parameter)) return [];
    return parameter.options.map(({ id }) => {
      const at = optionKey(parameter.id, id);
      return { at, wish: parameter.kind === 'many' ? { key: at, value: true } : { key: parameter.id, value: id } };
    });
  });
}
