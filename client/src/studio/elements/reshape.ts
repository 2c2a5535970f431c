import type { Transform } from 'shared/design/design.ts';
import { fitIntoZone } from 'shared/design/geometry.ts';
import type { ElementKind, SpaceZone } from 'shared/space/schema.ts';
import { between, isLegal, wholeTransform } from './placed.ts';

const HALVINGS = 10;
const UNITS_PER_TURN = 3600;

/** As much of a change of size or angle as the zone allows, on the way from a legal transform to the wanted one. */
export function asFarAsLegal(zone: SpaceZone, kind: ElementKind, from: Transform, wanted: Transform): Transform {
  if (isLegal(zone, kind, wanted)) return wanted;
  if (!isLegal(zone, kind, from)) return fitIntoZone(zone, kind, wanted) ?? from;
  let best = from;
  let inside = 0;
  let outside = 1;
  for (let step = 0; step < HALVINGS; step += 1) {
    const share = (inside + outside) / 2;
    const candidate = between(from, wanted, share);
    if (isLegal(zone, kind, candidate)) {
      best = candidate;
      inside = share;
    } else outside = share;
  }
  return best;
}

/** Larger or smaller around its middle. */
export function scaled([x, y, width, height, rotation]: Transform, factor: number): Transform {
  return wholeTransform(x, y, width * factor, height * factor, rotation);
}

/** @param tenths of a degree, clockwise */
export function rotated([x, y, width, height, rotation]: Transform, tenths: number): Transform {
  return wholeTransform(x, y, width, height, rotation + tenths);
}

/** Where a handle is on an element: -1 left or upper, 0 in the middle, 1 right or lower. */
export interface HandleSide {
  readonly x: -1 | 0 | 1;
  readonly y: -1 | 0 | 1;
}

/**
 * The transform when a handle is pulled and the opposite side stays where it is.
 * @param dx,dy how far the handle was pulled, in units of the transform, in the directions of the artwork
 * @param keepsProportions a sticker must not be stretched
 */
export function pulled(
  xf: Transform,
  side: HandleSide,
  dx: number,
  dy: number,
  options: { readonly keepsProportions: boolean; readonly aroundMiddle: boolean },
): Transform {
  const [x, y, width, height, rotation] = xf;
  const angle = (rotation / UNITS_PER_TURN) * 2 * Math.PI;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const reach = options.aroundMiddle ? 2 : 1;
  let nextWidth = Math.max(1, width + reach * side.x * (dx * cos + dy * sin));
  let nextHeight = Math.max(1, height + reach * side.y * (dy * cos - dx * sin));
  if (options.keepsProportions) {
    // The larger pull decides; along the diagonal both say the same.
    const factor = Math.max(side.x === 0 ? 0 : nextWidth / width, side.y === 0 ? 0 : nextHeight / height);
    nextWidth = width * factor;
    nextHeight = height * factor;
  }
  if (options.aroundMiddle) return wholeTransform(x, y, nextWidth, nextHeight, rotation);
  const shiftX = (side.x * (nextWidth - width)) / 2;
  const shiftY = (side.y * (nextHeight - height)) / 2;
  return wholeTransform(
    x + shiftX * cos - shiftY * sin,
    y + shiftX * sin + shiftY * cos,
    nextWidth,
    nextHeight,
    rotation,
  );
}
