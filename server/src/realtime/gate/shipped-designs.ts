import type { DesignId } from 'shared/ids.ts';
import type { Space } from 'shared/space/schema.ts';

/** A committed document as bytes that never change: its state in Yjs' second format, and updates since in the first. */
export interface CommittedPieces {
  readonly base: Uint8Array | null;
  readonly tail: readonly Uint8Array[];
}

/** A design for the thread that tries out updates: what it lacks of it. */
export interface Shipment {
  readonly designId: DesignId;
  /** Undefined: it has it. */
  readonly space: Space | undefined;
  /** Undefined: it has it; null: there is none. */
  readonly base: Uint8Array | null | undefined;
  /** How many of the updates that it has are still some of the tail. */
  readonly keep: number;
  /** Those that come after them. */
  readonly tail: readonly Uint8Array[];
  /** A design that it is not going to be asked about soon. */
  readonly forget: DesignId | null;
}

const MOST_DESIGNS = 8;

/** Knows which designs a thread has, so that a design's state is copied to it once and not with every update. */
export class ShippedDesigns {
  /** Who was asked about last is last. */
  readonly #shipped = new Map<DesignId, CommittedPieces & { readonly space: Space }>();

  ship(designId: DesignId, { base, tail }: CommittedPieces, space: Space): Shipment {
    const known = this.#shipped.get(designId);
    const isKnown = known?.space === space && known.base === base;
    const keep = isKnown ? commonStart(known.tail, tail) : 0;
    this.#shipped.delete(designId);
    this.#shipped.set(designId, { base, tail: [...tail], space });
    return {
      designId,
      space: isKnown ? undefined : space,
      base: isKnown ? undefined : base && alone(base),
      keep,
      tail: tail.slice(keep).map(alone),
      forget: this.#forgetOne(),
    };
  }

  #forgetOne(): DesignId | null {
    const [oldest] = this.#shipped.keys();
    if (this.#shipped.size <= MOST_DESIGNS || oldest === undefined) return null;
    this.#shipped.delete(oldest);
    return oldest;
  }
}

/** To another thread goes the whole buffer that bytes are a part of. */
function alone(bytes: Uint8Array): Uint8Array {
  return bytes.byteLength === bytes.buffer.byteLength ? bytes : new Uint8Array(bytes);
}

function commonStart(known: readonly Uint8Array[], tail: readonly Uint8Array[]): number {
  const differs = tail.findIndex((update, index) => update !== known[index]);
  return differs < 0 ? tail.length : differs;
}
