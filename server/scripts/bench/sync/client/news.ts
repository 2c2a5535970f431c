import * as Y from 'yjs';

/** What one client has written, as far as an update has it: clocks from `from` up to and without `to`. */
export interface Range {
  readonly client: number;
  readonly from: number;
  readonly to: number;
}

const KEPT = 8;

/**
 * Tells what is in updates. A server that sends the same bytes to fifty people has them decoded once here, since the load
 * shares the machine with it.
 */
export class News {
  readonly #known: { readonly bytes: Buffer; readonly ranges: readonly Range[] }[] = [];

  rangesOf(update: Buffer): readonly Range[] {
    return single(update) ?? this.#many(update);
  }

  #many(update: Buffer): readonly Range[] {
    const known = this.#known.find(({ bytes }) => bytes.equals(update));
    if (known) return known.ranges;
    const ranges = Y.decodeUpdate(update).structs.flatMap((struct) =>
      struct instanceof Y.Skip
        ? []
        : [{ client: struct.id.client, from: struct.id.clock, to: struct.id.clock + struct.length }],
    );
    this.#known.unshift({ bytes: Buffer.from(update), ranges });
    if (this.#known.length > KEPT) this.#known.pop();
    return ranges;
  }
}

const ITEM_WITH_ORIGIN_AND_KEY = 0x80 | 0x20 | 8;

/** The most frequent kind: one move, which is one value behind another; null where it is anything else. */
function single(update: Buffer): readonly Range[] | null {
  if (update[0] !== 1 || update[1] !== 1) return null;
  let at = 2;
  const read = (): number => {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = update[at] ?? 0;
      at += 1;
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) return value;
    }
  };
  const client = read();
  const from = read();
  if (update[at] !== ITEM_WITH_ORIGIN_AND_KEY) return null;
  at += 1;
  read();
  read();
  return read() === 1 ? [{ client, from, to: from + 1 }] : null;
}
