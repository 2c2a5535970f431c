import type { ArtworkPaint, ArtworkShape, GradientStop, Matrix } from 'shared/scene/artwork.ts';
import type { PathCache } from './path-cache.ts';

export type Canvas2D = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

const SVG_MITER_LIMIT = 4; // a canvas begins with 10

/**
 * Paints a shape exactly as `shared/scene/write-svg.ts` writes it. The context's transform leads from the shape's
 * surroundings to the screen; it is left as it was.
 */
export function paintShape(context: Canvas2D, shape: ArtworkShape, paths: PathCache): void {
  // The opacity of an SVG path is that of fill and stroke together: where both overlap, nothing shines through.
  if (shape.opacity < 1 && shape.fill !== null && shape.stroke !== null) paintAsGroup(context, shape, paths);
  else paintPlain(context, shape, shape.opacity, paths);
}

function paintPlain(context: Canvas2D, shape: ArtworkShape, opacity: number, paths: PathCache): void {
  if (opacity <= 0) return;
  context.save();
  if (shape.clip) clipTo(context, shape.clip.d, shape.clip.matrix, paths);
  context.transform(...shape.matrix);
  const path = paths.get(shape.d);
  if (shape.fill && shape.fillOpacity > 0) {
    context.globalAlpha *= opacity * shape.fillOpacity;
    context.fillStyle = styleOf(context, shape.fill);
    context.fill(path, shape.fillRule);
    context.globalAlpha /= opacity * shape.fillOpacity;
  }
  if (shape.stroke && shape.strokeOpacity > 0 && shape.strokeWidth > 0) {
    context.globalAlpha *= opacity * shape.strokeOpacity;
    context.strokeStyle = styleOf(context, shape.stroke);
    context.lineWidth = shape.strokeWidth;
    context.lineCap = shape.lineCap;
    context.lineJoin = shape.lineJoin;
    context.miterLimit = SVG_MITER_LIMIT;
    context.setLineDash([...shape.dash]);
    context.stroke(path);
  }
  context.restore();
}

/** Restricts the context to a path whose matrix leads to the context's present coordinates, and keeps those. */
export function clipTo(context: Canvas2D, d: string, matrix: Matrix | null, paths: PathCache): void {
  if (matrix === null) {
    context.clip(paths.get(d));
    return;
  }
  const before = context.getTransform();
  context.transform(...matrix);
  context.clip(paths.get(d));
  context.setTransform(before);
}

function paintAsGroup(context: Canvas2D, shape: ArtworkShape, paths: PathCache): void {
  const { width, height } = context.canvas;
  if (width === 0 || height === 0) return;
  const buffer = new OffscreenCanvas(width, height).getContext('2d');
  if (!buffer) return;
  buffer.setTransform(context.getTransform());
  paintPlain(buffer, shape, 1, paths);
  context.save();
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.globalAlpha *= shape.opacity;
  context.drawImage(buffer.canvas, 0, 0);
  context.restore();
}

// A gradient belongs to no context and to no transform: one for each paint is enough.
const gradients = new WeakMap<ArtworkPaint, CanvasGradient>();

function styleOf(context: Canvas2D, paint: ArtworkPaint): string | CanvasGradient {
  if (paint.kind === 'solid') return paint.colour;
  const known = gradients.get(paint);
  if (known) return known;
  const gradient =
    paint.kind === 'linear'
      ? context.createLinearGradient(...paint.from, ...paint.to)
      : context.createRadialGradient(...paint.focus, 0, ...paint.centre, paint.radius);
  for (const stop of paint.stops) gradient.addColorStop(stop.offset, colourOf(stop));
  gradients.set(paint, gradient);
  return gradient;
}

function colourOf({ colour, opacity }: GradientStop): string {
  const value = Number.parseInt(colour.slice(1), 16);
  return opacity >= 1 ? colour : `rgb(${value >> 16} ${(value >> 8) & 255} ${value & 255} / ${opacity})`;
}
