import { optionKey } from 'shared/design/doc-keys.ts';
import { cellWeights } from 'shared/space/engine/bounded-search.ts';
import type { Compiled } from 'shared/space/engine/compiled.ts';
import type { Engine } from 'shared/space/engine/engine.ts';
import { leafOf, type Wish } from 'shared/space/engine/evidence.ts';
import type { Space } from 'shared/space/schema.ts';
import type { Counts } from './answer-source.ts';

const COUNTED_AT_ONCE = 12;

/** Whether everything can be counted in one pass: limits, such as a highest weight, have to be searched through. */
export function countsAtOnce({ compiled, rules }: Engine): boolean {
  return compiled !== null && rules.limits.length === 0;
}

/**
 * How many designs are left beside picks that go together, and how many of them have each option; an option of a
 * parameter that is picked counts as if that pick had been taken back. In pieces, the later ones with more options.
 */
export function* countsOf(engine: Engine, space: Space, kept: readonly Wish[]): Generator<Counts> {
  const total = engine.count(kept);
  const { compiled } = engine;
  if (compiled && countsAtOnce(engine)) return yield { total, left: countByPass(engine, compiled, space, kept) };
  // Where the whole is too much to be counted, most of its parts are as well.
  if (total === null) return yield { total, left: new Map() };
  const left = new Map<string, bigint>();
  for (const { at, wish } of optionsOf(space)) {
    const count = engine.count([...kept.filter(({ key }) => key !== wish.key), wish]);
    if (count !== null) left.set(at, count);
    if (left.size % COUNTED_AT_ONCE === 0) yield { total, left: new Map(left) };
  }
  yield { total, left };
}

function countByPass(
  { reader, rules }: Engine,
  compiled: Compiled,
  space: Space,
  kept: readonly Wish[],
): ReadonlyMap<string, bigint> {
  const evidence = reader.read(kept);
  const { perLeaf } = compiled.pass.counts(evidence.allowed, cellWeights(rules, reader, evidence));
  return new Map(
    optionsOf(space).flatMap(({ at, wish: { key, value } }) => {
      const choice = rules.choices.get(key);
      const literal =
        choice?.kind === 'one'
          ? choice.options.get(value as string)
          : choice?.kind === 'switch'
            ? choice.literal
            : null;
      return literal ? [[at, perLeaf(leafOf(literal))] as const] : [];
    }),
  );
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
