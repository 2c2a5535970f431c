import { END_BYTE } from './compact-ballots.ts';
import { get, i32, I32, instanceOf, moduleOf, number, repeat, set, v128, V128 } from './wasm-module.ts';

/** Bytes of counters for each possible byte of a ballot; what follows begins behind 256 rows of the widest kind. */
const COUNTERS = 0;
const ONE_HOT = 1 << 16;
const SUMS = 1 << 17;
const INPUT = 1 << 18;
/** Ballot bytes at a time. */
const INPUT_BYTES = 1 << 18;
/** A byte counts as many ballots, a short number as many blocks of them. */
const BLOCK = 255;
const MOST_BLOCKS = 256;

/**
 * For entries i and j at `[i * entries + j]`: ballots that list j above i, and for j = i ballots that list i. The ballots must
 * be without ties. Null where the engine has no vector instructions.
 *
 * A ballot is read byte by byte with a mask of the entries so far, one byte for each; the mask is subtracted from the row of
 * counters of the entry just read, 16 counters at once. The end of a ballot empties the mask without a branch, as the
 * lengths of ballots cannot be foreseen.
 */
export function countAbove(entries: number, bytes: Uint8Array): Float64Array | null {
  const vectors = Math.max(1, Math.ceil(entries / 16));
  const instance = instanceOf(`pairs of ${String(vectors)}`, () => kernel(vectors));
  if (!instance) return null;
  const width = vectors * 16;
  const { memory, run } = instance;
  const space = new Uint8Array(memory.buffer);
  const sums = new Uint16Array(memory.buffer, SUMS, entries * width);
  for (let index = 0; index < entries; index++) space[ONE_HOT + index * width + index] = 0xff;
  const result = new Float64Array(entries * entries);
  const drain = (): void => {
    for (let i = 0; i < entries; i++)
      for (let j = 0; j < entries; j++) {
        const at = i * entries + j;
        result[at] = (result[at] as number) + (sums[i * width + j] as number);
      }
    sums.fill(0);
  };
  for (let start = 0; start < bytes.length;) {
    let end = Math.min(bytes.length, start + INPUT_BYTES);
    // Whole ballots only: a mask does not outlive a call.
    if (end < bytes.length) end = bytes.lastIndexOf(END_BYTE, end - 1) + 1;
    space.set(bytes.subarray(start, end), INPUT);
    for (let at = INPUT; at < INPUT + end - start; drain())
      at = run['count']?.(at, INPUT + end - start, entries * width) ?? Number.NaN;
    start = end;
  }
  return result;
}

/** Reads ballots from `at` to `end`, until all are read or the sums could overflow. Gives the place where it stopped. */
function kernel(vectors: number): Uint8Array {
  const width = vectors * 16;
  const [at, end, counterBytes, byte, row, left, cursor, blocks, keep] = [0, 1, 2, 3, 4, 5, 6, 7, 8] as const;
  const masks = Array.from({ length: vectors }, (_, index) => keep + 1 + index);
  const readByte = [
    set(byte, i32.loadByte(get(at))),
    set(row, i32.mul(get(byte), number(width))),
    // All ones, but for the end of a ballot nothing.
    set(keep, v128.splatBytes(i32.shiftRight(i32.sub(get(byte), number(END_BYTE)), number(31)))),
    ...masks.flatMap((mask, index) => [
      set(mask, v128.or(v128.and(get(mask), get(keep)), v128.load(get(row), ONE_HOT + index * 16))),
      v128.store(get(row), COUNTERS + index * 16, v128.subBytes(v128.load(get(row), COUNTERS + index * 16), get(mask))),
    ]),
    set(left, i32.sub(get(left), i32.eq(get(byte), number(END_BYTE)))),
    set(at, i32.add(get(at), number(1))),
  ];
  const addUp = (half: 0 | 16, part: typeof v128.lowBytesAsShorts) =>
    v128.store(
      i32.add(get(cursor), get(cursor)),
      SUMS + half,
      v128.addShorts(v128.load(i32.add(get(cursor), get(cursor)), SUMS + half), part(v128.load(get(cursor), COUNTERS))),
    );
  const hasMore = i32.lessThan(get(at), get(end));
  const block = [
    set(left, number(BLOCK)),
    repeat(readByte, i32.and(hasMore, i32.ne(get(left), number(0)))),
    set(cursor, number(0)),
    repeat(
      [
        addUp(0, v128.lowBytesAsShorts),
        addUp(16, v128.highBytesAsShorts),
        v128.store(get(cursor), COUNTERS, v128.zero),
        set(cursor, i32.add(get(cursor), number(16))),
      ],
      i32.lessThan(get(cursor), get(counterBytes)),
    ),
    set(blocks, i32.add(get(blocks), number(1))),
  ];
  const body = [repeat(block, i32.and(hasMore, i32.lessThan(get(blocks), number(MOST_BLOCKS)))), get(at)];
  const count = {
    parameters: 3,
    locals: [
      [5, I32],
      [1 + vectors, V128],
    ] as const,
    body,
  };
  return moduleOf({ count }, (INPUT + INPUT_BYTES) >> 16);
}
