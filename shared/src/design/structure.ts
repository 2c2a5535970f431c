import type { Decoder } from 'lib0/decoding';
import * as Y from 'yjs';
import { ELEMENT_KEYS, ELEMENTS, isElementId, isText, META, PARAMS, STORY, type ValueForm } from './doc-keys.ts';
import { GONE, idOf, IN_STORY, isSamePlace, type KnownStructs, type Place } from './known-structs.ts';
import { inOrderOfNames } from './struct-order.ts';

/** Far above what people do in one message, also after hours without a network; far below what hurts. */
const LIMITS = {
  bytes: 256 * 1024,
  structs: 10_000,
  // Letters that name neighbours at random make every later one look through all of them: 9,000 cost a second.
  storyStructs: 1_000,
  deletes: 20_000,
  clocks: 50_000,
  // Page loads without a network, one client each. Each may set what the others set, which Yjs then looks through.
  writers: 64,
  // Structs that Yjs looks through to find where others belong: so many take it some hundredths of a second.
  conflicts: 500_000,
  // Also of those that are hidden: they stay with the design.
  elements: 10_000,
} as const;

/** What is wrong with the form of an update. */
export type StructureFault =
  | 'malformed'
  | 'trailing_bytes'
  | 'too_large'
  | 'too_many_structs'
  | 'too_many_clients'
  | 'too_many_deletes'
  | 'too_many_conflicts'
  | 'too_many_elements'
  | 'run_too_long'
  | 'foreign_client'
  | 'gap'
  | 'unknown_reference'
  | 'conflicting_order'
  | 'unknown_root'
  | 'server_only'
  | 'unknown_key'
  | 'bad_key'
  | 'list_in_map'
  | 'key_in_text'
  | 'nested_too_deep'
  | 'bad_content'
  | 'bad_value'
  | 'deletes_unknown'
  | 'deletes_element';

export interface StructureContext {
  /** What the document holds that the update is going to be applied to. */
  readonly known: KnownStructs;
  /** The keys that the parameters may have (`parameterKeys`). */
  readonly parameters: ReadonlyMap<string, ValueForm>;
  /** Whether the sender may write as a Yjs client: as several, where they have worked in several page loads. */
  readonly mayWriteAs: (client: number) => boolean;
}

/** An update in Yjs' first format that could be read to its end. */
export interface DecodedUpdate {
  readonly structs: readonly (Y.Item | Y.GC | Y.Skip)[];
  readonly deleted: ReturnType<typeof Y.createDeleteSet>;
  /** The clients that wrote its structs. */
  readonly writers: readonly Writer[];
}

/** What an update has of one client. */
export interface Writer {
  readonly client: number;
  /** Where its first struct begins and its last one ends. */
  readonly clock: number;
  readonly end: number;
}

/** Reads an update without a document to apply it to; the fault where it is none, or too much. */
export function decodeUpdate(update: Uint8Array): DecodedUpdate | StructureFault {
  if (update.byteLength > LIMITS.bytes) return 'too_large';
  const decoded = decode(update);
  if (decoded === null) return 'malformed';
  if (!decoded.isWhole) return 'trailing_bytes';
  const { structs, ds } = decoded;
  if (structs.length > LIMITS.structs) return 'too_many_structs';
  const writers = writersOf(structs);
  return writers.length > LIMITS.writers ? 'too_many_clients' : { structs, deleted: ds, writers };
}

function writersOf(structs: DecodedUpdate['structs']): readonly Writer[] {
  const writers = new Map<number, Writer>();
  for (const { id, length } of structs)
    writers.set(id.client, {
      client: id.client,
      clock: writers.get(id.client)?.clock ?? id.clock,
      end: id.clock + length,
    });
  return [...writers.values()];
}

/**
 * What is wrong with one update, found without applying it (an update that throws halfway would stay half applied); null
 * when its form is right. Whatever passes leaves nothing pending, touches only keys that the document has, and puts
 * values of the right form there. Whether they are inside the space, `violations` says.
 */
