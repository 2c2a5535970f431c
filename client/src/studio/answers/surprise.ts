import { sameValue } from 'shared/same-value.ts';
import type { Params } from 'shared/space/condition.ts';
import { defaultParams } from 'shared/space/defaults.ts';
import { drawDesigns } from 'shared/space/engine/choosing.ts';
import { wishesOf } from 'shared/space/engine/completion.ts';
import type { Engine } from 'shared/space/engine/engine.ts';
import type { Wish } from 'shared/space/engine/evidence.ts';
import type { Pick } from 'shared/space/engine/pick.ts';
import { resolvePicks } from 'shared/space/engine/resolve-picks.ts';
import type { Space } from 'shared/space/schema.ts';
import { picksWith } from './picking.ts';

/**
 * What to pick beside the picks that stay for a design drawn at random: of all that keep as much of them as can be kept
 * each as likely as any other where the rules are compiled; else by choosing one thing after the other.
 * @param random numbers of [0, 1), uniform in at least 32 bits
 * @returns as few picks as make that design
 */
export function surprise(
  engine: Engine,
  space: Space,
  staying: readonly Pick[],
  random: () => number,
): readonly Wish[] {
  const { kept, params: texts } = resolvePicks(space, staying);
  const [params = texts] = drawDesigns(engine, space, kept, random, 1, texts);
  return picksFor(space, staying, params);
}

/** The picks without which the design would be another one. What is as usual nobody has to pick: it stays free. */
function picksFor(space: Space, fixed: readonly Pick[], params: Params): Wish[] {
  const wishes = wishesOf(space, params).filter(({ key }) => !fixed.some((pick) => pick.key === key));
  const usual = new Map(wishesOf(space, defaultParams(space)).map(({ key, value }) => [key, value]));
  let picked = wishes.filter(({ key, value }) => !sameValue(usual.get(key), value));
  for (;;) {
    const found = new Map(
      wishesOf(space, resolvePicks(space, picksWith(fixed, picked)).params).map(({ key, value }) => [key, value]),
    );
    const missing = wishes.filter(
      ({ key, value }) => !sameValue(found.get(key), value) && !picked.some((wish) => wish.key === key),
    );
    if (missing.length === 0) return picked;
    picked = [...picked, ...missing];
  }
}
