import type { Matrix } from './artwork.ts';

export interface PathBounds {
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
}

const PARAMETERS: Readonly<Record<string, number>> = { M: 2, L: 2, H: 1, V: 1, C: 6, S: 4, Q: 4, T: 2, A: 7, Z: 0 };

/**
 * A box that a path surely lies in: around its points and control points, arcs taken generously. Null for a path that
 * draws nothing or that makes no sense.
 */
export function pathBounds(d: string, matrix: Matrix): PathBounds | null {
  const points: (readonly [number, number])[] = [];
  let x = 0;
  let y = 0;
  let startX = 0;
  let startY = 0;
  for (const [, letter = '', list = ''] of d.matchAll(/([A-Za-z])([^A-Za-z]*(?:[eE][-+]?\d[^A-Za-z]*)*)/g)) {
    const command = letter.toUpperCase();
    const isRelative = letter !== command;
    const count = PARAMETERS[command];
    if (count === undefined) return null;
    if (command === 'Z') [x, y] = [startX, startY];
    const values = numbersOf(list, command);
    for (let at = 0; count > 0 && at + count <= values.length; at += count) {
      const part = values.slice(at, at + count);
      const [baseX, baseY] = isRelative ? [x, y] : [0, 0];
      const point = (index: number): readonly [number, number] => [
        baseX + (part[index] ?? 0),
        baseY + (part[index + 1] ?? 0),
      ];
      if (command === 'H') x = baseX + (part[0] ?? 0);
      else if (command === 'V') y = baseY + (part[0] ?? 0);
      else {
        for (let index = 0; command !== 'A' && index < count; index += 2) points.push(point(index));
        const from: readonly [number, number] = [x, y];
        [x, y] = point(count - 2);
        if (command === 'A') points.push(...aroundArc(from, [x, y], part[0] ?? 0, part[1] ?? 0));
      }
      if (command === 'M' && at === 0) [startX, startY] = [x, y];
      points.push([x, y]);
    }
  }
  return around(
    points.map(([px, py]) => [
      matrix[0] * px + matrix[2] * py + matrix[4],
      matrix[1] * px + matrix[3] * py + matrix[5],
    ]),
  );
}

/** The box around several boxes. */
export function union(boxes: readonly PathBounds[]): PathBounds | null {
  return around(
    boxes.flatMap(
      ({ minX, minY, maxX, maxY }) =>
        [
          [minX, minY],
          [maxX, maxY],
        ] as const,
    ),
  );
}

function around(points: readonly (readonly [number, number])[]): PathBounds | null {
  if (points.length === 0) return null;
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of points) {
    minX = Math.min(minX, x);
    minY = Math.min(minY, y);
    maxX = Math.max(maxX, x);
    maxY = Math.max(maxY, y);
  }
  return Number.isFinite(minX + minY + maxX + maxY) ? { minX, minY, maxX, maxY } : null;
}

/** An ellipse through two points reaches at most two radii beyond either; radii too small for the chord are grown to it. */
function aroundArc(
  from: readonly [number, number],
  to: readonly [number, number],
  rx: number,
  ry: number,
): (readonly [number, number])[] {
  const reach = 2 * Math.max(Math.abs(rx), Math.abs(ry), Math.hypot(to[0] - from[0], to[1] - from[1]) / 2);
  return [from, to].flatMap(
    ([x, y]) =>
      [
        [x - reach, y - reach],
        [x + reach, y + reach],
      ] as const,
  );
}

/** In an arc the two flags may stand without a gap, as in `a5 5 0 0110 10`. */
function numbersOf(list: string, command: string): number[] {
  if (command !== 'A')
    return [...list.matchAll(/[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?/g)].map(([text]) => Number(text));
  const arc =
    /([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)[\s,]*([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)[\s,]*([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)[\s,]*([01])[\s,]*([01])[\s,]*([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)[\s,]*([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)/g;
  return [...list.matchAll(arc)].flatMap((match) => match.slice(1).map(Number));
}
