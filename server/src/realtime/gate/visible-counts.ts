import type { DesignElement } from 'shared/design/design.ts';
import type { Params } from 'shared/space/condition.ts';
import type { PlaceParameter, Space } from 'shared/space/schema.ts';
import { brokenRules } from 'shared/space/violations.ts';

/** How many elements can be seen, in each zone and in all. */
export class VisibleCounts {
  readonly #space: Space;
  readonly #places: readonly PlaceParameter[];
  readonly #byZone = new Map<string, number>();
  #all = 0;

  constructor(space: Space, elements: Iterable<DesignElement>) {
    this.#space = space;
    this.#places = space.parameters.filter((parameter) => parameter.kind === 'place');
    for (const element of elements) this.#count(element, 1);
  }

  replace(before: DesignElement | undefined, now: DesignElement | null): void {
    if (before) this.#count(before, -1);
    if (now) this.#count(now, 1);
  }

  /** Whether the brand has rules about how much is placed where. */
  get matterToRules(): boolean {
    return this.#places.length > 0;
  }

  areWithinLimits(): boolean {
    return (
      this.#all <= this.#space.maxElements &&
      this.#space.zones.every(({ id, maxElements }) => this.#inZone(id) <= maxElements) &&
      this.#places.every(({ zones, maxElements }) => this.#inZones(zones) <= maxElements)
    );
  }

  /** Whether what is placed where breaks no rule of the brand. @param params break none by themselves */
  breakNoRule(params: Params): boolean {
    if (this.#places.length === 0) return true;
    const counts = this.#places.map(({ id, zones }) => [
      id,
      Object.fromEntries(zones.map((zone) => [zone, this.#inZone(zone)])),
    ]);
    return brokenRules(this.#space, { ...params, ...Object.fromEntries(counts) }).length === 0;
  }

  #inZone(zone: string): number {
    return this.#byZone.get(zone) ?? 0;
  }

  #inZones(zones: readonly string[]): number {
    return zones.reduce((sum, zone) => sum + this.#inZone(zone), 0);
  }

  #count(element: DesignElement, by: 1 | -1): void {
    if (element.hidden === true) return;
    this.#all += by;
    this.#byZone.set(element.zone, this.#inZone(element.zone) + by);
  }
}