export function structureFault(update: DecodedUpdate, context: StructureContext): StructureFault | null {
  const check = new StructureCheck(context);
  for (const struct of update.structs) {
    const fault = check.gather(struct);
    if (fault) return fault;
  }
  return check.structs() ?? check.deletes(update.deleted);
}

/** The client that wrote the structs of an update; null where there are none (or it cannot be read). */
export function writerOf(update: Uint8Array): number | null {
  return decode(update)?.structs[0]?.id.client ?? null;
}

/** What the last `WatchedDecoder` reads from. */
let watched: Decoder | null = null;

/** Yjs does not look whether anything is left after what it read: bytes of its second format read as an empty update. */
// One class for all: a new one for each update would make everything slow that reads with it.
class WatchedDecoder extends Y.UpdateDecoderV1 {
  constructor(decoder: Decoder) {
    super(decoder);
    watched = decoder;
  }
}

function decode(update: Uint8Array) {
  try {
    const { structs, ds } = Y.decodeUpdateV2(update, WatchedDecoder);
    return { structs, ds, isWhole: watched !== null && watched.pos === watched.arr.length };
  } catch {
    return null;
  } finally {
    // The bytes are not to be kept for as long as nothing else is read.
    watched = null;
  }
}

/** Neighbours in the document; null: its beginning or its end. */
interface Between {
  readonly left: Y.ID | null;
  readonly right: Y.ID | null;
}
interface OwnStruct extends Between {
  readonly clock: number;
  readonly end: number;
  readonly place: Place;
}
const NOWHERE: Between = { left: null, right: null };

/** What an update has of one client. */
interface OwnClient {
  /** Where the document's own of it ends. */
  readonly start: number;
  /** Where the update's ends. */
  next: number;
  /** What the document does not have, ascending by clock. */
  readonly fresh: (Y.Item | Y.GC)[];
  /** Those of them that have been looked at. */
  readonly seen: OwnStruct[];
}

/** One update: first whose structs they are, then struct by struct, each after those that it names. */
class StructureCheck {
  readonly #context: StructureContext;
  readonly #own = new Map<number, OwnClient>();
  #clocks = 0;
  #structs = 0;
  #storyStructs = 0;
  #conflicts = 0;
  readonly #elements = new Set<string>();
  readonly #firsts = new Set<string>();
  readonly #origins = new Set<string>();

  constructor(context: StructureContext) {
    this.#context = context;
  }

