import type { Design, DesignElement } from 'shared/design/design.ts';
import { fitIntoZone } from 'shared/design/geometry.ts';
import type { DraggedElement } from 'shared/realtime/messages.ts';
import { sameValue } from 'shared/same-value.ts';
import type { Params } from 'shared/space/condition.ts';
import type { Space } from 'shared/space/schema.ts';
import type { Placed } from './placed.ts';

/** What is on screen beside what the document says. */
export interface Overlay {
  /** Elements in somebody's hand. */
  readonly placed: ReadonlyMap<string, Placed>;
  /** Settings that somebody looks at before choosing them. */
  readonly preview: Params | null;
  /** A new element over the product, not let go yet. */
  readonly draft: DesignElement | null;
}

const DRAFT_ID = 'draft';

/** Where everybody's elements in hand are; one's own hand counts before those of others. */
export function placesInHand(
  others: readonly (readonly [id: string, placed: Placed])[],
  own: ReadonlyMap<string, Placed>,
): ReadonlyMap<string, Placed> {
  return others.length === 0 ? own : new Map([...others, ...own]);
}

/** The elements that move on screen right now. */
export function idsInHand(placed: ReadonlyMap<string, Placed>, draft: DesignElement | null): ReadonlySet<string> {
  return new Set([...placed.keys(), ...(draft ? [DRAFT_ID] : [])]);
}

/** The design as it is shown; the same object where nothing is in hand. */
export function shownDesign(design: Design, { placed, preview, draft }: Overlay): Design {
  if (placed.size === 0 && preview === null && draft === null) return design;
  const elements = { ...design.elements };
  for (const [id, { zone, xf }] of placed) {
    const element = elements[id];
    if (element) elements[id] = { ...element, zone, xf };
  }
  if (draft) elements[DRAFT_ID] = draft;
  return { ...design, elements, params: preview ?? design.params };
}

/** What to tell the others of elements in hand: where they are, and what else changes of them. */
export function draggedElements(design: Design, placed: ReadonlyMap<string, Placed>): readonly DraggedElement[] | null {
  if (placed.size === 0) return null;
  return [...placed].map(([id, { zone, xf }]) => {
    const element = design.elements[id];
    const isMoved = element !== undefined && sameValue(element.xf.slice(2), xf.slice(2));
    return { id, ...(element?.zone === zone ? {} : { zone }), xf: isMoved ? xf.slice(0, 2) : xf };
  });
}

/** Where another person holds an element; null where what they say is not a place on this product. */
export function remotePlace(space: Space, design: Design, drag: DraggedElement): readonly [string, Placed] | null {
  const element = design.elements[drag.id];
  const zone = space.zones.find(({ id }) => id === (drag.zone ?? element?.zone));
  if (!element || !zone || element.hidden === true) return null;
  const [x, y, width = element.xf[2], height = element.xf[3], rotation = element.xf[4]] = drag.xf;
  if (x === undefined || y === undefined) return null;
  const xf = fitIntoZone(zone, element.kind, [x, y, width, height, rotation]);
  return xf ? [drag.id, { zone: zone.id, xf }] : null;
}
