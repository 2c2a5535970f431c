import type { Dealt, Papers } from '../papers.ts';
import type { StrictBallots } from '../strict-ballots.ts';
import { END_BYTE } from './compact-ballots.ts';
import {
  bitmask,
  get,
  i32,
  I32,
  type Instance,
  instanceOf,
  moduleOf,
  number,
  repeat,
  set,
  v128,
  V128,
} from './wasm-module.ts';

/** For each possible byte a bit: whether the search for the next entry stops there. */
const STOPS = 0;
/** For each possible byte four bytes: marks of the papers that go there, how many they are, where the next one is put. */
const SIZES = 1024;
const PAPERS = 2048;
const CURSORS = 3072;
/** For each paper where what is left of it begins, and how many bytes it has; behind that the stacks. */
const FOUND = 4096;
/** Vectors are written whole: what is behind a stack may be overwritten by its last paper. */
const SLACK = 16;
const PAGE = 1 << 16;
/** Beyond that the stacks of a whole count could be more than a memory holds. */
const MOST_BYTES = 1 << 27;

/**
 * Papers without weights whose marks are bytes, sixteen bytes at a time and with hardly a branch; null for others, and where the
 * engine has no vector instructions. Lengths of ballots cannot be foreseen, and a plain loop guesses wrongly twice a paper.
 */
export function vectorPapers({ entries, marks, counts, total }: StrictBallots): Papers | null {
  if (counts || !(marks instanceof Uint8Array) || marks.length > MOST_BYTES) return null;
  const instance = instanceOf('papers', kernel);
  if (!instance) return null;
  const space = new Space(instance, FOUND + total * 8);
  const stacks = new Map<number, number>();
  const all = space.take(marks.length);
  new Uint8Array(instance.memory.buffer).set(marks, all);
  stacks.set(all, marks.length);
  return {
    all,
    deal(given, inRace) {
      new Uint8Array(instance.memory.buffer, STOPS, 32).set(bitsOf(inRace));
      new Uint32Array(instance.memory.buffer, SIZES, 512).fill(0);
      let found = FOUND;
      for (const start of given) {
        const size = stacks.get(start) ?? 0;
        if (size > 0) found = instance.run['find']?.(start, start + size, found) ?? found;
        stacks.delete(start);
      }
      const [sizes, papers] = [SIZES, PAPERS].map((at) => new Uint32Array(instance.memory.buffer, at, 256).slice()) as [
        Uint32Array,
        Uint32Array,
      ];
      const dealt = entries.flatMap((_, entry): Dealt[] => {
        const size = sizes[entry] as number;
        if (size === 0) return [];
        const stack = space.take(size);
        stacks.set(stack, size);
        return [{ entry, papers: papers[entry] as number, stack }];
      });
      const nowhere = space.reserve(sizes[END_BYTE] as number);
      const cursors = new Uint32Array(instance.memory.buffer, CURSORS, 256);
      for (const { entry, stack } of dealt) cursors[entry] = stack;
      cursors[END_BYTE] = nowhere;
      if (found > FOUND) instance.run['copy']?.(FOUND, found);
      return dealt;
    },
  };
}

/** Memory that is given out and never taken back: a count ends before it could matter. */
class Space {
  readonly #instance: Instance;
  #free: number;

  constructor(instance: Instance, free: number) {
    this.#instance = instance;
    this.#free = free;
  }

  take(bytes: number): number {
    const at = this.reserve(bytes);
    this.#free += bytes + SLACK;
    return at;
  }

  /** Where so many bytes can be written for the moment. */
  reserve(bytes: number): number {
    const { memory } = this.#instance;
    const missing = this.#free + bytes + 2 * SLACK - memory.buffer.byteLength;
    // More than is needed right now, as growing has its price.
    if (missing > 0) memory.grow(Math.ceil(missing / PAGE) + 64);
    return this.#free;
  }
}

