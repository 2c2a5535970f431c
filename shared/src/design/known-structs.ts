import * as Y from 'yjs';
import { ELEMENTS, META, PARAMS, STORY } from './doc-keys.ts';

/**
 * Where in a document something is written: a key of a root or of an element, the story, or nowhere any more (`gone`).
 * `parent` tells two maps apart that were written under the same element id.
 */
export interface Place {
  readonly in: 'meta' | 'params' | 'elements' | 'element' | 'story' | 'gone' | 'elsewhere';
  readonly key: string;
  readonly parent: string;
}

export const GONE: Place = { in: 'gone', key: '', parent: '' };
export const IN_STORY: Place = { in: 'story', key: '', parent: '' };

export function isSamePlace(a: Place, b: Place): boolean {
  return a.in === b.in && a.key === b.key && a.parent === b.parent;
}

/** What a document already holds, by the ids of Yjs. Only reads. */
export class KnownStructs {
  readonly #doc: Y.Doc;
  readonly #roots: ReadonlyMap<unknown, Place['in']>;

  constructor(doc: Y.Doc) {
    this.#doc = doc;
    this.#roots = new Map<unknown, Place['in']>([
      [doc.getMap(META), 'meta'],
      [doc.getMap(PARAMS), 'params'],
      [doc.getMap(ELEMENTS), 'elements'],
      [doc.getText(STORY), 'story'],
    ]);
  }

  /** The clock of the client's next struct; 0 for one that has written nothing. */
  clock(client: number): number {
    return Y.getState(this.#doc.store, client);
  }

  /** Null: there is no such struct. */
  placeAt(client: number, clock: number): Place | null {
    if (clock >= this.clock(client)) return null;
    return this.#placeOf(Y.getItem(this.#doc.store, Y.createID(client, clock)));
  }

  /** Where the structs of a range are written that are not deleted yet. */
  *livePlaces(client: number, clock: number, length: number): Generator<Place> {
    const structs = this.#doc.store.clients.get(client);
    if (!structs || clock >= this.clock(client)) return;
    for (let index = Y.findIndexSS(structs, clock); index < structs.length; index += 1) {
      const struct = structs[index];
      if (!struct || struct.id.clock >= clock + length) return;
      if (!struct.deleted) yield this.#placeOf(struct);
    }
  }

  #placeOf(struct: Y.GC | Y.Item): Place {
    if (!(struct instanceof Y.Item) || !(struct.parent instanceof Y.AbstractType)) return GONE;
    const root = this.#roots.get(struct.parent);
    if (root === 'story') return IN_STORY;
    if (root !== undefined) return { in: root, key: struct.parentSub ?? '', parent: '' };
    const owner = struct.parent._item;
    if (owner === null || this.#roots.get(owner.parent) !== 'elements') return { in: 'elsewhere', key: '', parent: '' };
    return { in: 'element', key: struct.parentSub ?? '', parent: idOf(owner.id) };
  }
}

export function idOf({ client, clock }: Y.ID): string {
  return `${client}/${clock}`;
}
