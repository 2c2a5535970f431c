import { Explainer, type Explanation } from './engine/explanation.ts';
import type { Engine } from './engine/engine.ts';
import type { Wish } from './engine/evidence.ts';
import type { KnownConflicts } from './engine/known-conflicts.ts';
import type { Pick } from './engine/pick.ts';
import { engineOf } from './engine/engine-of.ts';
import type { Resolution } from './engine/resolution.ts';
import type { Space, SpaceRule } from './schema.ts';
import type { Adjustment } from './violation.ts';

const explainers = new WeakMap<Engine, Explainer>();

/** Names the reasons in a space; made when it is first needed. */
export function explainerOf(space: Space): Explainer {
  const engine = engineOf(space);
  const explainer = explainers.get(engine) ?? new Explainer(engine);
  explainers.set(engine, explainer);
  return explainer;
}

/** An explanation with the picks themselves: whose choices stand against something, and which rules. */
export interface NamedExplanation {
  readonly rules: Explanation['rules'];
  readonly picks: readonly Pick[];
}

/** Why something does not go with the picks that are kept, newest named first; null where it does. */
export function explainAgainst(space: Space, kept: readonly Pick[], wanted: readonly Wish[]): NamedExplanation | null {
  const newestFirst = beside(kept, wanted);
  const found = explainerOf(space).explain(newestFirst, wanted);
  return found && { rules: found.rules, picks: found.picks.map((index) => newestFirst[index] as Pick) };
}

function beside(kept: readonly Pick[], wanted: readonly Wish[]): Pick[] {
  return kept.filter(({ key }) => !wanted.some((wish) => wish.key === key)).toReversed();
}

/** The rules because of which a pick does not go with those that are kept: a conflict that is known, or else one found. */
function rulesAgainst(
  space: Space,
  kept: readonly Pick[],
  pick: Pick,
  conflicts: KnownConflicts | undefined,
): readonly SpaceRule[] {
  if (!conflicts) return explainAgainst(space, kept, [pick])?.rules ?? [];
  const known = conflicts.between(kept, pick);
  if (known) return known.rules;
  const others = beside(kept, [pick]);
  const found = explainerOf(space).reason(others, [pick]);
  if (found?.picks) conflicts.add([...found.picks.map((index) => others[index] as Pick), pick], found.rules);
  return found?.rules ?? [];
}

/**
 * What a pick that could not be kept is told as: the value that the choice has in its place, and the rule.
 * @param conflicts of this space, for whoever asks about many designs of it. What is known from one is told again wherever
 *   it is as right, though that design alone might be told another rule
 */
export function parkedAdjustment(
  space: Space,
  { params, kept }: Resolution,
  pick: Pick,
  conflicts?: KnownConflicts,
): Adjustment {
  const [rule] = rulesAgainst(space, kept, pick, conflicts);
  const [parameter = '', option] = pick.key.split('/');
  const path = `params.${parameter}`;
  const to = params[parameter];
  const from =
    option === undefined
      ? pick.value
      : pick.value
        ? [...(to as string[]), option]
        : (to as string[]).filter((id) => id !== option);
  return {
    violation: { code: 'rule', path: 'params', ...(rule && { rule: rule.id, because: rule.because }) },
    path,
    from,
    to,
  };
}
