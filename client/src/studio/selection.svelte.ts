/** Which elements somebody has in hand. An element that leaves the product leaves the selection with it. */
export class Selection {
  #ids = $state.raw<readonly string[]>([]);
  readonly #isThere: (id: string) => boolean;

  /** In the order in which they were chosen. */
  readonly ids = $derived.by(() => this.#ids.filter((id) => this.#isThere(id)));

  /** @param isThere whether an element is on the product right now; read reactively */
  constructor(isThere: (id: string) => boolean) {
    this.#isThere = isThere;
  }

  get isEmpty(): boolean {
    return this.ids.length === 0;
  }
  /** The one selected element; null where there is none or more than one. */
  get single(): string | null {
    return this.ids.length === 1 ? (this.ids[0] ?? null) : null;
  }

  has(id: string): boolean {
    return this.ids.includes(id);
  }

  set(...ids: readonly string[]): void {
    const next = ids.filter((id, index) => ids.indexOf(id) === index);
    if (next.length !== this.#ids.length || next.some((id, index) => id !== this.#ids[index])) this.#ids = next;
  }

  toggle(id: string): void {
    this.set(...(this.has(id) ? this.ids.filter((other) => other !== id) : [...this.ids, id]));
  }

  clear(): void {
    this.set();
  }
}
