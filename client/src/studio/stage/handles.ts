import type { Transform } from 'shared/design/design.ts';
import type { ElementKind } from 'shared/space/schema.ts';
import type { Point } from 'shared/design/geometry.ts';
import type { HandleSide } from '../elements/reshape.ts';

export type Handle =
  | { readonly kind: 'rotate'; readonly at: Point }
  | { readonly kind: 'pull'; readonly at: Point; readonly side: HandleSide };

const CORNERS: readonly HandleSide[] = [
  { x: -1, y: -1 },
  { x: 1, y: -1 },
  { x: 1, y: 1 },
  { x: -1, y: 1 },
];
const EDGES: readonly HandleSide[] = [
  { x: 0, y: -1 },
  { x: 1, y: 0 },
  { x: 0, y: 1 },
  { x: -1, y: 0 },
];
const ROTATE_GAP = 26; // pixels from the element to the handle that turns it
const LEAST_SIDE = 44; // pixels below which a side has no handle of its own: it would cover the corners

/** Stickers and texts keep their proportions; stripes and shapes may be stretched. */
export function keepsProportions(kind: ElementKind): boolean {
  return kind === 'sticker' || kind === 'text';
}

type Corners = readonly [Point, Point, Point, Point];

/**
 * The handles of a selected element, in pixels of the stage.
 * @param corners of the element on the stage, clockwise from its upper left
 * @param canTurn whether its zone takes it at more than one angle
 * @param apart pixels between two handles at least: those of a small element stand beside it, so that it can be seen
 */
export function handlesOf(kind: ElementKind, corners: Corners, apart: number, canTurn = true): Handle[] {
  const [a, b, c, d] = widened(corners, apart);
  const at = ({ x, y }: HandleSide): Point => {
    const [u, v] = [(x + 1) / 2, (y + 1) / 2];
    const along = (index: 0 | 1): number =>
      (1 - v) * ((1 - u) * a[index] + u * b[index]) + v * ((1 - u) * d[index] + u * c[index]);
    return [along(0), along(1)];
  };
  const width = Math.hypot(b[0] - a[0], b[1] - a[1]);
  const height = Math.hypot(d[0] - a[0], d[1] - a[1]);
  const edges = keepsProportions(kind)
    ? []
    : EDGES.filter(({ x }) => (x === 0 ? width >= LEAST_SIDE : height >= LEAST_SIDE || width >= LEAST_SIDE));
  const [top, bottom] = [at({ x: 0, y: -1 }), at({ x: 0, y: 1 })];
  const length = Math.max(1, Math.hypot(top[0] - bottom[0], top[1] - bottom[1]));
  const up: Point = [(top[0] - bottom[0]) / length, (top[1] - bottom[1]) / length];
  return [
    ...(canTurn ? [{ kind: 'rotate', at: [top[0] + up[0] * ROTATE_GAP, top[1] + up[1] * ROTATE_GAP] } as const] : []),
    ...[...CORNERS, ...edges].map((side) => ({ kind: 'pull', at: at(side), side }) as const),
  ];
}

function widened(corners: Corners, least: number): Corners {
  const [a, b, c, d] = corners;
  const middle: Point = [(a[0] + c[0]) / 2, (a[1] + c[1]) / 2];
  const across = half(a, b, least);
  const down = half(a, d, least);
  const at = (x: number, y: number): Point => [
    middle[0] + x * across[0] + y * down[0],
    middle[1] + x * across[1] + y * down[1],
  ];
  return [at(-1, -1), at(1, -1), at(1, 1), at(-1, 1)];
}

/** Half of a side, at least half of `least` long. */
function half(from: Point, to: Point, least: number): Point {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const length = Math.max(0.001, Math.hypot(dx, dy));
  const factor = Math.max(length, least) / length / 2;
  return [dx * factor, dy * factor];
}

/** The handle nearest to a point within `reach` pixels. */
export function handleAt(handles: readonly Handle[], [x, y]: Point, reach: number): Handle | null {
  let best: { readonly handle: Handle; readonly distance: number } | null = null;
  for (const handle of handles) {
    const distance = Math.hypot(handle.at[0] - x, handle.at[1] - y);
    if (distance <= reach && (best === null || distance < best.distance)) best = { handle, distance };
  }
  return best?.handle ?? null;
}

/** The pointer that fits a handle of an element turned by `xf`. */
export function cursorOf(handle: Handle, xf: Transform): string {
  if (handle.kind === 'rotate') return 'grab';
  const degrees = (Math.atan2(handle.side.y, handle.side.x) * 180) / Math.PI + xf[4] / 10;
  const eighth = ((Math.round(degrees / 45) % 4) + 4) % 4;
  return ['ew-resize', 'nwse-resize', 'ns-resize', 'nesw-resize'][eighth] ?? 'move';
}
