import type { CompileState } from './compile-state.ts';
import type { Leaf } from './graph.ts';

/** Units and long clauses that share literals with each other and with nothing else undecided. Both ascending. */
export interface Component {
  readonly units: number[];
  readonly clauses: number[];
}

/** What remains of a component: units that no clause speaks of any more, and smaller components. */
export interface Split {
  readonly free: number[];
  readonly components: Component[];
}

/** A function that takes what is still undecided of a component apart, by union–find over its units. */
export function splitter(state: CompileState): (component: Component) => Split {
  const { decided, unitOf, implied, long, variablesOf } = state;
  const parent = new Int32Array(state.units);
  const isBound = new Uint8Array(state.units);
  const find = (unit: number): number => {
    let root = unit;
    while (parent[root] !== root) root = parent[root] = parent[parent[root] as number] as number;
    return root;
  };
  const unite = (a: number, b: number): void => {
    isBound[a] = isBound[b] = 1;
    const one = find(a);
    const other = find(b);
    if (one !== other) parent[Math.max(one, other)] = Math.min(one, other);
  };
  const uniteAll = (unit: number, codes: readonly Leaf[]): void => {
    state.steps += codes.length;
    for (const code of codes) if (decided[code] === 0) unite(unit, unitOf[code >> 1] as number);
  };
  const unitIn = (clause: number): number => {
    const code = (long[clause] as Leaf[]).find((other) => decided[other] === 0) as Leaf;
    return unitOf[code >> 1] as number;
  };
  return ({ units, clauses }) => {
    const undecided = units.filter((unit) => !state.isDecided(unit));
    const active = clauses.filter((clause) => state.satisfied[clause] === 0);
    state.steps += units.length + clauses.length;
    for (const unit of undecided) {
      parent[unit] = unit;
      isBound[unit] = 0;
    }
    for (const unit of undecided) {
      for (const variable of variablesOf[unit] as number[]) {
        if (decided[2 * variable] !== 0) continue;
        uniteAll(unit, implied[2 * variable] as Leaf[]);
        uniteAll(unit, implied[2 * variable + 1] as Leaf[]);
      }
    }
    for (const clause of active) uniteAll(unitIn(clause), long[clause] as Leaf[]);
    const byRoot = new Map<number, Component>();
    for (const unit of undecided) {
      if (!isBound[unit]) continue;
      const root = find(unit);
      const component = byRoot.get(root);
      if (component) component.units.push(unit);
      else byRoot.set(root, { units: [unit], clauses: [] });
    }
    for (const clause of active) byRoot.get(find(unitIn(clause)))?.clauses.push(clause);
    return { free: undecided.filter((unit) => !isBound[unit]), components: [...byRoot.values()] };
  };
}
