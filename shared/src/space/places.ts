import type { Design } from '../design/design.ts';
import { type Params, termsOf } from './condition.ts';
import type { Space, SpaceRule } from './schema.ts';
import type { Violation } from './violation.ts';
import { visibleElements } from './visible-elements.ts';

/** The choices of a design and, for every `place`, how many elements can be seen in each of its zones. */
export function withPlaces(space: Space, design: Design): Params {
  const visible = visibleElements(design);
  const counts = space.parameters.flatMap((place) => {
    if (place.kind !== 'place') return [];
    const inZone = (zone: string): number => visible.filter(([, element]) => element.zone === zone).length;
    return [[place.id, Object.fromEntries(place.zones.map((zone) => [zone, inZone(zone)]))]];
  });
  return { ...design.params, ...Object.fromEntries(counts) };
}

/**
 * A rule that too many elements break: it is the newest of those that it speaks of that has to go, so that taking them
 * off one after the other ends where the rule holds (with nothing placed it does, or the choices would break it).
 */
export function placeViolations(space: Space, design: Design, rule: SpaceRule): Violation[] {
  const terms = [...(rule.when ? termsOf(rule.when) : []), ...termsOf(rule.then)];
  const zones = space.parameters.flatMap((place) =>
    place.kind === 'place'
      ? place.zones.filter((zone) => terms.includes(place.id) || terms.includes(`${place.id}.${zone}`))
      : [],
  );
  const newest = visibleElements(design).findLast(([, element]) => zones.includes(element.zone));
  return newest ? [{ code: 'rule', path: `elements.${newest[0]}`, rule: rule.id, because: rule.because }] : [];
}
