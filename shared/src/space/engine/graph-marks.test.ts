import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyRuleModel, makeRuleModel, perLeaf } from '../../testing/any-rule-model.ts';
import { compileModel } from './compile.ts';
import { GraphMarks } from './graph-marks.ts';
import type { Graph } from './graph.ts';
import type { RuleModel } from './rule-model.ts';

function graphOf(model: RuleModel): Graph {
  const graph = compileModel(model);
  if (!graph) throw new Error('The budget did not suffice.');
  return graph;
}

const anyQuestion = fc.record({
  allowed: perLeaf(fc.constantFrom(1, 1, 1, 0)).map((allowed) => Uint8Array.from(allowed)),
  isAboutAll: fc.boolean(),
});

test('what was asked before changes no answer', () => {
  fc.assert(
    fc.property(anyRuleModel, fc.array(anyQuestion, { minLength: 2, maxLength: 8 }), (model, questions) => {
      const graph = graphOf(model);
      const marks = new GraphMarks(graph);
      for (const { allowed, isAboutAll } of questions) {
        const fresh = new GraphMarks(graph);
        const [out, expected] = [new Uint8Array(graph.leaves), new Uint8Array(graph.leaves)];
        if (!isAboutAll) {
          expect(marks.isLeft(allowed)).toBe(fresh.isLeft(allowed));
          continue;
        }
        expect(marks.possible(allowed, out)).toBe(fresh.possible(allowed, expected));
        expect(out).toEqual(expected);
      }
    }),
    { numRuns: 400 },
  );
});

test('of rules that contradict nothing is ever left', () => {
  const graph = graphOf(makeRuleModel(1, [], [[1], [-1]]));
  const marks = new GraphMarks(graph);
  for (const allowed of [0, 1, 0]) {
    const out = new Uint8Array(graph.leaves).fill(7);
    expect(marks.possible(new Uint8Array(graph.leaves).fill(allowed), out)).toBe(false);
    expect(out.every((one) => one === 0)).toBe(true);
  }
});
