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
/** The bits on top of the sixteen bytes of a vector, as a number. */
export const bitmask = (vector: Code): Code => [...vector, 0xfd, 0x64];
const binary =
  (...operator: readonly number[]) =>
  (a: Code, b: Code): Code => [...a, ...b, ...operator];
export const i32 = {
  ne: binary(0x47),
  eq: binary(0x46),
  /** Without a sign. */
  lessThan: binary(0x49),
  lessThanSigned: binary(0x48),
  add: binary(0x6a),
  sub: binary(0x6b),
  mul: binary(0x6c),
  and: binary(0x71),
  or: binary(0x72),
  trailingZeros: (value: Code): Code => [...value, 0x68],
  load: (address: Code, offset: number): Code => [...address, 0x28, 0, ...unsigned(offset)],
  store: (address: Code, offset: number, value: Code): Code => [...address, ...value, 0x36, 0, ...unsigned(offset)],
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
  constant: (bytes: readonly number[]): Code => [...simd(0x0c), ...bytes],
  /** Bytes of the first by the numbers in the second; 0 for numbers from 16. */
  swizzle: binary(...simd(0x0e)),
  equalBytes: binary(...simd(0x23)),
  /** To the right, without the sign. */
  shiftBytes: binary(...simd(0x6d)),
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

export interface Function {
  /** How many whole numbers it takes; it gives one. */
  readonly parameters: number;
  readonly locals: readonly (readonly [count: number, type: number])[];
  readonly body: readonly Code[];
}

/** A module with these functions and a memory of so many pages of 64 kB, which may grow. */
export function moduleOf(functions: Readonly<Record<string, Function>>, pages: number): Uint8Array {
  const section = (id: number, content: Code): Code => [id, ...unsigned(content.length), ...content];
  const list = (items: readonly Code[]): Code => [...unsigned(items.length), ...items.flat()];
  const name = (text: string): Code => list([...text].map((letter) => [letter.charCodeAt(0)]));
  const all = Object.entries(functions);
  const code = ({ locals, body }: Function): Code => {
    const bytes = [...list(locals.map(([count, type]) => [...unsigned(count), type])), ...body.flat(), 0x0b];
    return [...unsigned(bytes.length), ...bytes];
  };
  const type = ({ parameters }: Function): Code => [
    0x60,
    ...list(new Array<Code>(parameters).fill([I32])),
    ...list([[I32]]),
  ];
  return Uint8Array.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, list(all.map(([, one]) => type(one)))),
    ...section(3, list(all.map((_, index) => unsigned(index)))),
    ...section(5, list([[0, ...unsigned(pages)]])),
    ...section(
      7,
      list([...all.map(([key], index) => [...name(key), 0, ...unsigned(index)]), [...name('memory'), 2, 0]]),
    ),
    ...section(10, list(all.map(([, one]) => code(one)))),
  ]);
}

export interface Instance {
  readonly run: Readonly<Record<string, (...numbers: number[]) => number>>;
  readonly memory: { readonly buffer: ArrayBuffer; readonly grow: (pages: number) => number };
}
/** What JavaScript engines offer and the language's own types do not name. */
interface Engine {
  readonly Module: new (bytes: Uint8Array) => unknown;
  readonly Instance: new (module: unknown) => { readonly exports: unknown };
  readonly validate: (bytes: Uint8Array) => boolean;
}

const modules = new Map<string, unknown>();

/** A module with a memory of its own; null where the engine does not take it. @param key the same for the same module */
export function instanceOf(key: string, make: () => Uint8Array): Instance | null {
  const { WebAssembly: engine } = globalThis as { readonly WebAssembly?: Engine };
  if (!engine) return null;
  let module = modules.get(key);
  if (module === undefined) {
    const bytes = make();
    module = engine.validate(bytes) ? new engine.Module(bytes) : null;
    modules.set(key, module);
  }
  if (module === null) return null;
  const exports = new engine.Instance(module).exports as Instance['run'] & Pick<Instance, 'memory'>;
  return { run: exports, memory: exports.memory };
}
