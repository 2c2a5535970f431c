import type { Language } from 'shared/localized.ts';

/** What a link to a page shows where it is shared. */
export interface PageMeta {
  readonly title: string;
  readonly description: string;
  /** Path of a picture on this site. */
  readonly image?: string;
}

/** What the page at `path` is about; `null` when it would show something that does not exist. */
export type PageMetaOf = (parameter: string, language: Language) => Promise<PageMeta | null>;

/** The pages that say what they are about, by the beginning of their path; the next segment is the parameter. */
export class PageMetaRegister {
  readonly #lookups = new Map<string, PageMetaOf>();

  /** @param prefix such as `/c/` */
  add(prefix: string, lookup: PageMetaOf): void {
    this.#lookups.set(prefix, lookup);
  }

  /** @returns `undefined` when nobody registered the page, so that the site's own words stand */
  async find(path: string, language: Language): Promise<PageMeta | null | undefined> {
    const parts = /^(\/[^/]+\/)([^/]+)/.exec(path);
    const lookup = this.#lookups.get(parts?.[1] ?? '');
    if (!lookup || parts?.[2] === undefined) return undefined;
    return lookup(decodeURIComponent(parts[2]), language); // Fastify has refused what cannot be decoded
  }
}
