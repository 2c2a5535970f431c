import type { Design, DesignElement, ParameterValue } from '../design/design.ts';
import { SHAPES } from '../design/design.ts';
import { elementCentre, UNITS_PER_MM } from '../design/geometry.ts';
import { holds } from '../space/condition.ts';
import type { PublishedSpace } from '../space/published-space.ts';
import type { Space, SpaceZone } from '../space/schema.ts';
import { visibleElements } from '../space/visible-elements.ts';
import { isZoneOpen } from '../space/violations.ts';
import type { Artwork, ArtworkPaint, ArtworkShape, Matrix } from './artwork.ts';
import { type GlyphTable, type GlyphTables, layoutText } from './glyphs.ts';
import { fitBox, IDENTITY, multiply, rotate, scale, translate } from './matrix.ts';
import { SHAPE_PATHS } from './shape-paths.ts';

/** One thing to draw, with every colour settled. Paths and matrices lead to millimetres of the artwork. */
export interface SceneNode {
  readonly kind: 'layer' | 'text' | 'element';
  /** The layer's, the text parameter's or the element's id. */
  readonly id: string;
  readonly shapes: readonly ArtworkShape[];
  /** Applied to all shapes. */
  readonly matrix: Matrix;
  /** Path in millimetres of the artwork outside of which nothing shows; null: no limit. */
  readonly clip: string | null;
}

/** What to draw of a design in one view, from back to front. */
export interface Scene {
  readonly view: string;
  readonly box: readonly [x: number, y: number, width: number, height: number];
  readonly nodes: readonly SceneNode[];
}

/**
 * Says what to draw. Pure: the studio, the gallery, print and handover all draw this.
 * @param viewId of the space; null: the whole sheet
 * @param fonts those that the design's texts need; a text whose font is missing is left out until it is there
 */
export function sceneOf(published: PublishedSpace, design: Design, viewId: string | null, fonts: GlyphTables): Scene {
  const { space, artwork, stickers } = published;
  const view = space.views.find(({ id }) => id === viewId);
  const box = view?.box ?? artwork.box;
  const elements = visibleElements(design);
  const nodes: SceneNode[] = [];
  for (const layer of artwork.layers) {
    const binding = space.layers.find((candidate) => candidate.layer === layer.id);
    if (touches(layer.bounds, box) && (!binding?.when || holds(space, design.params, binding.when))) {
      const colour = colourOf(space, design, binding);
      nodes.push({ kind: 'layer', id: layer.id, shapes: coloured(layer.shapes, colour), matrix: IDENTITY, clip: null });
    }
    for (const slot of space.texts ?? []) {
      if (slot.after !== layer.id || (view && slot.view !== view.id)) continue;
      const font = fonts[slot.font];
      const text = design.params[slot.parameter];
      if (!font || typeof text !== 'string' || text === '') continue;
      const around = rotateAround(slot.rotation ?? 0, slot.box[0] + slot.box[2] / 2, slot.box[1] + slot.box[3] / 2);
      const shapes = textShapes(font, text, slot.box, colourOf(space, design, slot));
      nodes.push({ kind: 'text', id: slot.parameter, shapes, matrix: around, clip: null });
    }
    for (const zone of space.zones) {
      if (zone.after !== layer.id || (view && zone.view !== view.id)) continue;
      if (!isZoneOpen(space, zone, design.params)) continue;
      for (const [id, element] of elements) {
        if (element.zone === zone.id) nodes.push(elementNode(space, zone, id, element, stickers, fonts));
      }
    }
  }
  return { view: view?.id ?? 'sheet', box, nodes };
}

/** The node of one element, also while it is being dragged to a place that is not in the document yet. */
export function elementNode(
  space: Space,
  zone: SpaceZone,
  id: string,
  element: DesignElement,
  stickers: Readonly<Record<string, Artwork>>,
  fonts: GlyphTables,
): SceneNode {
  const [x, y] = elementCentre(zone, element.xf);
  const width = element.xf[2] / UNITS_PER_MM;
  const height = element.xf[3] / UNITS_PER_MM;
  const matrix = multiply(translate(x, y), rotate(element.xf[4] / 10));
  const colour = space.inks.find((ink) => ink.id === element.fill)?.colour ?? '#000000';
  const box = [-width / 2, -height / 2, width, height] as const;
  return {
    kind: 'element',
    id,
    shapes: elementShapes(element, box, colour, stickers, fonts),
    matrix,
    clip: polygonPath(zone.polygon),
  };
}

function touches([ax, ay, aw, ah]: Box, [bx, by, bw, bh]: Box): boolean {
  return ax <= bx + bw && bx <= ax + aw && ay <= by + bh && by <= ay + ah;
}

type Box = readonly [x: number, y: number, width: number, height: number];

