import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyRuleModel, everyDesign, makeRuleModel } from '../../testing/any-rule-model.ts';
import { compileModel } from './compile.ts';
import { assertSmooth } from './graph-check.ts';
import { GraphPass } from './graph-pass.ts';
import { everyLeaf, type Graph } from './graph.ts';
import type { RuleModel } from './rule-model.ts';

function compiled(model: RuleModel): Graph {
  const graph = compileModel(model);
  if (!graph) throw new Error('The budget did not suffice.');
  return graph;
}

function countOf(model: RuleModel): bigint {
  return new GraphPass(compiled(model)).count(everyLeaf(model));
}

const upTo = (length: number): number[] => Array.from({ length }, (_, at) => at + 1);

/** Every term of the graph as its sorted leaves: children of an AND multiplied out, of an OR appended. */
function termsOf({ leaves, isOr, starts, children }: Graph): number[][] {
  const terms: number[][][] = [];
  for (let node = 0; node < isOr.length; node += 1) {
    const parts = [...children.subarray(starts[node], starts[node + 1])].map((child) =>
      child < leaves ? [[child]] : (terms[child - leaves] ?? []),
    );
    terms.push(
      isOr[node] ? parts.flat() : parts.reduce((all, part) => all.flatMap((a) => part.map((b) => [...a, ...b])), [[]]),
    );
  }
  return (terms.at(-1) ?? []).map((term) => term.sort((a, b) => a - b));
}

const sorted = (terms: number[][]): string[] => terms.map((term) => term.sort((a, b) => a - b).join()).sort();

test('the terms of the graph are the designs of the model, each once and with one leaf per unit', () => {
  fc.assert(
    fc.property(anyRuleModel, (model) => {
      const graph = compiled(model);
      expect(sorted(termsOf(graph))).toEqual(sorted(everyDesign(model)));
      assertSmooth(graph, model, (message) => new Error(message));
    }),
    { numRuns: 600 },
  );
});

test('the order of groups, members, clauses and literals does not change how many designs there are', () => {
  fc.assert(
    fc.property(anyRuleModel, fc.infiniteStream(fc.nat()), (model, order) => {
      const shuffled = <T>(items: readonly T[]): T[] =>
        items
          .map((item) => ({ item, at: order.next().value }))
          .sort((a, b) => a.at - b.at)
          .map(({ item }) => item);
      const names = [0, ...shuffled(upTo(model.variables))];
      const renamed = (literal: number): number => Math.sign(literal) * (names[Math.abs(literal)] ?? 0);
      const other = makeRuleModel(
        model.variables,
        shuffled(model.groups).map((group) => shuffled(group).map(renamed)),
        shuffled(model.clauses).map((clause) => shuffled(clause).map(renamed)),
      );
      expect(countOf(other)).toBe(countOf(model));
    }),
  );
});

test('a model without units has one design, an empty clause leaves none', () => {
  expect(countOf(makeRuleModel(0, [], []))).toBe(1n);
  expect(countOf(makeRuleModel(0, [], [[]]))).toBe(0n);
  expect(countOf(makeRuleModel(3, [[1, 2]], [[]]))).toBe(0n);
  expect(countOf(makeRuleModel(2, [], [[1], [-1, 2], [-2]]))).toBe(0n);
});

test('options that no rule speaks of are factors', () => {
  expect(countOf(makeRuleModel(1100, [], []))).toBe(2n ** 1100n);
  expect(
    countOf(
      makeRuleModel(
        2003,
        [upTo(2000)],
        [
          [-5, 2001],
          [2001, 2002],
        ],
      ),
    ),
  ).toBe(1999n * 6n + 4n);
});

test('a group of two thousand members costs an edge per member', () => {
  const graph = compiled(
    makeRuleModel(
      2002,
      [upTo(2000)],
      [
        [-5, 2001, 2002],
        [-6, -2001],
        [-7, -2002],
      ],
    ),
  );
  expect(graph.children.length).toBeLessThan(2_100);
});

