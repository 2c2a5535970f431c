import { sameValue } from 'shared/same-value.ts';
import type { Params } from 'shared/space/condition.ts';
import { defaultParams } from 'shared/space/defaults.ts';
import { wishesOf } from 'shared/space/engine/completion.ts';
import type { Wish } from 'shared/space/engine/evidence.ts';
import type { Explainer } from 'shared/space/engine/explanation.ts';
import type { Pick } from 'shared/space/engine/pick.ts';
import type { Resolution } from 'shared/space/engine/resolution.ts';
import type { Space } from 'shared/space/schema.ts';
import type { Reason, Reasons } from './answer-source.ts';

/** Why what is wanted does not go with picks that are kept, and with values that nobody picked; null where it does. */
export function reasonAgainst(
  explainer: Explainer,
  kept: readonly Pick[],
  wanted: readonly Wish[],
  defaults: readonly Wish[] = [],
): Reason | null {
  // Newest first: the explanation names what was just done rather than what it met.
  const newest = kept.filter(({ key }) => !wanted.some((wish) => wish.key === key)).toReversed();
  const found = explainer.explain([...newest, ...defaults], wanted);
  return (
    found && {
      picks: found.picks.flatMap((index) => newest[index] ?? []),
      defaults: found.picks.flatMap((index) => defaults[index - newest.length] ?? []),
      rules: found.rules,
    }
  );
}

/** Why picks are parked, and why values that nobody picked are not the default. */
export function reasonsOf(explainer: Explainer, space: Space, { params, kept, parked }: Resolution): Reasons {
  const follows = new Map<string, Reason>();
  const picked = new Set(kept.map(({ key }) => key));
  const defaults = new Map(wishesOf(space, defaultParams(space)).map(({ key, value }) => [key, value]));
  const open = openWishes(space, params, picked);
  for (const [index, { key, value }] of open.entries()) {
    const usual = defaults.get(key);
    if (usual === undefined || sameValue(usual, value)) continue;
    // What comes first in the space keeps its default first: it can be what this one follows from.
    const reason = reasonAgainst(explainer, kept, [{ key, value: usual }], open.slice(0, index));
    if (reason) follows.set(key, reason);
  }
  const whyParked = parked.flatMap((pick) => {
    const reason = reasonAgainst(explainer, kept, [pick]);
    return reason ? [[pick.key, reason] as const] : [];
  });
  return { follows, parked: new Map(whyParked) };
}

function openWishes(space: Space, params: Params, picked: ReadonlySet<string>): Wish[] {
  return wishesOf(space, params).filter(({ key }) => !picked.has(key));
}
