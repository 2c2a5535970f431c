import { actionFor } from './actions/all-actions.ts';
import { isMac } from './actions/shortcut.ts';
import { elementPlace } from './describe.ts';
import { t } from '../i18n/i18n.svelte.ts';
import { zoneName } from './describe.ts';
import type { Studio } from './studio.svelte.ts';

/**
 * The keys of the studio. Elements that keys move are in hand while a key is held and written when it is let go, like
 * those that a pointer drags.
 */
export class Keyboard {
  readonly #studio: Studio;
  readonly #stage: () => HTMLElement | null;
  readonly #mac = isMac();
  #isMoving = false;
  #handBefore: 'select' | null = null;

  /** @param stage the element that shows the product */
  constructor(studio: Studio, stage: () => HTMLElement | null) {
    this.#studio = studio;
    this.#stage = stage;
  }

  down(event: KeyboardEvent): void {
    const { target } = event;
    if (event.defaultPrevented || document.querySelector('dialog[open]')) return;
    const isOnProduct = this.#isOnProduct();
    if (event.key === ' ' && isOnProduct) return this.#spaceDown(event);
    const action = actionFor(this.#studio, event, { mac: this.#mac, isWriting: isWriting(target), isOnProduct });
    if (!action) return;
    event.preventDefault();
    if (!action.repeats) this.letGo();
    action.run(this.#studio);
    this.#isMoving = this.#studio.live.isActive;
  }

  up(event: KeyboardEvent): void {
    if (event.key === ' ' && this.#handBefore) {
      this.#studio.tool = this.#handBefore;
      this.#handBefore = null;
    }
    this.letGo();
  }

  /** Writes what keys have moved; what a pointer holds stays in its hand. */
  letGo(): void {
    if (!this.#isMoving) return;
    this.#isMoving = false;
    const { live, announcer, space, design } = this.#studio;
    const stopped = live.stoppedBy;
    const [first] = live.placed;
    live.drop();
    const element = first && design.elements[first[0]];
    if (!element) return;
    const [x, y] = first[1].xf;
    announcer.say(
      stopped
        ? t('studio.said.edge', { element: elementPlace(space, element), zone: zoneName(space, stopped) })
        : t('studio.said.moved', {
            element: elementPlace(space, element),
            x: Math.round(x / 10),
            y: Math.round(y / 10),
          }),
    );
  }

  #spaceDown(event: KeyboardEvent): void {
    event.preventDefault();
    if (this.#studio.tool === 'hand') return;
    this.#handBefore = 'select';
    this.#studio.tool = 'hand';
  }

  #isOnProduct(): boolean {
    const { activeElement } = document;
    return (
      activeElement === null ||
      activeElement === document.body ||
      activeElement.id === 'main' ||
      (this.#stage()?.contains(activeElement) ?? false)
    );
  }
}

function isWriting(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return !['range', 'checkbox', 'radio', 'button'].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}
