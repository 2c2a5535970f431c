import type { SpaceZone } from 'shared/space/schema.ts';
import type { PointerAt } from '../gestures/gesture.ts';
import type { Studio } from '../studio.svelte.ts';
import { selectedHandle } from './begin-gesture.ts';
import { cursorOf } from './handles.ts';
import { elementAt, zoneAt } from './hit-test.ts';

const REACH = 9; // pixels around a handle

/** What lies under the mouse, and the pointer that says what pressing it would do. */
export class Hover {
  #element = $state<string | null>(null);
  #zone = $state.raw<SpaceZone | null>(null);
  #cursor = $state('default');

  get element(): string | null {
    return this.#element;
  }
  get zone(): SpaceZone | null {
    return this.#zone;
  }
  get cursor(): string {
    return this.#cursor;
  }

  at(studio: Studio, at: PointerAt | null): void {
    if (at === null || !studio.canEdit) {
      this.#element = null;
      this.#zone = null;
      this.#cursor = studio.canEdit ? 'default' : 'grab';
      return;
    }
    const handle = selectedHandle(studio, at.screen, REACH);
    const reach = 2 / studio.viewport.placement.scale;
    this.#element = handle ? null : elementAt(studio.space, studio.shown, studio.scene, at.artwork, reach);
    this.#zone = zoneAt(studio.space, studio.design, studio.viewId, at.artwork);
    const held = handle && studio.element(handle.id);
    this.#cursor = held ? cursorOf(handle.handle, held.xf) : this.#element ? 'move' : 'default';
  }
}
