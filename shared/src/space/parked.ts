import { canonicalJson } from '../canonical-json.ts';
import { sameValue } from '../same-value.ts';
import { Explainer, type Explanation } from './engine/explanation.ts';
import type { Engine } from './engine/engine.ts';
import type { Wish } from './engine/evidence.ts';
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
  const newestFirst = kept.filter(({ key }) => !wanted.some((wish) => wish.key === key)).toReversed();
  const found = explainerOf(space).explain(newestFirst, wanted);
  return found && { rules: found.rules, picks: found.picks.map((index) => newestFirst[index] as Pick) };
}

/** The rules of an explanation of why a pick does not go with those that are kept. */
export type RulesAgainst = (space: Space, kept: readonly Pick[], pick: Pick) => readonly SpaceRule[];

const rulesAgainst: RulesAgainst = (space, kept, pick) => explainAgainst(space, kept, [pick])?.rules ?? [];

/**
 * For many designs of one space: an explanation that was found is given again wherever its picks are kept too. It is as
 * right there, but may be another one than that design alone would be given.
 */
export function sharedRulesAgainst(): RulesAgainst {
  const known = new Map<string, NamedExplanation[]>();
  return (space, kept, pick) => {
    const values = new Map(kept.map(({ key, value }) => [key, value]));
    const name = canonicalJson([pick.key, pick.value]);
    const before = known.get(name) ?? [];
    const isHere = ({ key, value }: Pick): boolean => values.has(key) && sameValue(values.get(key), value);
    const found = before.find(({ picks }) => picks.every(isHere)) ?? explainAgainst(space, kept, [pick]);
    if (found && !before.includes(found)) known.set(name, [...before, found]);
    return found?.rules ?? [];
  };
}

/** What a pick that could not be kept is told as: the value that the choice has in its place, and the rule. */
export function parkedAdjustment(
  space: Space,
  { params, kept }: Resolution,
  pick: Pick,
  against: RulesAgainst = rulesAgainst,
): Adjustment {
  const [rule] = against(space, kept, pick);
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
