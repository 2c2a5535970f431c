import { ELEMENTS, PARAMS, STORY } from 'shared/design/doc-keys.ts';
import type * as Y from 'yjs';

/** A place in a document and what it said before it was first written here: nothing is `null`. */
export type Touched = readonly [path: string, before: unknown];

/**
 * The places of a document that were written here since everything was last stored. What others write is not among
 * them: doing one's own edits again must not do theirs again.
 */
export class TouchedPlaces {
  readonly #touched = new Map<string, unknown>();
  #news: Touched[] = [];
  #story: string;

  constructor(doc: Y.Doc) {
    this.#story = doc.getText(STORY).toString();
    doc.getMap(PARAMS).observe(({ changes, transaction }) => {
      if (!transaction.local) return;
      for (const [key, { oldValue }] of changes.keys) this.#touch(`${PARAMS}.${key}`, oldValue);
    });
    doc.getMap(ELEMENTS).observeDeep((events, { local }) => {
      if (local) for (const event of events) this.#touchElement(event);
    });
    doc.getText(STORY).observe(({ target, transaction }) => {
      if (transaction.local) this.#touch(STORY, this.#story);
      this.#story = target.toString();
    });
  }

  /** Places that were touched for the first time since this was last called. */
  takeNews(): readonly Touched[] {
    const news = this.#news;
    this.#news = [];
    return news;
  }

  get all(): readonly Touched[] {
    return [...this.#touched];
  }

  /** What was touched in an earlier page load and is not stored either; it counts before what this one has touched. */
  restore(touched: readonly Touched[]): void {
    const later = this.all;
    this.#touched.clear();
    for (const [path, before] of [...touched, ...later]) if (!this.#touched.has(path)) this.#touched.set(path, before);
  }

  /** Everything is stored: from now on it counts anew. */
  clear(): void {
    this.#touched.clear();
    this.#news = [];
  }

  #touchElement({ target, changes }: Y.YEvent<Y.AbstractType<unknown>>): void {
    const id = target.parent === null ? null : target._item?.parentSub;
    for (const [key, { oldValue }] of changes.keys)
      this.#touch(typeof id === 'string' ? `${ELEMENTS}.${id}.${key}` : `${ELEMENTS}.${key}`, id ? oldValue : null);
  }

  #touch(path: string, before: unknown): void {
    if (this.#touched.has(path)) return;
    const known = before ?? null;
    this.#touched.set(path, known);
    this.#news.push([path, known]);
  }
}
