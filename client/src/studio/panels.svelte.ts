/** What a key or a button far away wants to be shown: the field of a text, the library, the list of keys. */
export type Asked = 'text' | 'new-text' | 'stickers' | 'shortcuts' | 'enter' | 'invite';

/** Which panels are open, and what was asked for last. */
export class Panels {
  /** Beside the product; closed, the product has the whole stage. */
  open = $state(true);
  /** In the left panel, or on a phone the whole sheet. */
  tab = $state<'options' | 'elements' | 'selection' | 'overview'>('options');
  #asked = $state.raw<{ readonly what: Asked } | null>(null);

  get asked(): Asked | null {
    return this.#asked?.what ?? null;
  }

  ask(what: Asked): void {
    if (what === 'stickers' || what === 'new-text') this.tab = 'elements';
    if (what === 'text') this.tab = 'selection';
    this.open = true;
    this.#asked = { what };
  }

  answered(): void {
    this.#asked = null;
  }
}
