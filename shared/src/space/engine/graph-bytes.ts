import { fromHexString } from 'lib0/buffer';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { sha256Hex } from '../../sha256.ts';
import { assertSmooth } from './graph-check.ts';
import { makeGraph, type Graph } from './graph.ts';
import type { RuleModel } from './rule-model.ts';

/** Bytes that are no graph, or not that of the model at hand; the message says what does not match. */
export class GraphMismatch extends Error {
  override readonly name = 'GraphMismatch';
}

/** "MWG" and the version of the format. */
const MAGIC = Uint8Array.of(0x4d, 0x57, 0x47, 1);
const HASH_BYTES = 32;
const CHECK_BYTES = 8;
const HEAD_BYTES = MAGIC.length + HASH_BYTES + CHECK_BYTES;

/** SHA-256, in hexadecimal, of what the graph of a model depends on: not of which rule a clause belongs to. */
export function modelHash({ variables, groups, clauses, defined = [] }: RuleModel): string {
  return sha256Hex(JSON.stringify([variables, groups, clauses, defined]));
}

/**
 * A graph as bytes: magic, the model's hash, a check sum, then per node its kind and children as differences, in
 * variable-length integers.
 * @param hash what `modelHash` says of the model
 */
export function encodeGraph(graph: Graph, hash: Uint8Array | string): Uint8Array {
  const { leaves, units, isOr, starts, children } = graph;
  const encoder = encoding.createEncoder();
  for (const size of [leaves, units, isOr.length, children.length]) encoding.writeVarUint(encoder, size);
  for (let node = 0; node < isOr.length; node += 1) {
    const parts = children.subarray(starts[node], starts[node + 1]);
    const own = parts.filter((child) => child < leaves);
    encoding.writeVarUint(encoder, 2 * parts.length + (isOr[node] as number));
    encoding.writeVarUint(encoder, own.length);
    let before = -1;
    for (const leaf of own) {
      encoding.writeVarUint(encoder, leaf - before - 1);
      before = leaf;
    }
    before = leaves + node;
    for (let at = parts.length - 1; at >= own.length; at -= 1) {
      encoding.writeVarUint(encoder, before - (parts[at] as number) - 1);
      before = parts[at] as number;
    }
  }
  const body = encoding.toUint8Array(encoder);
  const bytes = new Uint8Array(HEAD_BYTES + body.length);
  bytes.set(MAGIC);
  bytes.set(hashBytes(hash), MAGIC.length);
  bytes.set(checkOf(body), HEAD_BYTES - CHECK_BYTES);
  bytes.set(body, HEAD_BYTES);
  return bytes;
}

/**
 * Reads what `encodeGraph` wrote, in time and memory proportional to the bytes whatever they are.
 * @param hash what `modelHash` says of `model`
 * @throws GraphMismatch unless it is the graph of a model with that hash, complete and undamaged
 */
export function decodeGraph(bytes: Uint8Array, model: RuleModel, hash: Uint8Array | string): Graph {
  const startsWith = (part: Uint8Array, from: number): boolean => part.every((byte, at) => bytes[from + at] === byte);
  if (!startsWith(MAGIC.subarray(0, 3), 0)) throw new GraphMismatch('These bytes are not a graph of rules.');
  if (!startsWith(MAGIC, 0)) throw new GraphMismatch('The graph is in another version of the format.');
  if (!startsWith(hashBytes(hash), MAGIC.length)) throw new GraphMismatch('The graph belongs to other rules (hash).');
  const body = bytes.subarray(HEAD_BYTES);
  if (!startsWith(checkOf(body), HEAD_BYTES - CHECK_BYTES)) {
    throw new GraphMismatch('The graph is damaged or cut off (check sum).');
  }
  let graph;
  try {
    graph = readBody(body, model);
  } catch (error) {
    throw error instanceof GraphMismatch ? error : new GraphMismatch('The graph contradicts itself.');
  }
  assertSmooth(graph, model, (message) => new GraphMismatch(message));
  return graph;
}

/** Throws whatever error for bytes that contradict themselves. */
function readBody(body: Uint8Array, model: RuleModel): Graph {
  const decoder = decoding.createDecoder(body);
  const next = (): number => decoding.readVarUint(decoder);
  const [leaves, units, nodes, edges] = [next(), next(), next(), next()];
  // A node takes two bytes and an edge one: no more room is made than the bytes can fill.
  if (nodes < 1 || 2 * nodes + edges > body.length) throw new RangeError();
  const starts = new Int32Array(nodes + 1);
  const graph = makeGraph(model, new Uint8Array(nodes), starts, new Int32Array(edges));
  if (graph.leaves !== leaves || graph.units !== units) throw new GraphMismatch('The graph has other options.');
  for (let node = 0, end = 0; node < nodes; node += 1) {
    const head = next();
    const start = end;
    end += head >> 1;
    const own = next();
    if (end > edges || own > end - start) throw new RangeError();
    graph.isOr[node] = head & 1;
    starts[node + 1] = end;
    for (let at = start, leaf = -1; at < start + own; at += 1) graph.children[at] = leaf += next() + 1;
    for (let at = end - 1, child = leaves + node; at >= start + own; at -= 1) {
      graph.children[at] = child -= next() + 1;
      if (child < leaves) throw new RangeError();
    }
    if (own > 0 && (graph.children[start + own - 1] as number) >= leaves) throw new RangeError();
  }
  if (starts[nodes] !== edges || decoding.hasContent(decoder)) throw new RangeError();
  return graph;
}

function hashBytes(hash: Uint8Array | string): Uint8Array {
  const bytes = typeof hash === 'string' ? fromHexString(hash) : hash;
  if (bytes.length !== HASH_BYTES) throw new TypeError('The hash of a model is a SHA-256.');
  return bytes;
}

function checkOf(body: Uint8Array): Uint8Array {
  return fromHexString(sha256Hex(body)).subarray(0, CHECK_BYTES);
}
