import type { BuiltComponent, LinearForm, NumericVariable } from './component.ts';
import { DiagramBuilder } from './diagram-builder.ts';
import type { PartialSum, Rest } from './partial-sum.ts';
import { isRegion, partialSumOf, restsOf, settle } from './partial-sum.ts';
import { variableOrder } from './variable-order.ts';

const MAX_EDGES = 400_000;
/** How many sums may be looked at, at least and per edge: bounds the time where many values share few edges. */
const FEWEST_LOOKS = 100_000;
const LOOKS_PER_EDGE = 16;

/**
 * Builds the diagram of all tuples (one value per variable) over the regions of the forms. The same arguments give the
 * same diagram, with its cells in the same order.
 *
 * A node is a distinct state: the regions of the forms that are closed, and what the partial sums of the open ones have
 * settled to. Forms that no variable has added to yet do not matter.
 * @param budget how many edges may be made, those included that turn out to lead nowhere; it bounds the time as well
 * @returns null when the budget is too small
 */
export function buildComponent(
  variables: readonly NumericVariable[],
  forms: readonly LinearForm[],
  { maxEdges }: { readonly maxEdges: number } = { maxEdges: MAX_EDGES },
): BuiltComponent | null {
  let looks = FEWEST_LOOKS + maxEdges * LOOKS_PER_EDGE;
  for (const [variable, { values }] of variables.entries()) {
    looks -= values.length * (1 + forms.filter(({ contributions }) => contributions[variable]).length);
  }
  if (looks < 0) return null;
  const unordered = forms.map((form) => partialSumOf(variables, form));
  const order = variableOrder(variables, unordered);
  const sums = unordered.map((sum, form) => {
    const rests = restsOf(sum, order);
    return { ...sum, form, rests, start: settle(sum.thresholds, rests[0] as Rest, 0) };
  });
  const restOf = ({ rests }: { readonly rests: readonly Rest[] }, layer: number): Rest => rests[layer] as Rest;

  const constant = sums.filter((sum) => restOf(sum, 0).most === 0);
  const closing = constant.map(({ form }) => form); // in the order in which they close
  const exists = ({ allowed }: PartialSum, settled: number): boolean =>
    !isRegion(settled) || (allowed?.[Math.floor(settled)] ?? true);
  // Per node of a layer the regions of the closed forms, as text, and what the open ones have settled to, in a row.
  let chains = constant.every((sum) => exists(sum, sum.start))
    ? [constant.map(({ start }) => `${start},`).join('')]
    : [];
  let states: number[] = [];
  let nodes = 0;
  const diagram = new DiagramBuilder();
  for (const [layer, variable] of order.entries()) {
    // The forms that are open before this layer or begin with it.
    const columns = sums.filter(
      (sum) => restOf(sum, layer).most > 0 && restOf(sum, layer + 1).most < restOf(sum, 0).most,
    );
    const isOld = columns.map((sum) => restOf(sum, layer).most < restOf(sum, 0).most);
    const staysOpen = columns.map((sum) => restOf(sum, layer + 1).most > 0);
    const width = isOld.filter(Boolean).length;
    const [chainsBefore, statesBefore] = [chains, states];
    const known = new Map<string, number>();
    chains = [];
    states = [];
    nodes += chainsBefore.length;
    for (const [column, { form }] of columns.entries()) if (!staysOpen[column]) closing.push(form);

    /** The number of the node after this layer with this state, a new one if need be. */
    const nodeOf = (chain: string, state: readonly number[]): number => {
      let openPart = '';
      for (const [column, settled] of state.entries()) {
        if (staysOpen[column]) openPart += `${2 * settled},`;
        else chain += `${settled},`;
      }
      const key = `${openPart};${chain}`;
      let node = known.get(key);
      if (node === undefined) {
        known.set(key, (node = nodes + chains.push(chain) - 1));
        for (const [column, settled] of state.entries()) if (staysOpen[column]) states.push(settled);
      }
      return node;
    };
    const { length } = (variables[variable] as NumericVariable).values;
    // What the values change: a form that has settled to its region stays as it is.
    const moving = columns.flatMap(({ adds, thresholds, rests }, column) => {
      const add = adds[variable];
      return add ? [{ column, add, thresholds, rest: rests[layer + 1] as Rest }] : [];
    });
    const next = moving.map(() => 0);
    const price = moving.reduce((total, { thresholds }) => total + 1 + thresholds.length / 16, 0);
    for (const [index, chain] of chainsBefore.entries()) {
      let old = index * width;
      const before = columns.map(({ start }, column) => (isOld[column] ? (statesBefore[old++] as number) : start));
      const state = [...before];
      const enter = (from: number, upTo: number): void => {
        if (columns.every((sum, column) => exists(sum, state[column] as number))) {
          diagram.add(from, upTo, nodeOf(chain, state));
        }
        looks -= columns.length;
      };
      let from = 0;
      for (let value = 0; value < length; value += 1) {
        let isAlike = value > 0;
        for (let at = 0; at < moving.length; at += 1) {
          const { column, add, thresholds, rest } = moving[at] as (typeof moving)[number];
          const sum = before[column] as number;
          const settled = isRegion(sum) ? sum : settle(thresholds, rest, sum + (add[value] as number));
          if (settled !== state[column]) isAlike = false;
          next[at] = settled;
        }
        looks -= price;
        if (isAlike) continue;
        if (value > 0) enter(from, value);
        from = value;
        for (let at = 0; at < moving.length; at += 1) state[moving[at]?.column as number] = next[at] as number;
        if (looks < 0) return null;
      }
      if (length > 0) enter(from, length);
      diagram.endNode();
      if (diagram.edges > maxEdges) return null;
    }
    diagram.endLayer();
  }
  const regions = chains.map((chain) => chain.split(',').map(parseFloat));
  return {
    ...diagram.pack(chains.length),
    variables,
    forms,
    order,
    regionOf: (cell, form) => Math.floor(regions[cell]?.[closing.indexOf(form)] ?? 0),
  };
}
