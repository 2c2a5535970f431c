import type { RulesOfProduct } from 'shared/space/api.ts';

/** Where a text waits for its author: it survives a reload, and ends with the tab. */
export interface Drawer {
  readonly get: () => string | null;
  /** Null empties it. */
  readonly put: (value: string | null) => void;
}

interface Kept {
  /** The version from which it was begun. */
  readonly version: number;
  readonly text: string;
}

/** Rules as a manager writes them, beside those that are published. */
export class RulesDraft {
  #text = $state('');
  #published = $state.raw() as RulesOfProduct;
  /** The version from which the text was begun. */
  #begunFrom = $state(1);
  #wasRestored = $state(false);
  readonly #drawer: Drawer;

  readonly isChanged = $derived(this.#text !== this.#published.text);

  constructor(published: RulesOfProduct, drawer: Drawer) {
    this.#drawer = drawer;
    this.#published = { ...published, text: oneLineEnd(published.text) };
    const kept = keptIn(drawer);
    this.#wasRestored = kept !== null && kept.text !== this.#published.text;
    this.#text = kept?.text ?? this.#published.text;
    this.#begunFrom = this.#wasRestored && kept ? kept.version : published.version;
  }

  get text(): string {
    return this.#text;
  }
  set text(value: string) {
    this.#text = oneLineEnd(value);
    this.#keep();
  }

  get published(): RulesOfProduct {
    return this.#published;
  }
  /** The text is from an earlier visit. */
  get wasRestored(): boolean {
    return this.#wasRestored;
  }
  /** Somebody published a version since the text was begun, which publishing it would replace. */
  get isOvertaken(): boolean {
    return this.isChanged && this.#begunFrom < this.#published.version;
  }

  /** Takes what is published now; a text that was not changed follows it. */
  learn(published: RulesOfProduct): void {
    const follows = !this.isChanged;
    this.#published = { ...published, text: oneLineEnd(published.text) };
    if (follows) this.discard();
  }

  /** Back to what is published. */
  discard(): void {
    this.#text = this.#published.text;
    this.#begunFrom = this.#published.version;
    this.#wasRestored = false;
    this.#keep();
  }

  /** What was just published, as the server writes it. */
  becamePublished(published: RulesOfProduct): void {
    this.#published = { ...published, text: oneLineEnd(published.text) };
    this.discard();
  }

  #keep(): void {
    const kept: Kept = { version: this.#begunFrom, text: this.#text };
    this.#drawer.put(this.isChanged ? JSON.stringify(kept) : null);
  }
}

/** As a text field has them, or places in the text would be counted differently. */
const oneLineEnd = (text: string): string => text.replaceAll('\r\n', '\n');

function keptIn(drawer: Drawer): Kept | null {
  try {
    const kept = JSON.parse(drawer.get() ?? 'null') as Partial<Kept> | null;
    return typeof kept?.text === 'string' && typeof kept.version === 'number' ? (kept as Kept) : null;
  } catch {
    return null;
  }
}
