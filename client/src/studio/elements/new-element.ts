import { type Design, type DesignElement, SHAPES, type Transform } from 'shared/design/design.ts';
import { elementCentre, fitIntoZone, type Point, UNITS_PER_MM, zoneBounds } from 'shared/design/geometry.ts';
import { keyOnTop } from 'shared/design/stacking.ts';
import { type GlyphTables, textAspect } from 'shared/scene/glyphs.ts';
import type { PublishedSpace } from 'shared/space/published-space.ts';
import type { ElementKind, Space, SpaceZone } from 'shared/space/schema.ts';
import { isZoneOpen, visibleElements } from 'shared/space/violations.ts';
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

const SHARE_OF_ZONE = 0.34;
const STEP_ASIDE_MM = 0.06; // of the zone's width: a second sticker does not hide the first

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
  return inZone >= zone.maxElements || visible.length >= space.maxElements ? 'full' : null;
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
  const share = wish.kind === 'stripe' ? 0.7 : wish.kind === 'text' ? 0.5 : SHARE_OF_ZONE;
  const width = Math.min(bounds.width * share, bounds.height * share * aspect, zone.maxSizeMm * 0.8);
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

function freePlace(
  design: Design,
  zone: SpaceZone,
  kind: ElementKind,
  middle: Point,
  size: Transform,
): Transform | null {
  const step = zoneBounds(zone).width * STEP_ASIDE_MM;
  const taken = visibleElements(design)
    .filter(([, element]) => element.zone === zone.id)
    .map(([, element]) => elementCentre(zone, element.xf));
  for (let turn = 0; turn < 12; turn += 1) {
    const wanted: Point = [middle[0] + turn * step, middle[1] + turn * step * 0.5];
    const xf = fitIntoZone(zone, kind, centredAt(zone, wanted, size));
    if (xf === null) return null;
    const [x, y] = elementCentre(zone, xf);
    if (taken.every((other) => Math.hypot(other[0] - x, other[1] - y) > step * 0.5)) return xf;
  }
  return fitIntoZone(zone, kind, centredAt(zone, middle, size));
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
