import { type Design, type DesignElement, STORY_LIMIT } from '../design/design.ts';
import { fitIntoZone } from '../design/geometry.ts';
import { sameValue } from '../same-value.ts';
import { parametersOf, type Params } from './condition.ts';
import { complete, defaultParams } from './defaults.ts';
import { nearestValue } from './parameter-value.ts';
import type { Space } from './schema.ts';
import type { Adjustment, Violation } from './violation.ts';
import { brokenRules, ruleViolation, valueViolations, violations } from './violations.ts';

export interface Repair {
  readonly design: Design;
  /** What was changed and why; empty when the design was inside its space. */
  readonly adjustments: readonly Adjustment[];
}

/**
 * Brings a design back into its space with as little change as it can: values to the nearest legal one; where a rule is
 * broken, what was changed last goes back to what it was; elements are moved, made smaller or, where nothing else
 * helps, taken off the product but kept. Total, deterministic and idempotent; the result has no violations.
 * @param previous the design before the last change, inside the space; null where there is none
 */
export function repair(space: Space, design: Design, previous: Design | null): Repair {
  const adjustments: Adjustment[] = [];
  const params = repairRules(
    space,
    repairValues(space, design.params, adjustments),
    previous?.params ?? null,
    adjustments,
  );
  const elements = repairElements(space, { ...design, params }, adjustments);
  return { design: { params, elements, story: repairStory(design.story, adjustments) }, adjustments };
}

function repairValues(space: Space, params: Params, adjustments: Adjustment[]): Params {
  const values: Record<string, Params[string]> = { ...complete(space, params) };
  for (const violation of valueViolations(space, params)) {
    const id = violation.path.slice('params.'.length);
    const parameter = space.parameters.find((candidate) => candidate.id === id);
    const from = params[id];
    if (parameter) values[id] = nearestValue(parameter, from);
    adjustments.push({ violation, path: violation.path, from, to: parameter ? values[id] : undefined });
  }
  return values;
}

/** Legal values that break a rule: undo recent changes one by one, then together; then fall back to the defaults. */
function repairRules(space: Space, params: Params, previous: Params | null, adjustments: Adjustment[]): Params {
  const broken = brokenRules(space, params);
  if (broken.length === 0) return params;
  const repaired = withChangesUndone(space, params, previous) ?? withRuleDefaults(space, params);
  for (const { id } of space.parameters) {
    if (sameValue(params[id], repaired[id])) continue;
    const rule = broken.find(
      (one) => parametersOf(one.then).includes(id) || (one.when && parametersOf(one.when).includes(id)),
    );
    const cause = rule ?? broken[0];
    if (cause)
      adjustments.push({ violation: ruleViolation(cause), path: `params.${id}`, from: params[id], to: repaired[id] });
  }
  return repaired;
}

function withChangesUndone(space: Space, params: Params, previous: Params | null): Params | null {
  if (previous === null || valueViolations(space, previous).length > 0) return null;
  const changed = space.parameters.map(({ id }) => id).filter((id) => !sameValue(params[id], previous[id]));
  const undo = (ids: readonly string[]): Params => ({
    ...params,
    ...Object.fromEntries(ids.map((id) => [id, previous[id] ?? ''])),
  });
  for (const id of changed) {
    const candidate = undo([id]);
    if (brokenRules(space, candidate).length === 0) return candidate;
  }
  // Together they are the whole change: what is left is the previous design, which broke nothing.
  const undone: string[] = [];
  for (const id of changed) {
    undone.push(id);
    const candidate = undo(undone);
    if (brokenRules(space, candidate).length === 0) return candidate;
  }
  return null;
}

/** Without a design to go back to: the parameters of broken rules to their defaults, in the end all of them. */
function withRuleDefaults(space: Space, params: Params): Params {
  const defaults = defaultParams(space);
  let candidate = params;
  for (let round = 0; round <= space.parameters.length; round += 1) {
    const broken = brokenRules(space, candidate)[0];
    if (!broken) return candidate;
    const involved = [...(broken.when ? parametersOf(broken.when) : []), ...parametersOf(broken.then)];
    const next = involved.find((id) => !sameValue(candidate[id], defaults[id]));
    if (next === undefined) return defaults;
    candidate = { ...candidate, [next]: defaults[next] ?? '' };
  }
  return defaults;
}

function repairElements(space: Space, design: Design, adjustments: Adjustment[]): Design['elements'] {
  let elements = { ...design.elements };
  // Every round changes an element that the next does not, or hides one: as many rounds as there are elements, and one.
  for (let round = 0; round <= 2 * Object.keys(elements).length + 1; round += 1) {
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
  const firstInk = space.inks[0]?.id;
  const firstFont = space.fonts[0];
  switch (violation.code) {
    case 'bad_transform':
    case 'size_out_of_range':
    case 'outside_zone': {
      const fitted = zone ? fitIntoZone(zone, element.kind, element.xf) : null;
      return fitted ? { ...element, xf: fitted } : { ...element, hidden: true };
    }
    case 'unknown_ink':
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
