import type { Design, DesignElement } from '../design/design.ts';
import { fitIntoZone } from '../design/geometry.ts';
import { sameValue } from '../same-value.ts';
import type { Space } from './schema.ts';
import type { Adjustment, Violation } from './violation.ts';
import { countViolations, elementProblems, placeRuleViolations } from './violations.ts';
import { visibleElements } from './visible-elements.ts';

/** Makes elements legal, one violation after the other in the order of `violations`, and notes what was changed. */
export function repairElements(space: Space, design: Design, adjustments: Adjustment[]): Design['elements'] {
  const elements = { ...design.elements };
  const wrong = new WrongElements(space, design);
  // An element needs at most a round each for its ink, its font and its place, and one to be taken off.
  for (let round = 0; round <= 4 * Object.keys(elements).length; round += 1) {
    const violation = wrong.next();
    if (!violation) return elements;
    const { path } = violation;
    const id = path.split('.')[1] ?? '';
    const element = elements[id];
    if (!element) return elements;
    const next = repairElement(space, element, violation);
    adjustments.push({ violation, path, from: changedPart(element, next), to: changedPart(next, element) });
    elements[id] = next;
    wrong.replace(id, next);
  }
  return elements;
}

/**
 * The first violation of a design's elements, again and again while they are repaired. Looks at each element once: what
 * is wrong with one hangs on no other, and how many there are changes only where one is taken off.
 */
class WrongElements {
  readonly #space: Space;
  readonly #design: Design;
  #visible: (readonly [id: string, element: DesignElement])[];
  /** So many of them, from the bottom up, are legal by themselves. */
  #legal = 0;
  #keepsPlaceRules = false;

  constructor(space: Space, design: Design) {
    this.#space = space;
    this.#design = design;
    this.#visible = visibleElements(design);
  }

  next(): Violation | null {
    return this.#brokenPlaceRule() ?? this.#wrongByItself() ?? this.#oneTooMany();
  }

  replace(id: string, element: DesignElement): void {
    const at = this.#visible.findIndex(([other]) => other === id);
    if (element.hidden !== true) {
      this.#visible[at] = [id, element];
      return;
    }
    this.#visible.splice(at, 1);
    if (at < this.#legal) this.#legal -= 1;
    this.#keepsPlaceRules = false;
  }

  #brokenPlaceRule(): Violation | null {
    if (this.#keepsPlaceRules) return null;
    const placed = { ...this.#design, elements: Object.fromEntries(this.#visible) };
    const [first] = placeRuleViolations(this.#space, placed);
    this.#keepsPlaceRules = !first;
    return first ?? null;
  }

  #wrongByItself(): Violation | null {
    for (; this.#legal < this.#visible.length; this.#legal += 1) {
      const [id, element] = this.#visible[this.#legal] ?? [];
      if (id === undefined || !element) return null;
      const [first] = elementProblems(this.#space, this.#design.params, id, element);
      if (first) return first;
    }
    return null;
  }

  #oneTooMany(): Violation | null {
    return countViolations(this.#space, this.#visible)[0] ?? null;
  }
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

/** The keys of `element` in which `other` differs. */
function changedPart(element: DesignElement, other: DesignElement): Partial<DesignElement> {
  return Object.fromEntries(
    Object.entries(element).filter(([key, value]) => !sameValue(value, other[key as keyof DesignElement])),
  );
}
