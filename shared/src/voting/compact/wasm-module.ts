/** The few parts of WebAssembly that our kernels need: bytes in, bytes out. https://webassembly.github.io/spec/core/binary/ */

/** Code as the bytes that it becomes. */
export type Code = readonly number[];

export const unsigned = (value: number): number[] => {
  const bytes: number[] = [];
  do {
    const more = value >= 0x80 ? 0x80 : 0;
    bytes.push((value & 0x7f) | more);
    value = Math.floor(value / 0x80);
  } while (value > 0);
  return bytes;
};

export const signed = (value: number): number[] => {
  const bytes: number[] = [];
  for (;;) {
    const low = value & 0x7f;
    value >>= 7;
    if ((value === 0 && (low & 0x40) === 0) || (value === -1 && (low & 0x40) !== 0)) return [...bytes, low];
    bytes.push(low | 0x80);
  }
};

export const I32 = 0x7f;
export const V128 = 0x7b;
const VOID = 0x40;

export const get = (local: number): Code => [0x20, ...unsigned(local)];
export const set = (local: number, ...value: readonly Code[]): Code => [...value.flat(), 0x21, ...unsigned(local)];
export const number = (value: number): Code => [0x41, ...signed(value)];
const binary =
  (...operator: readonly number[]) =>
  (a: Code, b: Code): Code => [...a, ...b, ...operator];
export const i32 = {
  ne: binary(0x47),
  eq: binary(0x46),
  lessThan: binary(0x49),
  add: binary(0x6a),
  sub: binary(0x6b),
  mul: binary(0x6c),
  and: binary(0x71),
  /** With the sign. */
  shiftRight: binary(0x75),
  loadByte: (address: Code): Code => [...address, 0x2d, 0, 0],
};
const simd = (operator: number): readonly number[] => [0xfd, ...unsigned(operator)];
export const v128 = {
  load: (address: Code, offset: number): Code => [...address, ...simd(0x00), 0, ...unsigned(offset)],
  store: (address: Code, offset: number, value: Code): Code => [
    ...address,
    ...value,
    ...simd(0x0b),
    0,
    ...unsigned(offset),
  ],
  zero: [...simd(0x0c), ...new Array<number>(16).fill(0)] as Code,
  splatBytes: (value: Code): Code => [...value, ...simd(0x0f)],
  and: binary(...simd(0x4e)),
  or: binary(...simd(0x50)),
  subBytes: binary(...simd(0x71)),
  lowBytesAsShorts: (value: Code): Code => [...value, ...simd(0x89)],
  highBytesAsShorts: (value: Code): Code => [...value, ...simd(0x8a)],
  addShorts: binary(...simd(0x8e)),
};
/** Does it once, and again as long as the condition holds. */
export const repeat = (body: readonly Code[], condition: Code): Code => [
  0x03,
  VOID,
  ...body.flat(),
  ...condition,
  0x0d,
  0,
  0x0b,
];

/** A module with a memory and one function `run` of whole numbers that gives a whole number. */
export function moduleOf(
  parameters: number,
  locals: readonly (readonly [count: number, type: number])[],
  body: readonly Code[],
  pages: number,
): Uint8Array {
  const section = (id: number, content: Code): Code => [id, ...unsigned(content.length), ...content];
  const list = (items: readonly Code[]): Code => [...unsigned(items.length), ...items.flat()];
  const name = (text: string): Code => list([...text].map((letter) => [letter.charCodeAt(0)]));
  const code = [...list(locals.map(([count, type]) => [...unsigned(count), type])), ...body.flat(), 0x0b];
  return Uint8Array.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, list([[0x60, ...list(new Array<Code>(parameters).fill([I32])), ...list([[I32]])]])),
    ...section(3, list([[0]])),
    ...section(5, list([[0, ...unsigned(pages)]])),
    ...section(
      7,
      list([
        [...name('run'), 0, 0],
        [...name('memory'), 2, 0],
      ]),
    ),
    ...section(10, list([[...unsigned(code.length), ...code]])),
  ]);
}
