import * as encoding from 'lib0/encoding';
import { ELEMENTS } from 'shared/design/doc-keys.ts';
import * as Y from 'yjs';

/** What a move sets: centre x and y, width, height, angle. */
export type Transform = readonly [number, number, number, number, number];

const ITEM_WITH_ORIGIN_AND_KEY = 0x80 | 0x20 | 8;

/** Where an element stands in a document: what the next move of it comes after. */
interface Last {
  client: number;
  clock: number;
}

/**
 * One person who moves elements of their own about, as updates in Yjs' first format. Written by hand: a document for each
 * of hundreds of writers would cost the load more than the server. That what everybody ends up with is what was written
 * here is checked after every run.
 */
export class Mover {
  readonly clientId: number;
  /** The clock of the next move. */
  clock = 0;
  /** What was written last, by element. */
  readonly written = new Map<string, Transform>();
  readonly #elements: readonly { readonly id: string; readonly last: Last }[];

  /** @param elements the ids of the elements that nobody else moves */
  constructor(clientId: number, base: Y.Doc, elements: readonly string[]) {
    this.clientId = clientId;
    this.#elements = elements.map((id) => ({ id, last: lastOf(base, id) }));
  }

  move(): Uint8Array {
    const { clock, clientId } = this;
    const element = this.#elements[clock % this.#elements.length];
    if (!element) throw new Error('Nobody can move nothing.');
    const transform: Transform = [200 + ((clock * 7) % 100), 200 + ((clock * 13) % 100), 60, 60, 0];
    const bytes = moveBytes(clientId, clock, element.last, transform);
    element.last.client = clientId;
    element.last.clock = clock;
    this.written.set(element.id, transform);
    this.clock = clock + 1;
    return bytes;
  }
}

function moveBytes(clientId: number, clock: number, last: Last, transform: Transform): Uint8Array {
  const encoder = encoding.createEncoder();
  const write = (value: number): void => encoding.writeVarUint(encoder, value);
  write(1); // one client
  write(1); // one struct
  write(clientId);
  write(clock);
  encoding.writeUint8(encoder, ITEM_WITH_ORIGIN_AND_KEY);
  write(last.client);
  write(last.clock);
  write(1); // one value
  encoding.writeAny(encoder, [...transform]);
  write(1); // deletes of one client
  write(last.client);
  write(1); // one range
  write(last.clock);
  write(1);
  return encoding.toUint8Array(encoder);
}

function lastOf(base: Y.Doc, id: string): Last {
  const element = base.getMap(ELEMENTS).get(id);
  const item = element instanceof Y.Map ? element._map.get('xf') : undefined;
  if (!item) throw new Error(`There is no element ${id}.`);
  return { client: item.id.client, clock: item.id.clock };
}