function bitsOf(inRace: Uint8Array): Uint8Array {
  const bits = new Uint8Array(32);
  const stop = (byte: number): void => {
    bits[byte >> 3] = (bits[byte >> 3] as number) | (1 << (byte & 7));
  };
  for (const [entry, is] of inRace.entries()) if (is === 1) stop(entry);
  stop(END_BYTE);
  return bits;
}

function kernel(): Uint8Array {
  return moduleOf({ find: find(), copy: copy() }, 1);
}

/** From a place to the next byte of which something holds; the place is moved in steps of sixteen until a vector has one. */
function seek(at: number, hits: number, holds: readonly number[]) {
  return repeat(
    [set(hits, bitmask(holds)), set(at, i32.add(get(at), i32.trailingZeros(i32.or(get(hits), number(1 << 16)))))],
    i32.eq(get(hits), number(0)),
  );
}

/** Notes for each paper from `at` to `end` what is left of it, and sums up by the entry that it goes to. Gives where the notes end. */
function find() {
  const [at, end, notes, hits, start, mark, bytes, low, high] = [0, 1, 2, 3, 4, 5, 6, 7, 8] as const;
  const bits = v128.constant([1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128]);
  const row = v128.shiftBytes(get(bytes), number(3));
  // Bytes of the table are found by the upper five bits: sixteen in each half, and what is out of a half is nothing there.
  const table = v128.or(
    v128.swizzle(get(low), row),
    v128.swizzle(get(high), v128.subBytes(row, v128.splatBytes(number(16)))),
  );
  const bit = v128.swizzle(bits, v128.and(get(bytes), v128.splatBytes(number(7))));
  const stops = [...set(bytes, v128.load(get(at), 0)), ...v128.equalBytes(v128.and(table, bit), bit)];
  const add = (table: number, amount: readonly number[]) => {
    const cell = i32.mul(get(mark), number(4));
    return i32.store(cell, table, i32.add(i32.load(cell, table), amount));
  };
  return {
    parameters: 3,
    locals: [
      [3, I32],
      [3, V128],
    ] as const,
    body: [
      set(low, v128.load(number(STOPS), 0)),
      set(high, v128.load(number(STOPS), 16)),
      repeat(
        [
          seek(at, hits, stops),
          set(start, get(at)),
          set(mark, i32.loadByte(get(at))),
          seek(at, hits, v128.equalBytes(v128.load(get(at), 0), v128.splatBytes(number(END_BYTE)))),
          set(at, i32.add(get(at), number(1))),
          i32.store(get(notes), 0, get(start)),
          i32.store(get(notes), 4, i32.sub(get(at), get(start))),
          add(SIZES, i32.sub(get(at), get(start))),
          add(PAPERS, number(1)),
          set(notes, i32.add(get(notes), number(8))),
        ],
        i32.lessThan(get(at), get(end)),
      ),
      get(notes),
    ],
  };
}

/** Copies each noted paper to where its entry's stack goes on. */
function copy() {
  const [notes, end, from, left, to, cell] = [0, 1, 2, 3, 4, 5] as const;
  return {
    parameters: 2,
    locals: [[4, I32]] as const,
    body: [
      repeat(
        [
          set(from, i32.load(get(notes), 0)),
          set(left, i32.load(get(notes), 4)),
          set(cell, i32.mul(i32.loadByte(get(from)), number(4))),
          set(to, i32.load(get(cell), CURSORS)),
          i32.store(get(cell), CURSORS, i32.add(get(to), get(left))),
          repeat(
            [
              v128.store(get(to), 0, v128.load(get(from), 0)),
              set(to, i32.add(get(to), number(16))),
              set(from, i32.add(get(from), number(16))),
              set(left, i32.sub(get(left), number(16))),
            ],
            i32.lessThanSigned(number(0), get(left)),
          ),
          set(notes, i32.add(get(notes), number(8))),
        ],
        i32.lessThan(get(notes), get(end)),
      ),
      get(notes),
    ],
  };
}
