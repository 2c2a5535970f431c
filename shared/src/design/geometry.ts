import type { ElementKind, SpaceZone } from '../space/schema.ts';
import type { Transform } from './design.ts';

export type Point = readonly [x: number, y: number];
export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Tenths of a millimetre: the unit of an element's transform. */
export const UNITS_PER_MM = 10;
const FULL_TURN = 3600;

/** The smallest upright rectangle around a zone, in millimetres of the artwork. */
export function zoneBounds(zone: SpaceZone): Bounds {
  const known = bounds.get(zone) ?? boundsOf(zone);
  bounds.set(zone, known);
  return known;
}

/** Asked for with every look at an element. */
const bounds = new WeakMap<SpaceZone, Bounds>();

function boundsOf(zone: SpaceZone): Bounds {
  const xs = zone.polygon.map(([x]) => x);
  const ys = zone.polygon.map(([, y]) => y);
  const x = Math.min(...xs);
  const y = Math.min(...ys);
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

/** The four corners of an element, in millimetres of the artwork, clockwise from its upper left. */
export function elementCorners(zone: SpaceZone, xf: Transform): readonly [Point, Point, Point, Point] {
  const [centreX, centreY] = elementCentre(zone, xf);
  const halfWidth = xf[2] / UNITS_PER_MM / 2;
  const halfHeight = xf[3] / UNITS_PER_MM / 2;
  const angle = (xf[4] / FULL_TURN) * 2 * Math.PI;
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  const corner = (dx: number, dy: number): Point => [centreX + dx * cos - dy * sin, centreY + dx * sin + dy * cos];
  return [
    corner(-halfWidth, -halfHeight),
    corner(halfWidth, -halfHeight),
    corner(halfWidth, halfHeight),
    corner(-halfWidth, halfHeight),
  ];
}

/** The middle of an element, in millimetres of the artwork. */
export function elementCentre(zone: SpaceZone, xf: Transform): Point {
  const bounds = zoneBounds(zone);
  return [bounds.x + xf[0] / UNITS_PER_MM, bounds.y + xf[1] / UNITS_PER_MM];
}

/**
 * Whether an element lies in its zone. A stripe may run over the edge, where it is cut off, as long as its middle is
 * inside; everything else lies inside as a whole.
 */
export function isInsideZone(zone: SpaceZone, kind: ElementKind, xf: Transform): boolean {
  if (kind === 'stripe') return contains(zone.polygon, elementCentre(zone, xf));
  const corners = elementCorners(zone, xf);
  return corners.every((corner) => contains(zone.polygon, corner)) && !edgesCross(corners, zone.polygon);
}

/** Whether the sides of an element respect the zone's limits; a stripe's shorter side may be thinner than the least. */
export function hasSizeInRange(zone: SpaceZone, kind: ElementKind, xf: Transform): boolean {
  const longer = Math.max(xf[2], xf[3]);
  const shorter = Math.min(xf[2], xf[3]);
  const most = Math.round(zone.maxSizeMm * UNITS_PER_MM);
  const least = Math.round(zone.minSizeMm * UNITS_PER_MM);
  if (shorter < 1) return false;
  if (kind === 'stripe') return shorter <= most && longer <= 2 * longestSide(zone);
  return longer >= least && longer <= most;
}

/**
 * The nearest legal transform: rotation brought into one turn, sizes into the zone's limits, then moved towards the
 * zone's middle as far as needed, and made smaller only where it does not fit even there. Deterministic, idempotent;
 * null where not even the least size fits.
 */
export function fitIntoZone(zone: SpaceZone, kind: ElementKind, xf: Transform): Transform | null {
  const sized = withSizeInRange(zone, kind, turned(zone, normalized(xf)));
  if (isInsideZone(zone, kind, sized)) return sized;
  const anchor = anchorOf(zone);
  for (const scaled of shrinking(zone, kind, sized)) {
    const atAnchor: Transform = [anchor[0], anchor[1], scaled[2], scaled[3], scaled[4]];
    if (isInsideZone(zone, kind, atAnchor)) return nearest(zone, kind, scaled, atAnchor);
  }
  return null;
}

function normalized(xf: Transform): Transform {
  const whole = xf.map((value) => (Number.isFinite(value) ? Math.round(value) : 0));
  const rotation = (((whole[4] ?? 0) % FULL_TURN) + FULL_TURN) % FULL_TURN;
  return [whole[0] ?? 0, whole[1] ?? 0, Math.max(1, whole[2] ?? 1), Math.max(1, whole[3] ?? 1), rotation];
}

/** The allowed rotation nearest to the element's own; of two that are as near, the smaller one. */
function turned(zone: SpaceZone, xf: Transform): Transform {
  if (!zone.angles) return xf;
  const away = (angle: number): number => {
    const turn = Math.abs(angle * 10 - xf[4]) % FULL_TURN;
    return Math.min(turn, FULL_TURN - turn);
  };
  const [nearest = 0] = [...zone.angles].sort((a, b) => away(a) - away(b) || a - b);
  return [xf[0], xf[1], xf[2], xf[3], nearest * 10];
}

function longestSide(zone: SpaceZone): number {
  const bounds = zoneBounds(zone);
  return Math.ceil(Math.hypot(bounds.width, bounds.height) * UNITS_PER_MM);
}

function withSizeInRange(zone: SpaceZone, kind: ElementKind, xf: Transform): Transform {
  if (hasSizeInRange(zone, kind, xf)) return xf;
  const [x, y, width, height, rotation] = xf;
  const most = Math.round(zone.maxSizeMm * UNITS_PER_MM);
  const least = Math.round(zone.minSizeMm * UNITS_PER_MM);
  const longer = Math.max(width, height);
  if (kind === 'stripe') {
    const longest = 2 * longestSide(zone);
    return [
      x,
      y,
      Math.min(width, width >= height ? longest : most),
      Math.min(height, width >= height ? most : longest),
      rotation,
    ];
  }
  const factor = longer < least ? least / longer : most / longer;
  const scaled = (side: number): number =>
    side === longer ? (longer < least ? least : most) : Math.max(1, Math.floor(side * factor));
  return [x, y, scaled(width), scaled(height), rotation];
}

/** The element at its own size, then smaller and smaller down to the least that the zone allows. */
function* shrinking(zone: SpaceZone, kind: ElementKind, xf: Transform): Generator<Transform> {
  const least = Math.round(zone.minSizeMm * UNITS_PER_MM);
  const longer = Math.max(xf[2], xf[3]);
  for (let step = 40; step >= 0; step -= 1) {
    const factor = step / 40;
    const target = Math.max(least, Math.round(longer * factor));
    const scaled = (side: number): number =>
      Math.max(1, side === longer ? target : Math.floor((side * target) / longer));
    const next: Transform = [xf[0], xf[1], scaled(xf[2]), scaled(xf[3]), xf[4]];
    if (hasSizeInRange(zone, kind, next)) yield next;
    if (target === least) return;
  }
}

/** The legal place nearest to `wanted` on the straight line to `safe`, which is legal; found by halving. */
function nearest(zone: SpaceZone, kind: ElementKind, wanted: Transform, safe: Transform): Transform {
  const at = (share: number): Transform => [
    Math.round(wanted[0] + (safe[0] - wanted[0]) * share),
    Math.round(wanted[1] + (safe[1] - wanted[1]) * share),
    safe[2],
    safe[3],
    safe[4],
  ];
  let outside = 0;
  let inside = 1;
  if (isInsideZone(zone, kind, at(0))) return at(0);
  for (let step = 0; step < 16; step += 1) {
    const middle = (outside + inside) / 2;
    if (isInsideZone(zone, kind, at(middle))) inside = middle;
    else outside = middle;
  }
  return at(inside);
}

/** A point well inside the zone, in units of a transform: its centroid, or the middle of its widest cut at that height. */
function anchorOf(zone: SpaceZone): Point {
  const bounds = zoneBounds(zone);
  const [x, y] = centroid(zone.polygon);
  const point: Point = contains(zone.polygon, [x, y]) ? [x, y] : widestCut(zone.polygon, y);
  return [Math.round((point[0] - bounds.x) * UNITS_PER_MM), Math.round((point[1] - bounds.y) * UNITS_PER_MM)];
}

function centroid(polygon: readonly Point[]): Point {
  let area = 0;
  let x = 0;
  let y = 0;
  for (const [from, to] of edges(polygon)) {
    const cross = from[0] * to[1] - to[0] * from[1];
    area += cross;
    x += (from[0] + to[0]) * cross;
    y += (from[1] + to[1]) * cross;
  }
  return area === 0 ? (polygon[0] ?? [0, 0]) : [x / (3 * area), y / (3 * area)];
}

function widestCut(polygon: readonly Point[], y: number): Point {
  const crossings = edges(polygon)
    .filter(([from, to]) => from[1] > y !== to[1] > y)
    .map(([from, to]) => from[0] + ((y - from[1]) / (to[1] - from[1])) * (to[0] - from[0]))
    .sort((a, b) => a - b);
  let best: Point = polygon[0] ?? [0, 0];
  let width = -1;
  for (let i = 0; i + 1 < crossings.length; i += 2) {
    const left = crossings[i] ?? 0;
    const right = crossings[i + 1] ?? 0;
    if (right - left > width) {
      width = right - left;
      best = [(left + right) / 2, y];
    }
  }
  return best;
}

function edges(polygon: readonly Point[]): (readonly [Point, Point])[] {
  return polygon.map((point, index) => [point, polygon[(index + 1) % polygon.length] ?? point]);
}

/** Even-odd test; a point on an edge counts as inside. */
export function contains(polygon: readonly Point[], [x, y]: Point): boolean {
  let inside = false;
  for (const [a, b] of edges(polygon)) {
    const cross = (b[0] - a[0]) * (y - a[1]) - (b[1] - a[1]) * (x - a[0]);
    const within =
      Math.min(a[0], b[0]) - 1e-9 <= x &&
      x <= Math.max(a[0], b[0]) + 1e-9 &&
      Math.min(a[1], b[1]) - 1e-9 <= y &&
      y <= Math.max(a[1], b[1]) + 1e-9;
    if (within && Math.abs(cross) < 1e-6) return true;
    if (a[1] > y !== b[1] > y && x < ((b[0] - a[0]) * (y - a[1])) / (b[1] - a[1]) + a[0]) inside = !inside;
  }
  return inside;
}

/** Whether any edge of one polygon properly crosses one of the other: corners inside a hollow zone are not enough. */
function edgesCross(a: readonly Point[], b: readonly Point[]): boolean {
  const side = (p: Point, q: Point, r: Point): number =>
    Math.sign((q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]));
  return edges(a).some(([p, q]) =>
    edges(b).some(([r, s]) => side(p, q, r) * side(p, q, s) < 0 && side(r, s, p) * side(r, s, q) < 0),
  );
}
