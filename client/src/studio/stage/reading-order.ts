import type { Design, DesignElement } from 'shared/design/design.ts';
import type { Space } from 'shared/space/schema.ts';
import { visibleElements } from 'shared/space/visible-elements.ts';

/** The visible elements zone by zone as the space lists them, in each from the top down and from left to right. */
export function inReadingOrder(space: Space, design: Design): (readonly [id: string, element: DesignElement])[] {
  const zones = space.zones.map(({ id }) => id);
  const rank = ({ zone }: DesignElement): number => zones.indexOf(zone);
  return visibleElements(design).sort(([, a], [, b]) => rank(a) - rank(b) || line(a) - line(b) || a.xf[0] - b.xf[0]);
}

/** Elements at about the same height are read as one line. */
function line({ xf }: DesignElement): number {
  return Math.round(xf[1] / Math.max(xf[3], 200));
}