  gather(struct: Y.Item | Y.GC | Y.Skip): StructureFault | null {
    const { client, clock } = struct.id;
    const known = this.#own.get(client);
    if (!known && !this.#context.mayWriteAs(client)) return 'foreign_client';
    if (struct.length < 1) return 'malformed';
    const start = known?.start ?? this.#context.known.clock(client);
    if (struct instanceof Y.Skip || (known ? clock !== known.next : clock > start)) return 'gap';
    const own = known ?? { start, next: 0, fresh: [], seen: [] };
    if (!known) this.#own.set(client, own);
    own.next = clock + struct.length;
    // Sent again, for example after a reconnect: Yjs skips it, and so what it claims does not matter.
    if (own.next <= start) return null;
    own.fresh.push(struct);
    return (this.#clocks += own.next - Math.max(clock, start)) > LIMITS.clocks ? 'run_too_long' : null;
  }

  structs(): StructureFault | null {
    const ordered = inOrderOfNames([...this.#own].map(([client, { fresh }]) => [client, fresh]));
    if (ordered === null) return 'unknown_reference';
    for (const struct of ordered) {
      const own = this.#own.get(struct.id.client);
      const fault = own ? this.#addNew(struct, own) : 'foreign_client';
      if (fault) return fault;
    }
    return null;
  }

  #addNew(struct: Y.Item | Y.GC, { start, seen }: OwnClient): StructureFault | null {
    const { client, clock } = struct.id;
    const place = struct instanceof Y.Item ? this.#placeOf(struct) : GONE;
    if (typeof place === 'string') return place;
    // The known part of a struct is skipped and its rest is joined to it: both have to be in the same place.
    if (clock < start) {
      const known = this.#context.known.placeAt(client, start - 1);
      if (known === null || !isSamePlace(known, place)) return 'conflicting_order';
    }
    if (place.in === 'elements') this.#elements.add(place.key);
    const between = struct instanceof Y.Item ? this.#between(struct) : NOWHERE;
    seen.push({ clock, end: clock + struct.length, place, ...between });
    this.#structs += 1;
    if (!(struct instanceof Y.Item)) return null;
    return (
      this.#orderFault(struct, place) ??
      this.#contentFault(struct, place) ??
      this.#conflictFault(struct, place, between)
    );
  }

  #placeOf(item: Y.Item): Place | StructureFault {
    if (item.origin || item.rightOrigin) {
      const left = item.origin && this.#lookUp(item.origin);
      const right = item.rightOrigin && this.#lookUp(item.rightOrigin);
      if ((item.origin && !left) || (item.rightOrigin && !right)) return 'unknown_reference';
      if (left?.in === 'gone' || right?.in === 'gone') return GONE;
      if (left && right && !isSamePlace(left, right)) return 'conflicting_order';
      return left ?? right ?? 'unknown_reference';
    }
    // While an update is only decoded, a parent is the name of a root or the id of an item.
    const parent = item.parent as unknown as string | Y.ID | null;
    if (parent === null) return 'malformed';
    return typeof parent === 'string' ? placeInRoot(parent, item.parentSub) : this.#placeInMap(parent, item.parentSub);
  }

  #placeInMap(parent: Y.ID, key: string | null): Place | StructureFault {
    const owner = this.#lookUp(parent);
    if (owner === null) return 'unknown_reference';
    if (owner.in === 'gone') return GONE;
    if (owner.in === 'meta') return 'server_only';
    if (owner.in !== 'elements') return 'nested_too_deep';
    return key === null ? 'list_in_map' : { in: 'element', key, parent: idOf(parent) };
  }

  #lookUp(id: Y.ID): Place | null {
    const { known } = this.#context;
    if (id.clock < known.clock(id.client)) return known.placeAt(id.client, id.clock);
    return this.#ownAt(id)?.place ?? null;
  }

