import type { Point } from 'shared/design/geometry.ts';

const HALVINGS = 14; // to a tenth of a millimetre on a way of a metre
const DIRECTIONS = 16;

/**
 * How far a move may go: to `wanted` where that is legal, else up to the bound and from there along it, as near to
 * `wanted` as it gets. Coordinates are whole units.
 * @param from a legal move
 */
export function slide(from: Point, wanted: Point, isLegal: (move: Point) => boolean): Point {
  if (isLegal(wanted)) return wanted;
  const bound = furthest(from, wanted, isLegal);
  let best = bound;
  const rest: Point = [wanted[0] - bound[0], wanted[1] - bound[1]];
  for (let step = 0; step < DIRECTIONS; step += 1) {
    const angle = (step / DIRECTIONS) * 2 * Math.PI;
    const direction: Point = [Math.cos(angle), Math.sin(angle)];
    // Along a direction, the point nearest to `wanted` is its projection.
    const length = rest[0] * direction[0] + rest[1] * direction[1];
    if (length < 1) continue;
    const end: Point = [bound[0] + direction[0] * length, bound[1] + direction[1] * length];
    const candidate = furthest(bound, end, isLegal);
    if (distance(candidate, wanted) < distance(best, wanted)) best = candidate;
  }
  return best;
}

/** The last legal whole point on the way from a legal one; found by halving. */
function furthest(from: Point, to: Point, isLegal: (move: Point) => boolean): Point {
  const at = (share: number): Point => [
    Math.round(from[0] + (to[0] - from[0]) * share),
    Math.round(from[1] + (to[1] - from[1]) * share),
  ];
  let best = from;
  let inside = 0;
  let outside = 1;
  for (let step = 0; step < HALVINGS; step += 1) {
    const middle = step === 0 ? 1 : (inside + outside) / 2;
    const point = at(middle);
    if (isLegal(point)) {
      best = point;
      inside = middle;
    } else outside = middle;
    if (inside === 1) break;
  }
  return best;
}

const distance = (a: Point, b: Point): number => Math.hypot(a[0] - b[0], a[1] - b[1]);
