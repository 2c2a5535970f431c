import type { GlyphTables } from 'shared/scene/glyphs.ts';
import type { Point } from 'shared/design/geometry.ts';
import type { SpaceZone } from 'shared/space/schema.ts';
import { t } from '../../i18n/i18n.svelte.ts';
import { elementPlace } from '../describe.ts';
import { zoneAt } from '../stage/hit-test.ts';
import type { Studio } from '../studio.svelte.ts';
import { aspectOf, type ElementWish, newElement, zoneRefusal } from './new-element.ts';
import { sayRefusal } from './refusal-text.ts';

const SLACK = 5; // pixels before a press on a tile is a drag

/** Puts a new element where it fits best, or where it was dropped, and hands it to the keyboard. */
export async function place(
  studio: Studio,
  wish: ElementWish,
  zone: SpaceZone | null,
  at: Point | null,
): Promise<void> {
  const fonts = await fontsFor(studio, wish);
  const preferred = studio.zoneInFocus ?? studio.element(studio.selection.ids.at(-1) ?? null)?.zone ?? null;
  const result = studio.elements.place(wish, { zone, at, view: studio.viewId, preferred }, fonts);
  if ('refusal' in result) return sayRefusal(studio, result.refusal, zone);
  studio.select(...result.ids);
  const id = result.ids[0];
  const element = id === undefined ? undefined : studio.design.elements[id];
  if (id === undefined || !element) return;
  studio.announcer.say(t('studio.said.placed', { element: elementPlace(studio.space, element) }));
  await studio.focusElement(id);
}

/** A tile of the library: pressed, it places itself; dragged, it shows on the product where it would go. */
export function startPlacing(studio: Studio, wish: () => ElementWish) {
  return (tile: HTMLElement) => {
    const abort = new AbortController();
    const { signal } = abort;
    tile.addEventListener(
      'click',
      (event) => {
        // After a drag the browser still says that the tile was clicked.
        if (tile.dataset['dragged']) return void delete tile.dataset['dragged'];
        if (!event.defaultPrevented) void place(studio, wish(), null, null);
      },
      { signal },
    );
    tile.addEventListener(
      'pointerdown',
      (event) => {
        if (event.button !== 0 || (tile as HTMLButtonElement).disabled) return;
        followPointer(studio, tile, wish(), event);
      },
      { signal },
    );
    return () => abort.abort();
  };
}

function followPointer(studio: Studio, tile: HTMLElement, wish: ElementWish, start: PointerEvent): void {
  const end = new AbortController();
  const { signal } = end;
  let ghost: HTMLElement | null = null;
  let target: { readonly zone: SpaceZone; readonly at: Point } | null = null;

  const finish = (): void => {
    end.abort();
    ghost?.remove();
    studio.draft = null;
  };
  const move = (event: PointerEvent): void => {
    if (event.pointerId !== start.pointerId) return;
    if (!ghost && Math.hypot(event.clientX - start.clientX, event.clientY - start.clientY) < SLACK) return;
    if (!ghost) {
      ghost = makeGhost(tile);
      tile.dataset['dragged'] = 'true';
      void fontsFor(studio, wish);
    }
    target = targetUnder(studio, wish, event);
    ghost.hidden = target !== null;
    ghost.style.translate = `${event.clientX}px ${event.clientY}px`;
    studio.draft = target && draftAt(studio, wish, target);
  };
  const drop = (event: PointerEvent): void => {
    if (event.pointerId !== start.pointerId) return;
    const wasDragged = ghost !== null;
    const dropped = target;
    finish();
    if (!wasDragged) return;
    setTimeout(() => delete tile.dataset['dragged']);
    if (dropped) void place(studio, wish, dropped.zone, dropped.at);
  };
  const cancelled = (event: Event): void => {
    if (event instanceof KeyboardEvent && event.key !== 'Escape') return;
    finish();
  };
  window.addEventListener('pointermove', move, { signal });
  window.addEventListener('pointerup', drop, { signal });
  window.addEventListener('pointercancel', cancelled, { signal });
  window.addEventListener('keydown', cancelled, { signal });
}

/** The open zone under the pointer that takes what is dragged. */
function targetUnder(
  studio: Studio,
  wish: ElementWish,
  event: PointerEvent,
): { readonly zone: SpaceZone; readonly at: Point } | null {
  const stage = document.elementFromPoint(event.clientX, event.clientY)?.closest('[data-testid=stage]');
  if (!stage) return null;
  const box = stage.getBoundingClientRect();
  const at = studio.viewport.toArtwork([event.clientX - box.left, event.clientY - box.top]);
  const zone = zoneAt(studio.space, studio.design, studio.viewId, at);
  return zone && zoneRefusal(studio.space, studio.design, zone, wish.kind) === null ? { zone, at } : null;
}

function draftAt(studio: Studio, wish: ElementWish, { zone, at }: { readonly zone: SpaceZone; readonly at: Point }) {
  const aspect = wish.aspect ?? aspectOf(studio.published, wish, studio.fonts.tables);
  return newElement(studio.design, zone, wish, aspect, at);
}

async function fontsFor(studio: Studio, wish: ElementWish): Promise<GlyphTables> {
  if (wish.font !== undefined) await studio.fonts.load(wish.font).catch(() => undefined);
  return studio.fonts.tables;
}

function makeGhost(tile: HTMLElement): HTMLElement {
  const ghost = document.createElement('div');
  const picture = tile.querySelector('svg, canvas');
  ghost.className = 'studio-ghost';
  ghost.style.cssText =
    'position:fixed;z-index:60;left:-28px;top:-28px;width:56px;height:56px;pointer-events:none;opacity:.9';
  if (picture instanceof SVGElement) ghost.append(picture.cloneNode(true));
  if (picture instanceof HTMLCanvasElement) {
    const copy = document.createElement('canvas');
    copy.width = picture.width;
    copy.height = picture.height;
    copy.style.width = '100%';
    copy.getContext('2d')?.drawImage(picture, 0, 0);
    ghost.append(copy);
  }
  document.body.append(ghost);
  return ghost;
}
