import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { minimalConflict, smallestRepairs } from './conflict.ts';
import type { Literal, RuleModel } from './rule-model.ts';
import { backbone } from './solver-backbone.ts';
import { Solver } from './solver.ts';

function makeModel(model: Partial<RuleModel> & { readonly variables: number }): RuleModel {
  const clauses = model.clauses ?? [];
  return { groups: [], clauses, ruleOf: clauses.map((_, rule) => rule), rules: clauses.length, ...model };
}

/** Of each pigeon exactly one hole, of each hole at most one pigeon. */
function makePigeons(pigeons: number, holes: number): RuleModel {
  const groups = Array.from({ length: pigeons }, (_, pigeon) =>
    Array.from({ length: holes }, (_, hole) => pigeon * holes + hole + 1),
  );
  const clauses = groups.flatMap((one, pigeon) =>
    groups.slice(pigeon + 1).flatMap((other) => one.map((variable, hole) => [-variable, -(other[hole] ?? 0)])),
  );
  return makeModel({ variables: pigeons * holes, groups, clauses });
}

/** Per design of a model the literals of it; `rules` are those that apply, all of them by default. */
function designsOf(model: RuleModel, rules?: readonly number[]): ReadonlySet<Literal>[] {
  const clauses = model.clauses.filter((_, index) => {
    const rule = model.ruleOf[index] ?? -1;
    return rule < 0 || !rules || rules.includes(rule);
  });
  const designs: ReadonlySet<Literal>[] = [];
  for (let bits = 0; bits < 2 ** model.variables; bits += 1) {
    const design = new Set(Array.from({ length: model.variables }, (_, at) => ((bits >> at) & 1 ? at + 1 : -at - 1)));
    const isOne = (group: readonly number[]): boolean => group.filter((variable) => design.has(variable)).length === 1;
    const holds = (clause: readonly Literal[]): boolean => clause.some((literal) => design.has(literal));
    if (model.groups.every(isOne) && clauses.every(holds)) designs.push(design);
  }
  return designs;
}

const contains = (design: ReadonlySet<Literal>, literals: readonly Literal[]): boolean =>
  literals.every((literal) => design.has(literal));

const literalsOf = (variables: number): Literal[] =>
  Array.from({ length: variables }, (_, at) => [at + 1, -at - 1]).flat();

interface Case {
  readonly model: RuleModel;
  readonly calls: readonly (readonly Literal[])[];
}

/** Clauses may be empty, always true, or name a literal twice; so may assumptions, or contradict each other. */
const anyCase: fc.Arbitrary<Case> = fc.integer({ min: 1, max: 8 }).chain((variables) => {
  const literal = fc.constantFrom(...literalsOf(variables));
  const clause = fc.oneof(
    { weight: 40, arbitrary: fc.array(literal, { minLength: 2, maxLength: 4 }) },
    { weight: 2, arbitrary: fc.array(literal, { maxLength: 1 }) },
  );
  return fc
    .record({
      clauses: fc.array(fc.record({ clause, rule: fc.integer({ min: -1, max: 4 }) }), { maxLength: 24 }),
      groupOf: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: variables, maxLength: variables }),
      calls: fc.array(fc.array(literal, { maxLength: 5 }), { minLength: 1, maxLength: 8 }),
    })
    .map(({ clauses, groupOf, calls }) => {
      const groups = [1, 2].map((group) => groupOf.flatMap((of, at) => (of === group ? [at + 1] : [])));
      return {
        calls,
        model: {
          variables,
          groups: groups.filter((group) => group.length > 0),
          clauses: clauses.map(({ clause }) => clause),
          ruleOf: clauses.map(({ rule }) => rule),
          rules: 5,
        },
      };
    });
});

function checkAll(check: (given: Case) => void): void {
  fc.assert(fc.property(anyCase, check), { numRuns: 1500 });
}

