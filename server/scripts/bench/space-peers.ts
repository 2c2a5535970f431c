import { createRequire } from 'node:module';
import { Cadical } from 'cadical-wasm';
import type { Literal, RuleModel } from 'shared/space/engine/rule-model.ts';

/** A library that solves under assumptions, with the model loaded. */
export interface Peer {
  readonly name: string;
  /** Per candidate whether a design with all assumptions has it. */
  possible(assumptions: readonly Literal[], candidates: readonly Literal[]): Uint8Array;
}

/** Clauses alone, with one for each pair that excludes another: what every other solver wants. */
function clausesOf({ clauses, groups }: RuleModel): (readonly Literal[])[] {
  const all = [...clauses];
  for (const group of groups) {
    all.push(group);
    for (const [at, a] of group.entries()) for (const b of group.slice(at + 1)) all.push([-a, -b]);
  }
  return all;
}

/**
 * With CaDiCaL: "one of those that are still open" as a clause for one question only, and all of them as what to try first.
 * Of five ways that were tried it is the quickest by 1.5 to 2 times.
 */
export async function cadical(model: RuleModel): Promise<Peer> {
  const solver = await Cadical.create({ quiet: true });
  solver.addClauses(clausesOf(model));
  const possible = (assumptions: readonly Literal[], candidates: readonly Literal[]): Uint8Array => {
    const found = new Uint8Array(candidates.length);
    let open = [...candidates.entries()];
    let isLeft = solver.solve({ assumptions }) === 'satisfiable';
    while (isLeft) {
      const design = solver.model();
      open = open.filter(([index, literal]) => {
        if (design[Math.abs(literal)] !== literal > 0) return true;
        found[index] = 1;
        return false;
      });
      if (open.length === 0) break;
      const literals = open.map(([, literal]) => literal);
      for (const literal of literals) solver.phase(literal);
      solver.constrain(literals);
      isLeft = solver.solve({ assumptions }) === 'satisfiable';
    }
    return found;
  };
  return { name: 'cadical-wasm', possible };
}

/** What of it is used; the package has no types. */
interface LogicModule {
  readonly Solver: new () => LogicSolver;
  or(terms: readonly string[]): unknown;
  and(terms: readonly string[]): unknown;
}
interface LogicSolver {
  require(formula: unknown): void;
  solveAssuming(formula: unknown): LogicSolution | null;
}
interface LogicSolution {
  getTrueVars(): readonly string[];
}

export function logicSolver(model: RuleModel): Peer {
  const logic = createRequire(import.meta.url)('logic-solver') as LogicModule;
  const solver = new logic.Solver();
  const term = (literal: Literal): string => `${literal < 0 ? '-' : ''}v${String(Math.abs(literal))}`;
  for (const clause of clausesOf(model)) solver.require(logic.or(clause.map(term)));
  const possible = (assumptions: readonly Literal[], candidates: readonly Literal[]): Uint8Array => {
    const found = new Uint8Array(candidates.length);
    const picks = assumptions.map(term);
    let open = [...candidates.entries()];
    const take = (solution: LogicSolution | null): boolean => {
      const held = new Set(solution?.getTrueVars());
      open = open.filter(([index, literal]) => {
        if (!solution || held.has(`v${String(Math.abs(literal))}`) !== literal > 0) return true;
        found[index] = 1;
        return false;
      });
      return solution !== null;
    };
    take(solver.solveAssuming(logic.and(picks)));
    for (let next = open[0]; next; next = open[0])
      if (!take(solver.solveAssuming(logic.and([...picks, term(next[1])])))) open.shift();
    return found;
  };
  return { name: 'logic-solver', possible };
}