  #ownAt({ client, clock }: Y.ID): OwnStruct | null {
    const structs = this.#own.get(client)?.seen ?? [];
    let low = 0;
    let high = structs.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const struct = structs[middle];
      if (!struct) return null;
      if (clock < struct.clock) high = middle - 1;
      else if (clock >= struct.end) low = middle + 1;
      else return struct;
    }
    return null;
  }

  /**
   * Who sets a key puts the new value behind the last one that they know: at most once per update without a
   * predecessor, never twice behind the same one, never before anything. Anything else only makes merging slow. That is
   * so for each client: two windows of one person do not know of each other while there is no network.
   */
  #orderFault(item: Y.Item, place: Place): StructureFault | null {
    const { client } = item.id;
    if (place.in === 'gone') return null;
    if (place.in === 'story') return (this.#storyStructs += 1) > LIMITS.storyStructs ? 'too_many_structs' : null;
    if (item.rightOrigin) return 'conflicting_order';
    const [seen, mark] = item.origin
      ? [this.#origins, `${client} ${idOf(item.origin)}`]
      : [this.#firsts, JSON.stringify([client, place.in, place.parent, place.key])];
    if (seen.has(mark)) return 'conflicting_order';
    seen.add(mark);
    return null;
  }

  /** The structs of the document between which an own one comes, also where it names own ones as its neighbours. */
  #between({ origin, rightOrigin }: Y.Item): Between {
    const isOwn = (id: Y.ID): boolean => id.clock >= (this.#own.get(id.client)?.start ?? Infinity);
    return {
      left: origin && isOwn(origin) ? (this.#ownAt(origin)?.left ?? null) : origin,
      right: rightOrigin && isOwn(rightOrigin) ? (this.#ownAt(rightOrigin)?.right ?? null) : rightOrigin,
    };
  }

  /** Who names neighbours that have long had others between them makes Yjs look through all of those, every time. */
  #conflictFault({ parent }: Y.Item, place: Place, { left, right }: Between): StructureFault | null {
    if (place.in === 'gone') return null;
    const { known } = this.#context;
    const root = parent as unknown as string | Y.ID | null;
    const most = LIMITS.conflicts - this.#conflicts;
    const passed = known.countBetween({ place, map: typeof root === 'string' ? null : root, left, right }, most);
    this.#conflicts += passed > 0 ? passed + this.#structs : 0;
    return this.#conflicts >= LIMITS.conflicts ? 'too_many_conflicts' : null;
  }

  #contentFault({ content }: Y.Item, place: Place): StructureFault | null {
    if (place.in === 'meta') return 'server_only';
    if (content instanceof Y.ContentDeleted) return null;
    switch (place.in) {
      case 'story':
        if (!(content instanceof Y.ContentString)) return 'bad_content';
        return isText(content.str) ? null : 'bad_value';
      case 'elements':
        if (!isElementId(place.key)) return 'bad_key';
        if (!(content instanceof Y.ContentType) || content.type.constructor !== Y.Map) return 'bad_content';
        return this.#context.known.elements + this.#elements.size > LIMITS.elements ? 'too_many_elements' : null;
      case 'params':
        return valueFault(content, this.#context.parameters.get(place.key));
      case 'element':
        return valueFault(
          content,
          Object.hasOwn(ELEMENT_KEYS, place.key) ? ELEMENT_KEYS[place.key as keyof typeof ELEMENT_KEYS] : undefined,
        );
      case 'gone':
        return content instanceof Y.ContentAny || content instanceof Y.ContentString ? null : 'bad_content';
      case 'elsewhere':
        return 'unknown_root';
    }
  }

  deletes(deleted: ReturnType<typeof Y.createDeleteSet>): StructureFault | null {
    const { known } = this.#context;
    const lists = [...deleted.clients];
    if (lists.reduce((count, [, ranges]) => count + ranges.length, 0) > LIMITS.deletes) return 'too_many_deletes';
    for (const [client, ranges] of lists) {
      const end = Math.max(known.clock(client), this.#own.get(client)?.next ?? 0);
      let next = 0;
      for (const { clock, len } of ranges) {
        if (len < 1 || clock + len > end) return 'deletes_unknown';
        // Yjs merges what it sends; thousands of ranges over the same structs would only take long.
        if (clock < next) return 'conflicting_order';
        next = clock + len;
        const fault = this.#deletedFault(client, clock, len);
        if (fault) return fault;
      }
    }
    return null;
  }

  #deletedFault(client: number, clock: number, length: number): StructureFault | null {
    for (const place of this.#context.known.livePlaces(client, clock, length)) {
      if (place.in === 'meta') return 'server_only';
      // Where two people made the same element, one of the two replaces the other; nothing else ends an element.
      if (place.in === 'elements' && !this.#elements.has(place.key)) return 'deletes_element';
    }
    return null;
  }
}

function placeInRoot(root: string, key: string | null): Place | StructureFault {
  switch (root) {
    case PARAMS:
      return key === null ? 'list_in_map' : { in: 'params', key, parent: '' };
    case ELEMENTS:
      return key === null ? 'list_in_map' : { in: 'elements', key, parent: '' };
    case STORY:
      return key === null ? IN_STORY : 'key_in_text';
    case META:
      return 'server_only';
    default:
      return 'unknown_root';
  }
}

function valueFault(content: Y.Item['content'], form: ValueForm | undefined): StructureFault | null {
  if (form === undefined) return 'unknown_key';
  // Several: values that were overwritten in turn and that an undo may still need travel as one struct; the last counts.
  if (!(content instanceof Y.ContentAny)) return 'bad_content';
  return content.arr.every(form) ? null : 'bad_value';
}
