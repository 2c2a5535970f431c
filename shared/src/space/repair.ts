import { type Design, STORY_LIMIT } from '../design/design.ts';
import type { Params } from './condition.ts';
import { choiceParameters, complete } from './defaults.ts';
import { wishesOf } from './engine/completion.ts';
import type { KnownConflicts } from './engine/known-conflicts.ts';
import type { Pick } from './engine/pick.ts';
import { resolvePicks } from './engine/resolve-picks.ts';
import { parkedAdjustment } from './parked.ts';
import { nearestValue } from './parameter-value.ts';
import { repairElements } from './repair-elements.ts';
import type { Space } from './schema.ts';
import type { Adjustment } from './violation.ts';
import { brokenRules, valueViolations } from './violations.ts';

export interface Repair {
  readonly design: Design;
  /** What was changed and why; empty when the design was inside its space. */
  readonly adjustments: readonly Adjustment[];
}

/**
 * Brings a design back into its space with as little change as it can: values to the nearest legal one; of choices that
 * do not go together those that come first in the space are kept; elements are moved, made smaller or, where nothing
 * else helps, taken off the product but kept. Total, deterministic and idempotent; the result has no violations.
 * @param conflicts of this space, for whoever repairs many designs of it; they may change which of the rules is named
 */
export function repair(space: Space, design: Design, conflicts?: KnownConflicts): Repair {
  const adjustments: Adjustment[] = [];
  const params = repairRules(space, repairValues(space, design.params, adjustments), adjustments, conflicts);
  const elements = repairElements(space, { ...design, params }, adjustments);
  return { design: { params, elements, story: repairStory(design.story, adjustments) }, adjustments };
}

function repairValues(space: Space, params: Params, adjustments: Adjustment[]): Params {
  const values: Record<string, Params[string]> = { ...complete(space, params) };
  for (const violation of valueViolations(space, params)) {
    const id = violation.path.slice('params.'.length);
    const parameter = choiceParameters(space).find((candidate) => candidate.id === id);
    const from = params[id];
    if (parameter) values[id] = nearestValue(parameter, from);
    adjustments.push({ violation, path: violation.path, from, to: parameter ? values[id] : undefined });
  }
  return values;
}

function repairRules(space: Space, params: Params, adjustments: Adjustment[], conflicts?: KnownConflicts): Params {
  if (brokenRules(space, params).length === 0) return params;
  const picks = wishesOf(space, params).map((wish, clock): Pick => ({ ...wish, clock, actor: 0 }));
  const resolution = resolvePicks(space, picks, conflicts);
  adjustments.push(...resolution.parked.map((pick) => parkedAdjustment(space, resolution, pick, conflicts)));
  return resolution.params;
}

function repairStory(story: string, adjustments: Adjustment[]): string {
  const characters = [...story];
  if (characters.length <= STORY_LIMIT) return story;
  const cut = characters.slice(0, STORY_LIMIT).join('');
  adjustments.push({
    violation: { code: 'story_length', path: 'story' },
    path: 'story',
    from: characters.length,
    to: STORY_LIMIT,
  });
  return cut;
}
