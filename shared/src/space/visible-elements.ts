import type { Design, DesignElement } from '../design/design.ts';

/** The visible elements, from the bottom up: z, then id, so that the order is the same everywhere. */
export function visibleElements(design: Design): (readonly [id: string, element: DesignElement])[] {
  return Object.entries(design.elements)
    .filter(([, element]) => element.hidden !== true)
    .sort(([idA, a], [idB, b]) => compare(a.z, b.z) || compare(idA, idB));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
