import { optionKey } from 'shared/design/doc-keys.ts';
import type { Pick } from 'shared/space/engine/pick.ts';
import type { Resolution } from 'shared/space/engine/resolution.ts';
import { resolvePicks } from 'shared/space/engine/resolve-picks.ts';
import { choicesPriceCents } from 'shared/space/price.ts';
import type { Space } from 'shared/space/schema.ts';
import type { Offer } from './answer-source.ts';
import { picksWith, wishFor } from './picking.ts';

/** What each option would come to, one after the other: a piece of work that can be put down between any two. */
export function* offersOf(
  space: Space,
  picks: readonly Pick[],
  { params }: Resolution,
): Generator<readonly [key: string, offer: Offer]> {
  const now = choicesPriceCents(space, params);
  for (const parameter of space.parameters) {
    if (!('options' in parameter)) continue;
    for (const option of parameter.options) {
      const wish = wishFor(space, params, parameter.id, option.id);
      const next = picksWith(picks, [wish]);
      const resolution = resolvePicks(space, next);
      const isKept = !resolution.parked.some(({ key }) => key === wish.key);
      const cents = choicesPriceCents(space, resolution.params) - now;
      yield [optionKey(parameter.id, option.id), { cents, isKept }];
    }
  }
}
