import { type Design, type DesignElement, SHAPES, type Transform } from 'shared/design/design.ts';
import { fitIntoZone, type Point, UNITS_PER_MM, zoneBounds } from 'shared/design/geometry.ts';
import { keyOnTop } from 'shared/design/stacking.ts';
import { type GlyphTables, textAspect } from 'shared/scene/glyphs.ts';
import type { PublishedSpace } from 'shared/space/published-space.ts';
import type { ElementKind, Space, SpaceZone } from 'shared/space/schema.ts';
import { isZoneOpen } from 'shared/space/violations.ts';
import { visibleElements } from 'shared/space/visible-elements.ts';
import { centredAt } from './placed.ts';

/** What somebody wants to put on the product, before it has a place. */
export interface ElementWish {
  readonly kind: ElementKind;
  readonly fill: string;
  readonly asset?: string;
  readonly text?: string;
  readonly font?: string;
  /** Width by height; of a sticker that is the drawing's, of a text its letters'. */
  readonly aspect?: number;
}

/** Of the zone's width and height: how large a new element is at most. */
const SHARES: Readonly<Record<ElementKind, readonly [wide: number, high: number]>> = {
  sticker: [0.46, 0.46],
  text: [0.6, 0.26],
  stripe: [0.7, 0.7],
  shape: [0.4, 0.4],
};
const COST_OF_DISTANCE = 0.4; // a place at the other end of the zone against being covered
/** Places to try, as shares of the zone from its middle. */
const GRID: readonly Point[] = [0, -0.16, 0.16, -0.32, 0.32].flatMap((down) =>
  [0, -0.12, 0.12, -0.24, 0.24, -0.36, 0.36].map((across) => [across, down] as const),
);

/** Why a zone takes no element of a kind right now; null: it does. */
export function zoneRefusal(
  space: Space,
  design: Design,
  zone: SpaceZone,
  kind: ElementKind,
): 'closed' | 'full' | 'kind' | null {
  if (!zone.kinds.includes(kind)) return 'kind';
  if (!isZoneOpen(space, zone, design.params)) return 'closed';
  const visible = visibleElements(design);
  const inZone = visible.filter(([, element]) => element.zone === zone.id).length;
  const isPlaceFull = space.parameters.some(
    (place) =>
      place.kind === 'place' &&
      place.zones.includes(zone.id) &&
      visible.filter(([, element]) => place.zones.includes(element.zone)).length >= place.maxElements,
  );
  return isPlaceFull || inZone >= zone.maxElements || visible.length >= space.maxElements ? 'full' : null;
}

/** Zones that take an element of this kind now: those of the view first, `preferred` before the others. */
export function zonesFor(
  space: Space,
  design: Design,
  kind: ElementKind,
  view: string,
  preferred: string | null,
): SpaceZone[] {
  const rank = (zone: SpaceZone): number => (zone.view === view ? 0 : 2) + (zone.id === preferred ? 0 : 1);
  return space.zones
    .filter((zone) => zoneRefusal(space, design, zone, kind) === null)
    .map((zone, index) => ({ zone, index }))
    .sort((a, b) => rank(a.zone) - rank(b.zone) || a.index - b.index)
    .map(({ zone }) => zone);
}

/** The proportions of a wish; those of a text need its font. */
export function aspectOf(published: PublishedSpace, wish: ElementWish, fonts: GlyphTables): number {
  switch (wish.kind) {
    case 'sticker': {
      const box = published.stickers[wish.asset ?? '']?.box;
      return box ? box[2] / box[3] : 1;
    }
    case 'text': {
      const font = fonts[wish.font ?? ''];
      return font ? textAspect(font, wish.text ?? '') : 3;
    }
    case 'stripe':
      return 9;
    case 'shape':
      return 1;
  }
}

/**
 * An element that fulfils a wish in a zone, at `at` (millimetres of the artwork) or in the middle, beside what is there
 * already. Null where not even the smallest fits.
 */
export function newElement(
  design: Design,
  zone: SpaceZone,
  wish: ElementWish,
  aspect: number,
  at: Point | null,
): DesignElement | null {
  const bounds = zoneBounds(zone);
  const [wide, high] = SHARES[wish.kind];
  const width = Math.min(bounds.width * wide, bounds.height * high * aspect, zone.maxSizeMm * 0.8);
  const longer = Math.max(width, width / aspect);
  const factor = longer < zone.minSizeMm * 1.25 ? (zone.minSizeMm * 1.25) / longer : 1;
  const size: Transform = [
    0,
    0,
    Math.max(1, Math.round(width * factor * UNITS_PER_MM)),
    Math.max(1, Math.round((width / aspect) * factor * UNITS_PER_MM)),
    0,
  ];
  const middle: Point = [bounds.x + bounds.width / 2, bounds.y + bounds.height / 2];
  const xf = at
    ? fitIntoZone(zone, wish.kind, centredAt(zone, at, size))
    : freePlace(design, zone, wish.kind, middle, size);
  if (xf === null) return null;
  const { kind, fill, asset, text, font } = wish;
  return {
    kind,
    zone: zone.id,
    z: keyOnTop(design),
    xf,
    fill,
    ...(asset === undefined ? {} : { asset }),
    ...(text === undefined ? {} : { text }),
    ...(font === undefined ? {} : { font }),
  };
}

/** The place nearest to the middle that covers least of what is there already. */
function freePlace(
  design: Design,
  zone: SpaceZone,
  kind: ElementKind,
  middle: Point,
  size: Transform,
): Transform | null {
  const bounds = zoneBounds(zone);
  const taken = visibleElements(design)
    .filter(([, element]) => element.zone === zone.id)
    .map(([, { xf }]) => xf);
  let best: { readonly xf: Transform; readonly cost: number } | null = null;
  for (const [across, down] of GRID) {
    const wanted: Point = [middle[0] + across * bounds.width, middle[1] + down * bounds.height];
    const xf = fitIntoZone(zone, kind, centredAt(zone, wanted, size));
    if (xf === null) return null;
    const covered = taken.reduce((sum, other) => sum + overlap(xf, other), 0);
    const cost = covered + Math.hypot(across, down) * COST_OF_DISTANCE;
    if (best === null || cost < best.cost) best = { xf, cost };
  }
  return best?.xf ?? null;
}

/** How much of the smaller of two elements the other covers, turned ones by their size: 0 … 1. */
function overlap(a: Transform, b: Transform): number {
  const along = (at: 0 | 1, size: 2 | 3): number =>
    Math.max(
      0,
      Math.min(a[at] + a[size] / 2, b[at] + b[size] / 2) - Math.max(a[at] - a[size] / 2, b[at] - b[size] / 2),
    );
  return (along(0, 2) * along(1, 3)) / Math.max(1, Math.min(a[2] * a[3], b[2] * b[3]));
}

/** The least surprising wishes to begin with, for a space that says what there is. */
export function plainWish(space: Space, kind: ElementKind, words: { readonly text: string }): ElementWish {
  const fill = space.inks[0]?.id ?? '';
  switch (kind) {
    case 'sticker':
      return { kind, fill, asset: space.stickers[0]?.id ?? '' };
    case 'text':
      return { kind, fill, text: words.text, font: space.fonts[0] ?? '' };
    case 'stripe':
      return { kind, fill };
    case 'shape':
      return { kind, fill, asset: SHAPES[0] };
  }
}
