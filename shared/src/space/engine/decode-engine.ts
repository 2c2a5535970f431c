import * as decoding from 'lib0/decoding';
import type { Space } from '../schema.ts';
import type { EncodedChoice, EncodedRules } from './encoded-rules.ts';
import {
  ARRAYS,
  CHECK_BYTES,
  checkOf,
  EngineMismatch,
  FORMAT,
  type PlainChoice,
  type PlainRules,
  rulesHash,
} from './engine-format.ts';
import { Engine } from './engine.ts';
import type { Graph } from './graph.ts';
import { decodeGraph, modelHash } from './graph-bytes.ts';
import type { Component } from './numeric/component.ts';

/**
 * The engine of a space out of what `encodeEngine` wrote.
 * @throws EngineMismatch, GraphMismatch unless they are the rules of exactly this space, whole and undamaged
 */
export async function decodeEngine(space: Space, bytes: Uint8Array): Promise<Engine> {
  try {
    const { rules, graph } = read(space, decoding.createDecoder(bytes));
    if (graph === null) await import('./searching.ts');
    if (rules.limits.length > 0) await import('./within-limits.ts');
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

function choiceOf(choice: PlainChoice): EncodedChoice {
  if (choice.kind === 'one') return { ...choice, options: new Map(choice.options) };
  return choice.kind === 'mix' ? { ...choice, columns: new Map(choice.columns) } : choice;
}

function readInts(decoder: decoding.Decoder): Int32Array {
  const length = decoding.readVarUint(decoder);
  if (length > decoder.arr.length) throw new EngineMismatch('These rules are cut off.'); // a byte at least for each
  const values = new Int32Array(length);
  let before = 0;
  for (let at = 0; at < length; at += 1) values[at] = before += decoding.readVarInt(decoder);
  return values;
}
