import type { DesignElement } from 'shared/design/design.ts';
import { contains, elementCorners, type Point } from 'shared/design/geometry.ts';
import { zoneOf } from '../elements/placed.ts';
import type { Gesture, PointerAt } from '../gestures/gesture.ts';
import { moveGesture } from '../gestures/move-gesture.ts';
import { panGesture } from '../gestures/pan-gesture.ts';
import { pressGesture } from '../gestures/press-gesture.ts';
import { rotateGesture } from '../gestures/rotate-gesture.ts';
import { scaleGesture } from '../gestures/scale-gesture.ts';
import type { Studio } from '../studio.svelte.ts';
import { type Handle, handleAt, handlesOf } from './handles.ts';
import { elementAt, zoneAt } from './hit-test.ts';

const REACH_MOUSE = 9; // pixels around a handle
const REACH_TOUCH = 22; // half of the least target for a finger

/** What a pointer that goes down here begins. */
export function beginGesture(studio: Studio, at: PointerAt, event: PointerEvent): Gesture | null {
  const pan = (): Gesture => panGesture(studio.viewport, at);
  if (event.button === 1 || (event.button === 0 && studio.tool === 'hand')) return pan();
  if (event.button !== 0) return null;
  if (!studio.canEdit) return pan();
  return onHandle(studio, at) ?? onElement(studio, at) ?? pressGesture(at, () => onEmpty(studio, at), pan);
}

function onHandle(studio: Studio, at: PointerAt): Gesture | null {
  const found = selectedHandle(studio, at.screen, at.isTouch ? REACH_TOUCH : REACH_MOUSE);
  if (!found) return null;
  const { id, handle } = found;
  const element = studio.design.elements[id];
  const zone = element && zoneOf(studio.space.zones, element);
  if (!element || !zone) return null;
  return handle.kind === 'rotate'
    ? rotateGesture(studio.live, zone, id, element, at)
    : scaleGesture(studio.live, zone, id, element, handle.side, at);
}

function onElement(studio: Studio, at: PointerAt): Gesture | null {
  const reach = (at.isTouch ? REACH_TOUCH : 2) / studio.viewport.placement.scale;
  const hit = elementAt(studio.space, studio.shown, studio.scene, at.artwork, reach);
  if (hit === null) return null;
  const wasSelected = studio.selection.has(hit);
  if (!wasSelected && !at.shift) studio.select(hit);
  const click = (): void => {
    if (at.shift) studio.selection.toggle(hit);
    else studio.select(hit);
    studio.focusElement(hit);
  };
  return pressGesture(at, click, () => {
    if (!studio.selection.has(hit)) studio.selection.set(...studio.selection.ids, hit);
    studio.focusElement(hit);
    const { space, viewId: view, live } = studio;
    return moveGesture({ space, design: () => studio.design, view, live }, studio.selection.ids, at);
  });
}

/** Beside everything: lets go of what is selected; with nothing selected, a zone is where the next thing goes. */
function onEmpty(studio: Studio, at: PointerAt): void {
  const wasEmpty = studio.selection.isEmpty;
  studio.selection.clear();
  const zone = wasEmpty ? zoneAt(studio.space, studio.design, studio.viewId, at.artwork) : null;
  studio.zoneInFocus = zone?.id ?? null;
  if (zone) studio.panels.tab = 'elements';
}

/** The handle of the one selected element within `reach` pixels. */
export function selectedHandle(
  studio: Studio,
  at: Point,
  reach: number,
): { readonly id: string; readonly handle: Handle } | null {
  const id = studio.selection.single;
  const corners = id === null ? null : screenCorners(studio, id);
  const element = studio.element(id);
  if (id === null || !corners || !element || !studio.canEdit) return null;
  const handle = handleAt(
    handlesOf(element.kind, corners, handlesApart(), canTurn(studio, element)),
    at,
    contains(corners, at) ? insideReach(corners, reach) : reach,
  );
  return handle && { id, handle };
}

/** Whether an element may be turned where it is. */
export function canTurn(studio: Studio, element: DesignElement): boolean {
  return zoneOf(studio.space.zones, element)?.angles?.length !== 1;
}

/** Pixels between the handles of an element: a finger needs more room than a mouse. */
export function handlesApart(): number {
  return matchMedia('(pointer: coarse)').matches ? 60 : 22;
}

/** On a small element the handles would leave nothing to take hold of: inside, they reach a quarter of the way. */
function insideReach([a, b, , d]: readonly [Point, Point, Point, Point], reach: number): number {
  return Math.min(reach, Math.hypot(b[0] - a[0], b[1] - a[1]) / 4, Math.hypot(d[0] - a[0], d[1] - a[1]) / 4);
}

/** The corners of a shown element on the stage; null where it is not in this view. */
export function screenCorners(studio: Studio, id: string): readonly [Point, Point, Point, Point] | null {
  const element = studio.element(id);
  const zone = element && zoneOf(studio.space.zones, element);
  if (!element || !zone || zone.view !== studio.viewId || element.hidden) return null;
  const [a, b, c, d] = elementCorners(zone, element.xf);
  const to = (point: Point): Point => studio.viewport.toScreen(point);
  return [to(a), to(b), to(c), to(d)];
}
