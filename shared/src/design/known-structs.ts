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

  /** How many elements there are, hidden ones too. */
  get elements(): number {
    return this.#doc.getMap(ELEMENTS)._map.size;
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

  /**
   * How many structs lie between two neighbours: so many Yjs looks through to find the place of one that names them.
   * @param gap `map`: whose key it is, for an element's
   * @param most more are not counted
   */
  countBetween(gap: Gap, most: number): number {
    let count = 0;
    let item = gap.left ? (this.#itemAt(gap.left)?.right ?? null) : this.#firstIn(gap);
    while (item !== null && count < most && !isIn(item, gap.right)) {
      count += 1;
      item = item.right;
    }
    return count;
  }

  #firstIn({ place, map }: Gap): Y.Item | null {
    const parent = map ? this.#typeAt(map) : this.#doc.share.get(place.in);
    if (!parent) return null;
    if (place.in === 'story') return parent._start;
    let first = parent._map.get(place.key) ?? null;
    while (first?.left) first = first.left;
    return first;
  }

  #typeAt(id: Y.ID): Y.AbstractType<unknown> | null {
    const content = this.#itemAt(id)?.content;
    return content instanceof Y.ContentType ? content.type : null;
  }

  #itemAt(id: Y.ID): Y.Item | null {
    if (id.clock >= this.clock(id.client)) return null;
    const struct: Y.Item | Y.GC = Y.getItem(this.#doc.store, id);
    return struct instanceof Y.Item ? struct : null;
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

/** Two neighbours in the same place; null: its beginning or its end. */
export interface Gap {
  readonly place: Place;
  readonly map: Y.ID | null;
  readonly left: Y.ID | null;
  readonly right: Y.ID | null;
}

function isIn({ id, length }: Y.Item, sought: Y.ID | null): boolean {
  return sought !== null && id.client === sought.client && id.clock <= sought.clock && sought.clock < id.clock + length;
}

export function idOf({ client, clock }: Y.ID): string {
  return `${client}/${clock}`;
}
