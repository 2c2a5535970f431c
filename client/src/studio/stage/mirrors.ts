/** The buttons that stand for the elements (ElementList.svelte), by the elements' ids. */
export class Mirrors {
  readonly #buttons = new Map<string, HTMLElement>();

  /** @returns what takes it out again */
  add(id: string, button: HTMLElement): () => void {
    this.#buttons.set(id, button);
    return () => void this.#buttons.delete(id);
  }

  /** Without moving the page: where the element is, the product shows. */
  focus(id: string): void {
    this.#buttons.get(id)?.focus({ preventScroll: true });
  }
}