describe('any model', () => {
  test('a design is found where there is one, and it is one', () => {
    checkAll(({ model, calls }) => {
      const designs = designsOf(model);
      const solver = new Solver(model);
      for (const call of calls) {
        const expected = designs.some((design) => contains(design, call));
        expect(solver.solve(call)).toBe(expected);
        if (!expected) continue;
        const found = literalsOf(model.variables).filter((literal) => solver.holds(Math.abs(literal)) === literal > 0);
        expect(designs).toContainEqual(new Set(found));
        expect(found).toEqual(expect.arrayContaining([...call]));
      }
    });
  });

  test('a core is a contradiction between assumptions that were made', () => {
    checkAll(({ model, calls }) => {
      const designs = designsOf(model);
      const solver = new Solver(model);
      for (const call of calls) {
        if (solver.solve(call)) continue;
        const core = solver.core();
        expect(call).toEqual(expect.arrayContaining(core));
        expect(new Set(core).size).toBe(core.length);
        expect(designs.some((design) => contains(design, core))).toBe(false);
        if (designs.length === 0) expect(new Solver(model).solve(call)).toBe(false);
      }
      if (designs.length === 0 && !solver.solve([])) expect(solver.core()).toEqual([]);
    });
  });

  test('earlier calls, of whatever kind, change no answer', () => {
    checkAll(({ model, calls }) => {
      const solver = new Solver(model);
      const all = literalsOf(model.variables);
      for (const [at, call] of [...calls, ...calls].entries()) {
        if (at % 3 === 0) solver.implied(call);
        if (at % 3 === 1) solver.solve(call, { maxConflicts: 1 });
        const next = calls[(at + 1) % calls.length] ?? [];
        expect(solver.solve(next)).toBe(new Solver(model).solve(next));
        expect(backbone(solver, call, all)).toEqual(backbone(new Solver(model), call, all));
      }
    });
  });

  test('what is implied holds in every design with the assumptions', () => {
    checkAll(({ model, calls }) => {
      const designs = designsOf(model);
      const solver = new Solver(model);
      for (const call of calls) {
        const having = designs.filter((design) => contains(design, call));
        solver.solve(calls[0] ?? []);
        const implied = solver.implied(call);
        if (implied === null) expect(having).toEqual([]);
        else expect(implied).toEqual(expect.arrayContaining([...call]));
        for (const design of having) expect(contains(design, implied ?? [])).toBe(true);
      }
    });
  });

  test('a literal is possible where a design with the assumptions has it', () => {
    checkAll(({ model, calls }) => {
      const designs = designsOf(model);
      const solver = new Solver(model);
      const candidates = [...literalsOf(model.variables).reverse(), 1];
      for (const call of calls) {
        const having = designs.filter((design) => contains(design, call));
        const expected = candidates.map((literal) => Number(having.some((design) => design.has(literal))));
        expect([...backbone(solver, call, candidates)]).toEqual(expected);
      }
    });
  });

  test('with rules named, those that are switched on apply and no others', () => {
    checkAll(({ model, calls }) => {
      const solver = new Solver(model, { namesRules: true });
      for (const [at, call] of calls.entries()) {
        const rules = [0, 1, 2, 3, 4].filter((rule) => (rule + at) % 3 > 0);
        const selectors = rules.map((rule) => solver.selectorOf(rule));
        const designs = designsOf(model, rules);
        const expected = designs.some((design) => contains(design, call));
        expect(solver.solve([...selectors, ...call])).toBe(expected);
        if (expected) continue;
        const core = solver.core();
        const named = rules.filter((rule) => core.includes(solver.selectorOf(rule)));
        const picked = core.filter((literal) => Math.abs(literal) <= model.variables);
        expect(designsOf(model, named).some((design) => contains(design, picked))).toBe(false);
      }
    });
  });

  test('conflicts and repairs over a used solver are those over a new one', () => {
    checkAll(({ model, calls }) => {
      const used = new Solver(model);
      const all = literalsOf(model.variables);
      const explain = (solver: Solver, call: readonly Literal[]): unknown => {
        const check = (kept: readonly Literal[]): Literal[] | null => (solver.solve(kept) ? null : solver.core());
        const items = [...new Set(call)];
        return [minimalConflict(items, check), smallestRepairs(items, check, { most: 3 })];
      };
      for (const call of calls) {
        backbone(used, call.slice(1), all);
        expect(explain(used, call)).toEqual(explain(new Solver(model), call));
      }
    });
  });
});

