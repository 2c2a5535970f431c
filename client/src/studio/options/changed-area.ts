import type { SceneNode } from 'shared/scene/scene.ts';
import type { Box } from '../canvas/viewport.svelte.ts';
import { sameNode } from '../canvas/same-node.ts';

/** The nodes in which two scenes differ, of both. */
export function changedNodes(a: readonly SceneNode[], b: readonly SceneNode[]): SceneNode[] {
  const key = ({ kind, id }: SceneNode): string => `${kind}:${id}`;
  const others = new Map(b.map((node) => [key(node), node]));
  const changed: SceneNode[] = [];
  for (const node of a) {
    const other = others.get(key(node));
    others.delete(key(node));
    if (!other) changed.push(node);
    else if (!sameNode(node, other)) changed.push(node, other);
  }
  return [...changed, ...others.values()];
}

export interface Mask {
  readonly width: number;
  readonly height: number;
  /** 1 where something is drawn, row by row. */
  readonly on: Uint8Array;
}

/**
 * The largest connected part of a mask, as `[x, y, width, height]` in its pixels; of parts of about the same size the
 * left one: of two equal wheels one is enough to show. Null: nothing is drawn.
 */
export function largestPart({ width, height, on }: Mask): Box | null {
  const seen = new Uint8Array(on.length);
  let best: { readonly box: Box; readonly size: number } | null = null;
  for (let x = 0; x < width; x += 1) {
    for (let y = 0; y < height; y += 1) {
      const at = y * width + x;
      if (on[at] !== 1 || seen[at] === 1) continue;
      const part = flood({ width, height, on }, seen, at);
      if (best === null || part.size > best.size * 1.25) best = part;
    }
  }
  return best?.box ?? null;
}

const REACH = 2; // pixels between parts that still belong together

function flood(
  { width, height, on }: Mask,
  seen: Uint8Array,
  start: number,
): { readonly box: Box; readonly size: number } {
  let [left, right, top, bottom] = [width, 0, height, 0];
  let size = 0;
  const open = [start];
  seen[start] = 1;
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const x = at % width;
    const y = (at - x) / width;
    size += 1;
    [left, right, top, bottom] = [Math.min(left, x), Math.max(right, x), Math.min(top, y), Math.max(bottom, y)];
    for (let dy = -REACH; dy <= REACH; dy += 1) {
      for (let dx = -REACH; dx <= REACH; dx += 1) {
        const [nx, ny] = [x + dx, y + dy];
        const next = ny * width + nx;
        if (nx < 0 || ny < 0 || nx >= width || ny >= height || on[next] !== 1 || seen[next] === 1) continue;
        seen[next] = 1;
        open.push(next);
      }
    }
  }
  return { box: [left, top, right - left + 1, bottom - top + 1], size };
}

/** A box of the wanted proportions around another, with some air, inside the view where that is possible. */
export function framed(box: Box, aspect: number, view: Box): Box {
  const air = 1.35;
  const least = view[2] * 0.16;
  let width = Math.max(box[2] * air, least);
  let height = Math.max(box[3] * air, least / aspect);
  if (width / height < aspect) width = height * aspect;
  else height = width / aspect;
  const along = (middle: number, size: number, from: number, room: number): number =>
    size >= room ? from + (room - size) / 2 : Math.min(Math.max(middle - size / 2, from), from + room - size);
  return [
    along(box[0] + box[2] / 2, width, view[0], view[2]),
    along(box[1] + box[3] / 2, height, view[1], view[3]),
    width,
    height,
  ];
}
