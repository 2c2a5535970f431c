import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyRuleModel, makeRuleModel } from '../../testing/any-rule-model.ts';
import { sha256Hex } from '../../sha256.ts';
import { compileModel } from './compile.ts';
import { decodeGraph, encodeGraph, GraphMismatch, modelHash } from './graph-bytes.ts';
import { makeGraph, type Graph } from './graph.ts';
import type { RuleModel } from './rule-model.ts';

const MODEL = makeRuleModel(
  5,
  [[1, 2, 3]],
  [
    [-1, 4],
    [-2, 5],
    [4, 5],
  ],
);
const HASH = modelHash(MODEL);

function compiled(model: RuleModel): Graph {
  const graph = compileModel(model);
  if (!graph) throw new Error('The budget did not suffice.');
  return graph;
}

/** What decoding says; "read" when it did. */
function outcome(bytes: Uint8Array, model = MODEL, hash: Uint8Array | string = HASH): string {
  try {
    decodeGraph(bytes, model, hash);
    return 'read';
  } catch (error) {
    if (error instanceof GraphMismatch) return error.message;
    throw error;
  }
}

test('a graph is read as it was written', () => {
  fc.assert(
    fc.property(anyRuleModel, (model) => {
      const graph = compiled(model);
      const hash = modelHash(model);
      const bytes = encodeGraph(graph, hash);
      expect(decodeGraph(bytes, model, hash)).toEqual(graph);
      expect(
        encodeGraph(
          graph,
          Uint8Array.from(hash.match(/../g) ?? [], (byte) => parseInt(byte, 16)),
        ),
      ).toEqual(bytes);
    }),
  );
});

test('the hash of a model says what may hold, not which rule says so', () => {
  expect(modelHash({ ...MODEL, ruleOf: [0, 0, 0], rules: 1 })).toBe(HASH);
  expect(modelHash({ ...MODEL, variables: 6 })).not.toBe(HASH);
  expect(modelHash({ ...MODEL, groups: [[1, 2], [3]] })).not.toBe(HASH);
  expect(
    modelHash({
      ...MODEL,
      clauses: [
        [-1, 4],
        [-2, 5],
      ],
    }),
  ).not.toBe(HASH);
});

test('what is no graph, of another version or of other rules is refused by name', () => {
  const bytes = encodeGraph(compiled(MODEL), HASH);
  expect(outcome(new Uint8Array())).toMatch(/not a graph/);
  expect(outcome(bytes.map((byte, at) => (at === 0 ? 0 : byte)))).toMatch(/not a graph/);
  expect(outcome(bytes.map((byte, at) => (at === 3 ? 2 : byte)))).toMatch(/version/);
  expect(outcome(bytes, MODEL, sha256Hex('other'))).toMatch(/other rules/);
  expect(outcome(bytes.subarray(0, -1))).toMatch(/damaged or cut off/);
});

test('bytes that were changed anywhere are refused', () => {
  const bytes = encodeGraph(compiled(MODEL), HASH);
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
      expect(outcome(bytes.map((byte, other) => (other === at ? byte ^ change : byte)))).not.toBe('read');
    }),
  );
});

/** The bytes with another body and a check sum that fits it, as somebody could forge them. */
function forged(body: readonly number[]): Uint8Array {
  const head = encodeGraph(compiled(MODEL), HASH).subarray(0, 36);
  const check = sha256Hex(Uint8Array.from(body)).slice(0, 16).match(/../g) ?? [];
  return Uint8Array.from([...head, ...check.map((byte) => parseInt(byte, 16)), ...body]);
}

test('a forged body is refused or is a graph, and never takes more time or memory than its length allows', () => {
  const body = [...encodeGraph(compiled(MODEL), HASH).subarray(44)];
  expect(outcome(forged(body))).toBe('read');
  const anyEdits = fc.array(fc.tuple(fc.nat(body.length - 1), fc.nat(255)), { minLength: 1, maxLength: 3 });
  const anyBody = fc.oneof(
    anyEdits.map((edits) => body.map((byte, at) => edits.find(([place]) => place === at)?.[1] ?? byte)),
    fc.array(fc.nat(255), { maxLength: 60 }),
    fc.array(fc.nat(255), { maxLength: 60 }).map((rest) => [...body.slice(0, 4), ...rest]),
  );
  fc.assert(
    fc.property(anyBody, (other) => {
      expect(typeof outcome(forged(other))).toBe('string');
    }),
    { numRuns: 2_000 },
  );
  // A billion nodes, says the body.
  expect(outcome(forged([12, 3, 0x80, 0x94, 0xeb, 0xdc, 3, 0]))).toMatch(/contradicts itself/);
});

/** The bytes of a graph of MODEL with these nodes: kind and children; node n is vertex 12 + n. */
function bytesOf(nodes: readonly (readonly ['and' | 'or', ...number[]])[]): Uint8Array {
  const starts = [0];
  for (const [, ...children] of nodes) starts.push((starts.at(-1) ?? 0) + children.length);
  const isOr = Uint8Array.from(nodes, ([kind]) => (kind === 'or' ? 1 : 0));
  const children = nodes.flatMap(([, ...parts]) => parts);
  return encodeGraph(makeGraph(MODEL, isOr, Int32Array.from(starts), Int32Array.from(children)), HASH);
}

test('a graph that is not smooth, not decomposable or not complete is refused', () => {
  const free = [
    ['or', 8, 9],
    ['or', 10, 11],
  ] as const;
  expect(outcome(bytesOf([...free, ['or', 2, 4], ['and', 12, 13, 14]]))).toBe('read');
  expect(outcome(bytesOf([['or']]))).toBe('read');
  expect(outcome(bytesOf([...free, ['or', 2, 12], ['and', 13, 14]]))).toMatch(/not smooth/);
  expect(outcome(bytesOf([...free, ['and', 2, 4, 12, 13]]))).toMatch(/not independent/);
  expect(outcome(bytesOf([...free, ['and', 2, 12]]))).toMatch(/every option/);
  expect(outcome(bytesOf([...free, ['and', 2, 8, 12]]))).toMatch(/every option/);
  expect(outcome(bytesOf([['or'], ['and', 2, 8, 12]]))).toMatch(/contradiction/);
  expect(outcome(bytesOf([...free, ['and', 3, 12, 13]]))).toMatch(/leaf that does not exist/);
  expect(outcome(bytesOf([...free, ['and', 0, 12, 13]]))).toMatch(/leaf that does not exist/);
});

test('the graph of a model of another size is refused', () => {
  const other = makeRuleModel(6, [[1, 2, 3]], []);
  expect(outcome(encodeGraph(compiled(other), HASH))).toMatch(/other options/);
});
