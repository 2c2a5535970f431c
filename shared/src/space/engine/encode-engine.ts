import * as encoding from 'lib0/encoding';
import type { Space } from '../schema.ts';
import type { EncodedRules } from './encoded-rules.ts';
import { ARRAYS, checkOf, FORMAT, rulesHash } from './engine-format.ts';
import type { Graph } from './graph.ts';
import { encodeGraph, modelHash } from './graph-bytes.ts';

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

/** As differences from one to the next: they are small, and compress well. */
function writeInts(encoder: encoding.Encoder, values: Int32Array): void {
  encoding.writeVarUint(encoder, values.length);
  let before = 0;
  for (const value of values) {
    encoding.writeVarInt(encoder, value - before);
    before = value;
  }
}
