import { sameValue } from 'shared/same-value.ts';
import type { Params } from 'shared/space/condition.ts';
import { defaultParams } from 'shared/space/defaults.ts';
import { completeLike } from 'shared/space/engine/completion.ts';
import { dearness } from 'shared/space/engine/dearness.ts';
import type { Engine } from 'shared/space/engine/engine.ts';
import type { Wish } from 'shared/space/engine/evidence.ts';
import type { Explainer } from 'shared/space/engine/explanation.ts';
import type { Pick } from 'shared/space/engine/pick.ts';
import type { Resolution } from 'shared/space/engine/resolution.ts';
import { resolvePicks } from 'shared/space/engine/resolve-picks.ts';
import { choicesPriceCents } from 'shared/space/price.ts';
import type { Space } from 'shared/space/schema.ts';
import type { Fix, WhyNot } from './answer-source.ts';
import { picksWith } from './picking.ts';
import { reasonAgainst } from './reasons.ts';

const MOST_FIXES = 3;
const MOST_ROUNDS = 6; // parked picks that come back and stand in the way of what was wanted, one after the other

/**
 * Why something cannot be had beside everybody's picks, and what would have to be given up for it; null: it can.
 * @param now what becomes of the picks as they are
 */
export function whyNot(
  engine: Engine,
  explainer: Explainer,
  space: Space,
  picks: readonly Pick[],
  wanted: readonly Wish[],
  now: Resolution,
): WhyNot | null {
  const next = resolvePicks(space, picksWith(picks, wanted));
  if (isKept(next, wanted)) return null;
  const against = next.kept.filter(({ key }) => !wanted.some((wish) => wish.key === key));
  const reason = reasonAgainst(explainer, against, wanted) ?? { picks: [], defaults: [], rules: [] };
  const newest = against.toReversed();
  const price = choicesPriceCents(space, now.params);
  const fixes = explainer.fixes(newest, wanted, MOST_FIXES).flatMap((indexes): Fix[] => {
    const fix = fixOf(
      engine,
      explainer,
      space,
      picks,
      wanted,
      indexes.flatMap((index) => newest[index] ?? []),
    );
    return fix ? [{ ...fix, cents: choicesPriceCents(space, fix.params) - price }] : [];
  });
  const isFirst = (fix: Fix, at: number): boolean =>
    fixes.findIndex(({ params }) => sameValue(params, fix.params)) === at;
  const dear = dearness(engine, space, [...reason.picks, ...reason.defaults, ...wanted]);
  return { reason, dear, fixes: fixes.filter(isFirst) };
}

/** What comes of it when these picks are given up; null where that is not enough. */
function fixOf(
  engine: Engine,
  explainer: Explainer,
  space: Space,
  picks: readonly Pick[],
  wanted: readonly Wish[],
  first: readonly Pick[],
): Omit<Fix, 'cents'> | null {
  let drops = first;
  let resolution = without(space, picks, drops, wanted);
  for (let round = 0; !isKept(resolution, wanted); round += 1) {
    if (round === MOST_ROUNDS) return null;
    // What was parked came back, is older than the new wish, and stands in its way.
    const kept = resolution.kept.filter(({ key }) => !wanted.some((wish) => wish.key === key)).toReversed();
    const [more] = explainer.fixes(kept, wanted, 1);
    if (!more || more.length === 0) return null;
    drops = [...drops, ...more.flatMap((index) => kept[index] ?? [])];
    resolution = without(space, picks, drops, wanted);
  }
  const moved = nearestInstead(engine, space, resolution, drops);
  const wishes = [...wanted, ...moved];
  const { params } = moved.length === 0 ? resolution : without(space, picks, drops, wishes);
  return { drops, wishes, params };
}

function without(space: Space, picks: readonly Pick[], drops: readonly Pick[], wishes: readonly Wish[]): Resolution {
  return resolvePicks(
    space,
    picksWith(
      picks.filter((pick) => !drops.includes(pick)),
      wishes,
    ),
  );
}

/** A number or a mix that is given up goes to the nearest value that is possible: most of it was fine. */
function nearestInstead(engine: Engine, space: Space, { kept }: Resolution, drops: readonly Pick[]): Wish[] {
  const measured = drops.filter(({ key }) =>
    space.parameters.some(({ id, kind }) => id === key && (kind === 'number' || kind === 'mix')),
  );
  if (measured.length === 0) return [];
  const like: Params = {
    ...defaultParams(space),
    ...Object.fromEntries(measured.map(({ key, value }) => [key, value])),
  } as Params;
  const params = completeLike(engine, space, kept, like);
  return measured.flatMap(({ key }) => (params?.[key] === undefined ? [] : [{ key, value: params[key] }]));
}

function isKept({ parked }: Resolution, wanted: readonly Wish[]): boolean {
  return !wanted.some((wish) => parked.some(({ key }) => key === wish.key));
}
