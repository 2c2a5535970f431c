import { fromHexString } from 'lib0/buffer';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { canonicalJson } from '../../canonical-json.ts';
import { sha256Hex } from '../../sha256.ts';
import type { Space } from '../schema.ts';
import type { EncodedChoice, EncodedRules } from './encoded-rules.ts';
import { Engine } from './engine.ts';
import type { Graph } from './graph.ts';
import { decodeGraph, encodeGraph, modelHash } from './graph-bytes.ts';
import type { Component, Diagram } from './numeric/component.ts';

/** Bytes that are no engine, or not that of the space at hand. */
export class EngineMismatch extends Error {
  override readonly name = 'EngineMismatch';
}

const FORMAT = 'mitwerk-engine/1';
const CHECK_BYTES = 8;
const ARRAYS = ['layerStart', 'edgeStart', 'edgeTo', 'edgeRun', 'runStart', 'runFrom', 'runTo'] as const;

/** SHA-256 of what the engine of a space depends on: parameters, rules and prices. */
export function rulesHash({ parameters, rules, priceLines = [], basePriceCents }: Space): string {
  return sha256Hex(canonicalJson({ parameters, rules, priceLines, basePriceCents }));
}

/** Encoded rules and their graph as bytes, so that who gets them need not encode and compile. */
export function encodeEngine(space: Space, rules: EncodedRules, graph: Graph | null): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarString(encoder, FORMAT);
  encoding.writeVarString(encoder, rulesHash(space));
  const { model, price, limits } = rules;
  const costs = [...new Set([price, ...limits.map(({ cost }) => cost)])];
  const plain = {
    model,
    choices: [...rules.choices],
    costs,
    limits: limits.map((limit) => ({ ...limit, cost: costs.indexOf(limit.cost) })),
    parts: rules.parts.map(({ cells, component: { variables, order, cells: size, ends } }) => {
      return { cells, component: { variables, order, cells: size, ends } };
    }),
  };
  const content = encoding.createEncoder();
  encoding.writeVarString(
    content,
    JSON.stringify(plain, (_, value: unknown) => (value instanceof Map ? [...value] : value)),
  );
  for (const { component } of rules.parts) for (const name of ARRAYS) writeInts(content, component[name]);
  const bytes = encoding.toUint8Array(content);
  encoding.writeVarUint8Array(encoder, bytes);
  encoding.writeUint8Array(encoder, checkOf(bytes));
  encoding.writeVarUint8Array(encoder, graph ? encodeGraph(graph, modelHash(model)) : new Uint8Array());
  return encoding.toUint8Array(encoder);
}

/**
 * The engine of a space out of what `encodeEngine` wrote.
 * @throws EngineMismatch, GraphMismatch unless they are the rules of exactly this space, whole and undamaged
 */
export async function decodeEngine(space: Space, bytes: Uint8Array): Promise<Engine> {
  try {
    const { rules, graph } = read(space, decoding.createDecoder(bytes));
    if (graph === null) await import('./searching.ts');
    return new Engine(rules, graph);
  } catch (error) {
    if (error instanceof Error && /Mismatch$/.test(error.name)) throw error;
    throw new EngineMismatch('These bytes are not the rules of a space, or are cut off.');
  }
}

function read(space: Space, decoder: decoding.Decoder): { readonly rules: EncodedRules; readonly graph: Graph | null } {
  if (decoding.readVarString(decoder) !== FORMAT) throw new EngineMismatch('These rules are in another format.');
  if (decoding.readVarString(decoder) !== rulesHash(space))
    throw new EngineMismatch('These are the rules of another version of the space (hash).');
  const bytes = decoding.readVarUint8Array(decoder);
  const check = decoding.readUint8Array(decoder, CHECK_BYTES);
  if (!checkOf(bytes).every((byte, at) => byte === check[at]))
    throw new EngineMismatch('These rules are damaged or cut off (check sum).');
  const content = decoding.createDecoder(bytes);
  const plain = JSON.parse(decoding.readVarString(content)) as PlainRules;
  const costs = plain.costs.map(({ ofLiteral, ...cost }) => ({ ...cost, ofLiteral: new Map(ofLiteral) }));
  const costAt = (index: number): (typeof costs)[number] =>
    costs[index] ?? { constant: 0, ofLiteral: new Map(), ofValue: [] };
  const parts = plain.parts.map(({ cells, component }) => {
    const arrays = Object.fromEntries(ARRAYS.map((name) => [name, readInts(content)]));
    return { cells, component: { ...component, ...arrays } as Component };
  });
  const { model } = plain;
  const graph = decoding.readVarUint8Array(decoder);
  if (decoding.hasContent(decoder)) throw new EngineMismatch('These rules are followed by something else.');
  const rules: EncodedRules = {
    model,
    choices: new Map(plain.choices.map(([key, choice]) => [key, choiceOf(choice)])),
    parts,
    price: costAt(0),
    limits: plain.limits.map((limit) => ({ ...limit, cost: costAt(limit.cost) })),
    rules: space.rules,
  };
  return { rules, graph: graph.length > 0 ? decodeGraph(graph, model, modelHash(model)) : null };
}

type Entries<Value> = readonly (readonly [string, Value])[];
type PlainChoice =
  | { readonly kind: 'one'; readonly options: Entries<number> }
  | { readonly kind: 'mix'; readonly part: number; readonly columns: Entries<number> }
  | Exclude<EncodedChoice, { readonly kind: 'one' | 'mix' }>;

/** What is written as JSON: maps as their entries, arrays of the diagrams apart. */
interface PlainRules {
  readonly model: EncodedRules['model'];
  readonly choices: Entries<PlainChoice>;
  readonly costs: readonly {
    readonly constant: number;
    readonly ofLiteral: readonly (readonly [number, number])[];
    readonly ofValue: EncodedRules['price']['ofValue'];
  }[];
  readonly limits: readonly (Omit<EncodedRules['limits'][number], 'cost'> & { readonly cost: number })[];
  readonly parts: readonly {
    readonly cells: readonly number[];
    readonly component: Omit<Component, keyof Omit<Diagram, 'cells' | 'ends'>>;
  }[];
}

function choiceOf(choice: PlainChoice): EncodedChoice {
  if (choice.kind === 'one') return { ...choice, options: new Map(choice.options) };
  return choice.kind === 'mix' ? { ...choice, columns: new Map(choice.columns) } : choice;
}

/** What a changed byte would change. */
function checkOf(bytes: Uint8Array): Uint8Array {
  return fromHexString(sha256Hex(bytes)).subarray(0, CHECK_BYTES);
}

/** As differences from one to the next: they are small, and compress well. */
function writeInts(encoder: encoding.Encoder, values: Int32Array): void {
  encoding.writeVarUint(encoder, values.length);
  let before = 0;
  for (const value of values) {
    encoding.writeVarInt(encoder, value - before);
    before = value;
  }
}

function readInts(decoder: decoding.Decoder): Int32Array {
  const length = decoding.readVarUint(decoder);
  if (length > decoder.arr.length) throw new EngineMismatch('These rules are cut off.'); // a byte at least for each
  const values = new Int32Array(length);
  let before = 0;
  for (let at = 0; at < length; at += 1) values[at] = before += decoding.readVarInt(decoder);
  return values;
}
