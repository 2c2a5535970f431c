import { type Design, type DesignElement, STORY_LIMIT } from '../design/design.ts';
import { fitIntoZone } from '../design/geometry.ts';
import { sameValue } from '../same-value.ts';
import type { Params } from './condition.ts';
import { choiceParameters, complete } from './defaults.ts';
import { wishesOf } from './engine/completion.ts';
import type { Pick } from './engine/pick.ts';
import { resolvePicks } from './engine/resolve-picks.ts';
import { parkedAdjustment, type RulesAgainst } from './parked.ts';
import { nearestValue } from './parameter-value.ts';
import type { Space } from './schema.ts';
import type { Adjustment, Violation } from './violation.ts';
import { brokenRules, valueViolations, violations } from './violations.ts';

export interface Repair {
  readonly design: Design;
  /** What was changed and why; empty when the design was inside its space. */
  readonly adjustments: readonly Adjustment[];
}

/**
 * Brings a design back into its space with as little change as it can: values to the nearest legal one; of choices that
 * do not go together those that come first in the space are kept; elements are moved, made smaller or, where nothing
 * else helps, taken off the product but kept. Total, deterministic and idempotent; the result has no violations.
 * @param against what names the rules (`sharedRulesAgainst` for many designs); changes nothing else
 */
export function repair(space: Space, design: Design, against?: RulesAgainst): Repair {
  const adjustments: Adjustment[] = [];
  const params = repairRules(space, repairValues(space, design.params, adjustments), adjustments, against);
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

function repairRules(space: Space, params: Params, adjustments: Adjustment[], against?: RulesAgainst): Params {
  if (brokenRules(space, params).length === 0) return params;
  const picks = wishesOf(space, params).map((wish, clock): Pick => ({ ...wish, clock, actor: 0 }));
  const resolution = resolvePicks(space, picks);
  adjustments.push(...resolution.parked.map((pick) => parkedAdjustment(space, resolution, pick, against)));
  return resolution.params;
}

function repairElements(space: Space, design: Design, adjustments: Adjustment[]): Design['elements'] {
  let elements = { ...design.elements };
  // An element needs at most a round each for its ink, its font and its place, and one to be taken off.
  for (let round = 0; round <= 4 * Object.keys(elements).length; round += 1) {
    const found = violations(space, { ...design, elements, story: '' }).filter(({ path }) =>
      path.startsWith('elements.'),
    );
    const first = found[0];
    if (!first) return elements;
    const id = first.path.split('.')[1] ?? '';
    const element = elements[id];
    if (!element) return elements;
    const next = repairElement(space, element, first);
    adjustments.push({
      violation: first,
      path: first.path,
      from: changedPart(element, next),
      to: changedPart(next, element),
    });
    elements = { ...elements, [id]: next };
  }
  return elements;
}

function repairElement(space: Space, element: DesignElement, violation: Violation): DesignElement {
  const zone = space.zones.find((candidate) => candidate.id === element.zone);
  const firstInk = space.inks.find(({ id }) => zone?.inks === undefined || zone.inks.includes(id))?.id;
  const firstFont = space.fonts[0];
  switch (violation.code) {
    case 'bad_transform':
    case 'angle_not_allowed':
    case 'size_out_of_range':
    case 'outside_zone': {
      const fitted = zone ? fitIntoZone(zone, element.kind, element.xf) : null;
      return fitted ? { ...element, xf: fitted } : { ...element, hidden: true };
    }
    case 'unknown_ink':
    case 'ink_not_allowed':
      return firstInk ? { ...element, fill: firstInk } : { ...element, hidden: true };
    case 'unknown_font':
      return firstFont ? { ...element, font: firstFont } : { ...element, hidden: true };
    default:
      return { ...element, hidden: true };
  }
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

/** The keys of `element` in which `other` differs. */
function changedPart(element: DesignElement, other: DesignElement): Partial<DesignElement> {
  return Object.fromEntries(
    Object.entries(element).filter(([key, value]) => !sameValue(value, other[key as keyof DesignElement])),
  );
}