test('members of a group that leave the same open share what they leave', () => {
  // Cell c of 300 is above threshold t of 10 when c > 30 t: 10 different sets of thresholds.
  const thresholds = upTo(10);
  const clauses = thresholds.flatMap((at) => upTo(300).map((cell) => [-cell, (cell > 30 * at ? 1 : -1) * (300 + at)]));
  const model = makeRuleModel(310, [upTo(300)], clauses);
  expect(countOf(model)).toBe(300n);
  expect(compiled(model).children.length).toBeLessThan(500);
});

/** At most `most` of the first `count` variables: after each variable, whether at least 1 … `most` of those so far hold. */
function atMost(most: number, count: number): RuleModel {
  const reached = (first: number, times: number): number => count + (first - 1) * most + times;
  const clauses: number[][] = [];
  for (const first of upTo(count)) {
    for (const times of upTo(most)) {
      const now = reached(first, times);
      const before = first > 1 ? [reached(first - 1, times)] : [];
      const step = times === 1 ? [] : first > 1 ? [reached(first - 1, times - 1)] : null;
      clauses.push(...before.map((literal) => [-literal, now]), [-now, ...before, first]);
      if (step) clauses.push([-first, ...step.map((literal) => -literal), now]);
      clauses.push([-now, ...before, ...(step?.length === 0 ? [first] : (step ?? []))]);
    }
    if (first > 1) clauses.push([-first, -reached(first - 1, most)]);
  }
  return makeRuleModel(count + count * most, [], clauses);
}

test('at most three of sixty are as many as combinatorics says', () => {
  expect(countOf(atMost(3, 60))).toBe(1n + 60n + (60n * 59n) / 2n + (60n * 59n * 58n) / 6n);
});

test('sixty counters side by side multiply', () => {
  const one = atMost(3, 12);
  const shift = (clause: readonly number[], by: number) => clause.map((literal) => literal + Math.sign(literal) * by);
  const clauses = upTo(60).flatMap((at) => one.clauses.map((clause) => shift(clause, (at - 1) * one.variables)));
  expect(countOf(makeRuleModel(60 * one.variables, [], clauses))).toBe(299n ** 60n);
});

test('a chain of 2,500 implications is compiled', () => {
  const clauses = upTo(2499).map((at) => [-at, at + 1]);
  expect(countOf(makeRuleModel(2500, [], clauses))).toBe(2501n);
});

test('a chain of parities, in which nothing follows until almost all is decided, is compiled', () => {
  const clauses = upTo(598).flatMap((at) => [
    [at, at + 1, at + 2],
    [-at, -at - 1, -at - 2],
  ]);
  // Words of 600 bits without three equal ones in a row: twice a Fibonacci number.
  let [a, b] = [2n, 4n];
  for (let length = 2; length < 600; length += 1) [a, b] = [b, a + b];
  expect(countOf(makeRuleModel(600, [], clauses))).toBe(b);
});

test('models without an order that would help are given up, not pondered', () => {
  expect(compileModel(makeRuleModel(2000, [], [upTo(2000)]), { maxEdges: 10_000 })).toBeNull();
  // Three literals each of a thousand variables, as a linear congruential generator draws them.
  let drawn = 1;
  const literal = (): number => {
    drawn = (Math.imul(drawn, 1_664_525) + 1_013_904_223) >>> 0;
    return (drawn >>> 31 ? 1 : -1) * (1 + ((drawn >>> 8) % 1000));
  };
  const dense = upTo(2000).map(() => [literal(), literal(), literal()]);
  expect(compileModel(makeRuleModel(1000, [], dense), { maxSteps: 1_000_000 })).toBeNull();
});

test('who needs more edges or steps than the budget gets nothing', () => {
  const model = atMost(5, 20);
  const graph = compiled(model);
  expect(compileModel(model, { maxEdges: graph.children.length - 1 })).toBeNull();
  expect(compileModel(model, { maxSteps: 1_000 })).toBeNull();
  expect(compileModel(model)).toEqual(graph);
});
