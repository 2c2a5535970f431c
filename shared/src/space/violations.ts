import { type Design, type DesignElement, SHAPES, STORY_LIMIT, TEXT_LIMIT } from '../design/design.ts';
import { hasSizeInRange, isInsideZone } from '../design/geometry.ts';
import { holds, type Params } from './condition.ts';
import { clean, valueProblem } from './parameter-value.ts';
import { placeViolations, withPlaces } from './places.ts';
import type { Space, SpaceRule, SpaceZone } from './schema.ts';
import type { Violation } from './violation.ts';
import { visibleElements } from './visible-elements.ts';

/**
 * Every way in which a design lies outside its space, in a fixed order: values, then rules, then elements, then the
 * story. Empty: the design is inside.
 * @param design complete, as `readDesign` gives it
 */
export function violations(space: Space, design: Design): Violation[] {
  const values = valueViolations(space, design.params);
  return [
    ...values,
    // Rules are about complete, legal values; over others they would say nothing.
    ...(values.length > 0 ? [] : brokenRules(space, design.params).map(ruleViolation)),
    ...(values.length > 0 ? [] : placeRuleViolations(space, design)),
    ...elementViolations(space, design),
    ...([...design.story].length > STORY_LIMIT ? [{ code: 'story_length', path: 'story' } as const] : []),
  ];
}

/**
 * The brand's rules that complete, legal values break, in the brand's order.
 * @param params may have the number of elements per zone (`withPlaces`); without, nothing has been placed
 */
export function brokenRules(space: Space, params: Params): SpaceRule[] {
  return space.rules.filter(
    (rule) => (rule.when === undefined || holds(space, params, rule.when)) && !holds(space, params, rule.then),
  );
}

export function valueViolations(space: Space, params: Params): Violation[] {
  const unknown = Object.keys(params)
    .filter((id) => !space.parameters.some((parameter) => parameter.id === id))
    .map((id) => ({ code: 'unknown_parameter', path: `params.${id}` }) as const);
  const wrong = space.parameters.flatMap((parameter) => {
    const code = valueProblem(parameter, params[parameter.id]);
    return code === null ? [] : [{ code, path: `params.${parameter.id}` }];
  });
  return [...unknown, ...wrong];
}

/** Whether the zone takes elements in this design. */
export function isZoneOpen(space: Space, zone: SpaceZone, params: Params): boolean {
  return zone.when === undefined || holds(space, params, zone.when);
}

/** Rules that only break because of what was placed: it is the elements that give way. */
export function placeRuleViolations(space: Space, design: Design): Violation[] {
  if (!space.parameters.some(({ kind }) => kind === 'place')) return [];
  const already = new Set(brokenRules(space, design.params).map(({ id }) => id));
  const broken = brokenRules(space, withPlaces(space, design)).filter(({ id }) => !already.has(id));
  return broken.flatMap((rule) => placeViolations(space, design, rule));
}

function elementViolations(space: Space, design: Design): Violation[] {
  const visible = visibleElements(design);
  return [
    ...visible.flatMap(([id, element]) => elementProblems(space, design.params, id, element)),
    ...countViolations(space, visible),
  ];
}

/** Elements that are too many. @param visible from the bottom up (`visibleElements`) */
export function countViolations(space: Space, visible: ReturnType<typeof visibleElements>): Violation[] {
  const found: Violation[] = [];
  // The newest are on top: over the limit, it is they who do not fit.
  for (const zone of space.zones) {
    const over = visible.filter(([, element]) => element.zone === zone.id).slice(zone.maxElements);
    found.push(...over.map(([id]) => ({ code: 'zone_full', path: `elements.${id}` }) as const));
  }
  for (const place of space.parameters) {
    if (place.kind !== 'place') continue;
    const inPlace = visible.filter(([, element]) => place.zones.includes(element.zone)).slice(place.maxElements);
    found.push(...inPlace.map(([id]) => ({ code: 'zone_full', path: `elements.${id}` }) as const));
  }
  const over = visible.slice(space.maxElements);
  found.push(...over.map(([id]) => ({ code: 'too_many_elements', path: `elements.${id}` }) as const));
  return found;
}

/** What is wrong with one visible element, whatever else is on the product. */
export function elementProblems(space: Space, params: Params, id: string, element: DesignElement): Violation[] {
  const path = `elements.${id}`;
  const zone = space.zones.find((candidate) => candidate.id === element.zone);
  if (!zone) return [{ code: 'unknown_zone', path: `${path}.zone` }];
  const problems: Violation[] = [];
  const add = (code: Violation['code'], at: string): void => void problems.push({ code, path: at });
  if (!isZoneOpen(space, zone, params)) {
    problems.push({ code: 'zone_closed', path, ...(zone.because ? { because: zone.because } : {}) });
  }
  if (!zone.kinds.includes(element.kind)) add('kind_not_allowed', `${path}.kind`);
  if (!space.inks.some((ink) => ink.id === element.fill)) add('unknown_ink', `${path}.fill`);
  else if (zone.inks && !zone.inks.includes(element.fill)) add('ink_not_allowed', `${path}.fill`);
  if (element.kind === 'sticker' && !space.stickers.some((sticker) => sticker.id === element.asset)) {
    add('unknown_asset', `${path}.asset`);
  }
  if (element.kind === 'shape' && !SHAPES.some((shape) => shape === element.asset))
    add('unknown_asset', `${path}.asset`);
  if (element.kind === 'text') {
    const text = element.text ?? '';
    if (text === '' || [...text].length > TEXT_LIMIT || clean(text) !== text) add('text_length', `${path}.text`);
    if (!space.fonts.includes(element.font ?? '')) add('unknown_font', `${path}.font`);
  }
  problems.push(...transformProblems(zone, path, element));
  return problems;
}

function transformProblems(zone: SpaceZone, path: string, element: DesignElement): Violation[] {
  const { xf, kind } = element;
  const isWhole = xf.length === 5 && xf.every((value) => Number.isSafeInteger(value));
  if (!isWhole || xf[4] < 0 || xf[4] >= 3600) return [{ code: 'bad_transform', path: `${path}.xf` }];
  if (zone.angles && !zone.angles.some((angle) => angle * 10 === xf[4]))
    return [{ code: 'angle_not_allowed', path: `${path}.xf` }];
  if (!hasSizeInRange(zone, kind, xf)) return [{ code: 'size_out_of_range', path: `${path}.xf` }];
  return isInsideZone(zone, kind, xf) ? [] : [{ code: 'outside_zone', path: `${path}.xf` }];
}

export function ruleViolation(rule: SpaceRule): Violation {
  return { code: 'rule', path: 'params', rule: rule.id, because: rule.because };
}