function elementShapes(
  element: DesignElement,
  box: Box,
  colour: string,
  stickers: Readonly<Record<string, Artwork>>,
  fonts: GlyphTables,
): readonly ArtworkShape[] {
  switch (element.kind) {
    case 'sticker': {
      const drawing = Object.hasOwn(stickers, element.asset ?? '') ? stickers[element.asset ?? ''] : undefined;
      if (!drawing) return [];
      const fit = fitBox(drawing.box, box);
      const shapes = drawing.layers.flatMap((layer) => layer.shapes);
      return coloured(shapes, colour).map((shape) => moved(shape, fit));
    }
    case 'text': {
      const font = fonts[element.font ?? ''];
      return font ? textShapes(font, element.text ?? '', box, colour) : [];
    }
    case 'stripe':
      return [filled(`M0 0H100V100H0Z`, stretch(box), colour)];
    case 'shape': {
      const shape = SHAPES.find((candidate) => candidate === element.asset);
      return shape ? [filled(SHAPE_PATHS[shape], stretch(box), colour)] : [];
    }
  }
}

function textShapes(font: GlyphTable, text: string, box: Box, colour: string): ArtworkShape[] {
  const { glyphs, width } = layoutText(font, text);
  const fit = fitBox([0, -font.ascender, Math.max(width, 1), font.ascender - font.descender], box);
  return glyphs.map(({ d, x }) => filled(d, multiply(fit, translate(x, 0)), colour));
}

/** What `currentColor` is: the colour of the chosen option (of the strongest note of a mix), or an ink. */
function colourOf(
  space: Space,
  design: Design,
  from: { readonly colourOf?: string; readonly ink?: string } | undefined,
): string {
  if (from?.ink !== undefined) return space.inks.find(({ id }) => id === from.ink)?.colour ?? '#000000';
  const parameter = space.parameters.find(({ id }) => id === from?.colourOf);
  const value = parameter ? design.params[parameter.id] : undefined;
  if (parameter?.kind === 'one' || parameter?.kind === 'colour')
    return parameter.options.find(({ id }) => id === value)?.colour ?? '#000000';
  if (parameter?.kind === 'mix') return parameter.items.find(({ id }) => id === strongest(value))?.colour ?? '#000000';
  return '#000000';
}

function strongest(value: ParameterValue | undefined): string | null {
  if (typeof value !== 'object' || Array.isArray(value)) return null;
  const amounts = Object.entries(value as Readonly<Record<string, number>>);
  return (
    amounts.reduce<readonly [string, number] | null>(
      (best, one) => (best === null || one[1] > best[1] ? one : best),
      null,
    )?.[0] ?? null
  );
}

function coloured(shapes: readonly ArtworkShape[], colour: string): readonly ArtworkShape[] {
  const settle = (paint: ArtworkPaint | null): ArtworkPaint | null => {
    if (paint === null) return null;
    if (paint.kind === 'solid')
      return paint.colour === 'currentColor' ? { kind: 'solid', colour: colour as `#${string}` } : paint;
    if (paint.stops.every((stop) => stop.colour !== 'currentColor')) return paint;
    const stops = paint.stops.map((stop) =>
      stop.colour === 'currentColor' ? { ...stop, colour: colour as `#${string}` } : stop,
    );
    return { ...paint, stops };
  };
  return shapes.map((shape) => {
    const fill = settle(shape.fill);
    const stroke = settle(shape.stroke);
    // The same object where nothing changes: who draws can tell by identity that there is nothing to draw anew.
    return fill === shape.fill && stroke === shape.stroke ? shape : { ...shape, fill, stroke };
  });
}

const PLAIN = {
  fillRule: 'nonzero',
  fillOpacity: 1,
  stroke: null,
  strokeOpacity: 1,
  strokeWidth: 0,
  lineCap: 'butt',
  lineJoin: 'miter',
  dash: [],
  opacity: 1,
  clip: null,
} as const;

function filled(d: string, matrix: Matrix, colour: string): ArtworkShape {
  return { ...PLAIN, d, matrix, fill: { kind: 'solid', colour: colour as `#${string}` } };
}

function moved(shape: ArtworkShape, matrix: Matrix): ArtworkShape {
  const clip = shape.clip && { d: shape.clip.d, matrix: multiply(matrix, shape.clip.matrix) };
  return { ...shape, matrix: multiply(matrix, shape.matrix), clip };
}

function stretch([x, y, width, height]: Box): Matrix {
  return multiply(translate(x, y), scale(width / 100, height / 100));
}

function rotateAround(degrees: number, x: number, y: number): Matrix {
  return degrees === 0 ? IDENTITY : multiply(translate(x, y), multiply(rotate(degrees), translate(-x, -y)));
}

/** A closed path along a polygon. */
export function polygonPath(polygon: readonly (readonly [number, number])[]): string {
  return `M${polygon.map(([x, y]) => `${x} ${y}`).join('L')}Z`;
}
