import type { EntrySummary } from 'shared/campaigns/api.ts';
import { getEntries } from '../api/campaigns.ts';
import { keep, recall } from '../api/kept-answers.ts';

export const PAGE_SIZE = 24;

type LoadPage = (offset: number, limit: number) => Promise<readonly EntrySummary[]>;

/** The entries of a campaign as far as somebody has looked, in the visitor's own order. */
export class Gallery {
  #entries = $state.raw<readonly EntrySummary[]>([]);
  #status = $state<'ready' | 'loading' | 'complete'>('ready');
  #error = $state.raw<unknown>(null);
  readonly #load: LoadPage;

  constructor(load: LoadPage) {
    this.#load = load;
  }

  get entries(): readonly EntrySummary[] {
    return this.#entries;
  }
  get complete(): boolean {
    return this.#status === 'complete';
  }
  get error(): unknown {
    return this.#error;
  }

  /** The next page, unless it is on its way or there is none. */
  async more(): Promise<void> {
    if (this.#status !== 'ready') return;
    this.#status = 'loading';
    this.#error = null;
    try {
      const page = await this.#load(this.#entries.length, PAGE_SIZE);
      // Somebody may have entered in the meantime, and the pages then overlap.
      const fresh = page.filter(({ id }) => !this.#entries.some((entry) => entry.id === id));
      this.#entries = [...this.#entries, ...fresh];
      this.#status = page.length < PAGE_SIZE ? 'complete' : 'ready';
    } catch (error) {
      this.#error = error;
      this.#status = 'ready';
    }
  }

  /** The entries before and after this one; undefined where the gallery (so far) ends. */
  around(entryId: string): { readonly before: EntrySummary | undefined; readonly after: EntrySummary | undefined } {
    const at = this.#entries.findIndex((entry) => entry.id === entryId);
    return { before: this.#entries[at - 1], after: at < 0 ? undefined : this.#entries[at + 1] };
  }
}

const keyOf = (slug: string): string => `gallery ${slug}`;

/** The gallery of this visit: coming back to it, one finds it as one left it. */
export function galleryOf(slug: string): Gallery {
  const known = recall<Gallery>(keyOf(slug));
  if (known) return known;
  const made = new Gallery((offset, limit) => getEntries(slug, offset, limit));
  keep(keyOf(slug), made);
  return made;
}
