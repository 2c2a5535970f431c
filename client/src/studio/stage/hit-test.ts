import type { Design } from 'shared/design/design.ts';
import { contains, elementCorners, type Point } from 'shared/design/geometry.ts';
import type { Space, SpaceZone } from 'shared/space/schema.ts';
import { isZoneOpen } from 'shared/space/violations.ts';
import type { Scene } from 'shared/scene/scene.ts';
import { zoneOf } from '../elements/placed.ts';

/**
 * The topmost element at a point.
 * @param at millimetres of the artwork
 * @param reachMm how far beside an element a finger still means it; the nearest wins only where no element is under it
 */
export function elementAt(space: Space, design: Design, scene: Scene, at: Point, reachMm: number): string | null {
  let nearest: { readonly id: string; readonly distance: number } | null = null;
  for (const node of [...scene.nodes].reverse()) {
    if (node.kind !== 'element') continue;
    const element = design.elements[node.id];
    const zone = element && zoneOf(space.zones, element);
    if (!element || !zone || zone.view !== scene.view) continue;
    const corners = elementCorners(zone, element.xf);
    if (contains(corners, at) && contains(zone.polygon, at)) return node.id;
    const distance = distanceTo(corners, at);
    if (distance <= reachMm && (nearest === null || distance < nearest.distance)) nearest = { id: node.id, distance };
  }
  return nearest?.id ?? null;
}

/** The zone of a view that is open at a point; the later of two that overlap. */
export function zoneAt(space: Space, design: Design, view: string, at: Point): SpaceZone | null {
  return (
    space.zones.findLast(
      (zone) => zone.view === view && isZoneOpen(space, zone, design.params) && contains(zone.polygon, at),
    ) ?? null
  );
}

/** From a point outside to the nearest edge of a polygon. */
function distanceTo(polygon: readonly Point[], [x, y]: Point): number {
  let least = Infinity;
  for (const [index, from] of polygon.entries()) {
    const to = polygon[(index + 1) % polygon.length] ?? from;
    const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
    const length = dx * dx + dy * dy;
    const share = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - from[0]) * dx + (y - from[1]) * dy) / length));
    least = Math.min(least, Math.hypot(from[0] + share * dx - x, from[1] + share * dy - y));
  }
  return least;
}
