import type { Literal } from './rule-model.ts';
import type { Solver } from './solver.ts';

/**
 * Which literals hold in some design with all assumptions.
 * @returns per candidate, in their order, 1 where it can hold and 0 where it cannot; all 0 when there is no such design
 */
export function backbone(solver: Solver, assumptions: readonly Literal[], candidates: readonly Literal[]): Uint8Array {
  const possible = new Uint8Array(candidates.length);
  if (solver.solve(assumptions) !== true) return possible;
  // What was refuted is assumed from then on. It follows from the assumptions, so no answer changes.
  const known = [...assumptions];
  let open = [...candidates.keys()];
  const at = (index: number): Literal => candidates[index] as Literal;
  const takePossible = (): void => {
    open = open.filter((index) => {
      if (solver.holds(Math.abs(at(index))) !== at(index) > 0) return true;
      possible[index] = 1;
      return false;
    });
  };
  const dropImpossible = (): void => {
    const implied = new Set(solver.implied(known));
    open = open.filter((index) => !implied.has(-at(index)));
  };
  takePossible();
  dropImpossible();
  for (let wanted = open[0]; wanted !== undefined; wanted = open[0]) {
    for (const index of open) solver.prefer(at(index));
    if (solver.solve([...known, at(wanted)])) {
      takePossible();
    } else {
      known.push(-at(wanted));
      dropImpossible();
    }
  }
  return possible;
}
