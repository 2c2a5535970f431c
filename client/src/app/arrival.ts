import { rememberScroll } from './scroll-memory.ts';

/** What is done after every navigation: the place on the page, and the focus for those who hear the page. */
class Arrival {
  readonly #scroll = rememberScroll();
  #first = true;

  done(): void {
    this.#scroll.arrived();
    // On the first page the focus is where the browser has put it.
    if (!this.#first) document.getElementById('main')?.focus({ preventScroll: true });
    this.#first = false;
  }
}

export const arrival = new Arrival();