test('five pigeons do not fit in four holes, four do', () => {
  expect(new Solver(makePigeons(5, 4)).solve([])).toBe(false);
  expect(new Solver(makePigeons(4, 4)).solve([])).toBe(true);
});

test('of seven pigeons for six holes all rules are named that keep them out', () => {
  const model = makePigeons(7, 6);
  const solver = new Solver(model, { namesRules: true });
  const selectors = model.clauses.map((_, rule) => solver.selectorOf(rule));
  expect(solver.solve(selectors)).toBe(false);
  expect(solver.core().toSorted((a, b) => a - b)).toEqual(selectors);
  expect(solver.solve(selectors.slice(1))).toBe(true);
});

test('a search that needs more conflicts than allowed has no answer, and can be taken up again', () => {
  const solver = new Solver(makePigeons(7, 6));
  expect(solver.solve([1], { maxConflicts: 3 })).toBe(null);
  let answer: boolean | null = null;
  for (let calls = 0; calls < 10_000 && answer === null; calls += 1) answer = solver.solve([1], { maxConflicts: 5 });
  expect(answer).toBe(false);
});

test('restarts, and dropping of what was learned, leave the answers right', () => {
  // One pigeon may stay outside, which is variable 57. That it must takes some eight thousand conflicts to find.
  const pigeons = makePigeons(8, 7);
  const groups = pigeons.groups.map((group, pigeon) => (pigeon === 7 ? [...group, 57] : group));
  const solver = new Solver({ ...pigeons, variables: 57, groups });
  expect(solver.solve([-57])).toBe(false);
  expect(solver.core()).toEqual([-57]);
  expect(solver.solve([1])).toBe(true);
  expect(solver.holds(57)).toBe(true);
  // The first hole is the first pigeon's now, so the second (8 … 14) has any but that.
  expect([...backbone(solver, [1], [57, -57, 8, 9, 14])]).toEqual([1, 0, 0, 1, 1]);
});

test('assumptions that contradict each other are both named', () => {
  const solver = new Solver(makeModel({ variables: 3 }));
  expect(solver.solve([1, 2, -1, 3])).toBe(false);
  expect(new Set(solver.core())).toEqual(new Set([1, -1]));
  expect(solver.solve([2, 2, 2])).toBe(true);
});

test('two options of one group are both named, in a group of two thousand too', () => {
  const group = Array.from({ length: 2000 }, (_, at) => at + 1);
  const solver = new Solver(makeModel({ variables: 2001, groups: [group] }));
  expect(solver.solve([2001, 7, 1500])).toBe(false);
  expect(new Set(solver.core())).toEqual(new Set([7, 1500]));
  expect(solver.solve(group.slice(1).map((variable) => -variable))).toBe(true);
  expect(solver.holds(1)).toBe(true);
  expect(solver.implied([1500])).toHaveLength(2000);
});

test('the one member of a group always holds', () => {
  const solver = new Solver(makeModel({ variables: 2, groups: [[2]] }));
  expect(solver.solve([-2])).toBe(false);
  expect(solver.core()).toEqual([-2]);
  expect(solver.implied([])).toEqual([2]);
});

test('an empty clause contradicts everything, a switched one only while it is on', () => {
  const model = makeModel({ variables: 1, clauses: [[]] });
  expect(new Solver(model).solve([1])).toBe(false);
  expect(new Solver(model).implied([])).toBe(null);
  const solver = new Solver(model, { namesRules: true });
  expect(solver.solve([1])).toBe(true);
  expect(solver.solve([solver.selectorOf(0), 1])).toBe(false);
  expect(solver.core()).toEqual([solver.selectorOf(0)]);
});

test('the preferred sign is taken where nothing speaks against it', () => {
  const solver = new Solver(makeModel({ variables: 3, clauses: [[-1, -2]] }));
  for (const literal of [1, -2, 3]) solver.prefer(literal);
  solver.solve([]);
  expect([1, 2, 3].map((variable) => solver.holds(variable))).toEqual([true, false, true]);
});
