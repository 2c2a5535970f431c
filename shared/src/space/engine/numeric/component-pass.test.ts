import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildComponent } from './build-component.ts';
import type { Costs, Masks } from './component-pass.ts';
import { ComponentPass } from './component-pass.ts';
import type { BuiltComponent, LinearForm, NumericVariable } from './component.ts';

/** All tuples as value indices, each with its regions; the slow way. */
function tuplesOf(variables: readonly NumericVariable[], forms: readonly LinearForm[]) {
  let tuples: number[][] = [[]];
  for (const { values } of variables) tuples = tuples.flatMap((tuple) => values.map((_, value) => [...tuple, value]));
  return tuples
    .map((tuple) => ({
      tuple,
      regions: forms.map(({ contributions, thresholds }) => {
        const sum = tuple.reduce((total, value, variable) => total + (contributions[variable]?.[value] ?? 0), 0);
        return thresholds.filter((threshold) => sum > threshold).length;
      }),
    }))
    .filter(({ regions }) => regions.every((region, form) => forms[form]?.allowed?.[region] ?? true));
}

const isWithin = (masks: Masks, tuple: readonly number[], except = -1): boolean =>
  tuple.every((value, variable) => variable === except || (masks[variable]?.[value] ?? 1) === 1);
const costOf = (costs: Costs, tuple: readonly number[]): number =>
  tuple.reduce((total, value, variable) => total + (costs[variable]?.[value] ?? 0), 0);
const regionsOf = (component: BuiltComponent, cell: number): number[] =>
  component.forms.map((_, form) => component.regionOf(cell, form));
const least = (numbers: readonly number[]): number => numbers.reduce((a, b) => Math.min(a, b), Infinity);

const someOf = <T>(items: fc.Arbitrary<T>, length: number) => fc.array(items, { minLength: length, maxLength: length });
const anyForm = (variables: readonly NumericVariable[]): fc.Arbitrary<LinearForm> =>
  fc
    .record({
      contributions: fc.tuple(
        ...variables.map(({ values }) =>
          fc.oneof(
            { weight: 2, arbitrary: fc.constant(null) },
            {
              weight: 4,
              arbitrary: fc.integer({ min: -4, max: 4 }).map((factor) => values.map((value) => factor * value)),
            },
            { weight: 1, arbitrary: fc.constant(values.map((value) => Number(value !== 0))) },
            { weight: 1, arbitrary: someOf(fc.integer({ min: -9, max: 9 }), values.length) },
          ),
        ),
      ),
      thresholds: fc
        .uniqueArray(fc.integer({ min: -30, max: 30 }), { maxLength: 4 })
        .map((thresholds) => thresholds.sort((a, b) => a - b)),
    })
    .chain((form) =>
      fc
        .option(
          someOf(
            fc.integer({ min: 0, max: 3 }).map((n) => n > 0),
            form.thresholds.length + 1,
          ),
          { nil: undefined },
        )
        .map((allowed) => (allowed ? { ...form, allowed } : form)),
    );
const anyProblem = fc
  .array(
    fc
      .uniqueArray(fc.integer({ min: -8, max: 8 }), { minLength: 1, maxLength: 6 })
      .map((values) => ({ values: values.sort((a, b) => a - b) })),
    { maxLength: 4 },
  )
  .chain((variables) =>
    fc.record({
      variables: fc.constant<readonly NumericVariable[]>(variables),
      forms: fc.array(anyForm(variables), { maxLength: 4 }),
      masks: fc.tuple(
        ...variables.map(({ values }) =>
          fc.option(
            someOf(
              fc.integer({ min: 0, max: 3 }).map((n) => Number(n > 0)),
              values.length,
            ).map((mask) => Uint8Array.from(mask)),
          ),
        ),
      ) as fc.Arbitrary<Masks>,
      costs: fc.tuple(
        ...variables.map(({ values }) => fc.option(someOf(fc.integer({ min: -5, max: 5 }), values.length))),
      ) as fc.Arbitrary<Costs>,
      seeds: fc.infiniteStream(fc.nat({ max: 1000 })).map((stream) => [...stream.take(300)]),
    }),
  );

/** Builds the problem, and knows its tuples with their cells. */
function setUp({ variables, forms }: { variables: readonly NumericVariable[]; forms: readonly LinearForm[] }) {
  const component = buildComponent(variables, forms) as BuiltComponent;
  const cellOf = new Map(
    Array.from({ length: component.cells }, (_, cell) => [regionsOf(component, cell).join(), cell]),
  );
  const all = tuplesOf(variables, forms).map(({ tuple, regions }) => ({ tuple, cell: cellOf.get(regions.join()) }));
  return { component, pass: new ComponentPass(component), all };
}
const perValue = <T>(variables: readonly NumericVariable[], find: (variable: number, value: number) => T): T[][] =>
  variables.map(({ values }, variable) => values.map((_, value) => find(variable, value)));

test('cells are exactly the combinations of regions that tuples lie in, each once', () => {
  fc.assert(
    fc.property(anyProblem, (problem) => {
      const { component, all } = setUp(problem);
      const cells = Array.from({ length: component.cells }, (_, cell) => regionsOf(component, cell).join());
      expect(new Set(cells).size).toBe(cells.length);
      expect(new Set(all.map(({ cell }) => cell))).toEqual(new Set(cells.keys()));
    }),
    { numRuns: 500 },
  );
});

test('cells and their numbers of tuples within masks agree with enumeration', () => {
  fc.assert(
    fc.property(anyProblem, (problem) => {
      const { component, pass, all } = setUp(problem);
      const counts = Array<number>(component.cells).fill(0);
      for (const { tuple, cell } of all)
        if (isWithin(problem.masks, tuple)) counts[cell as number] = (counts[cell as number] ?? 0) + 1;
      const out = new Uint8Array(component.cells);
      expect(pass.cells(problem.masks, out)).toBe(counts.some((count) => count > 0));
      expect([...out]).toEqual(counts.map((count) => Number(count > 0)));
      expect(pass.cellCounts(problem.masks)).toEqual(counts);
    }),
    { numRuns: 500 },
  );
});

test('a value is possible, and counted, with the mask of its own variable left out', () => {
  fc.assert(
    fc.property(anyProblem, (problem) => {
      const { component, pass, all } = setUp(problem);
      const { masks, seeds, variables } = problem;
      for (const scale of [1n, 10n ** 14n, 10n ** 90n]) {
        const weights = Array.from({ length: component.cells }, (_, cell) => scale * BigInt((seeds[cell] ?? 0) % 4));
        const expected = perValue(variables, (variable, value) =>
          all
            .filter(({ tuple }) => tuple[variable] === value && isWithin(masks, tuple, variable))
            .reduce((total, { cell }) => total + (weights[cell as number] as bigint), 0n),
        );
        expect(pass.counts(masks, weights)).toEqual(expected);
        const allowed = Uint8Array.from(weights, (weight) => Number(weight > 0n));
        expect(pass.possible(masks, allowed).map((values) => [...values])).toEqual(
          expected.map((values) => values.map((count) => Number(count > 0n))),
        );
      }
    }),
    { numRuns: 500 },
  );
});

test('least costs per cell and value agree with enumeration', () => {
  fc.assert(
    fc.property(anyProblem, (problem) => {
      const { component, pass, all } = setUp(problem);
      const { masks, costs, seeds, variables } = problem;
      const cellCosts = Float64Array.from({ length: component.cells }, (_, cell) => {
        const seed = seeds[cell] ?? 0;
        return seed % 5 === 0 ? Infinity : (seed % 9) - 4;
      });
      const found = pass.cheapest(masks, costs, cellCosts);
      expect([...found.perCell]).toEqual(
        Array.from({ length: component.cells }, (_, cell) =>
          least(all.filter((at) => at.cell === cell && isWithin(masks, at.tuple)).map((at) => costOf(costs, at.tuple))),
        ),
      );
      expect(found.perValue.map((values) => [...values])).toEqual(
        perValue(variables, (variable, value) =>
          least(
            all
              .filter(({ tuple }) => tuple[variable] === value && isWithin(masks, tuple, variable))
              .map(({ tuple, cell }) => costOf(costs, tuple) + (cellCosts[cell as number] as number)),
          ),
        ),
      );
    }),
    { numRuns: 500 },
  );
});

test('the cheapest tuple of a cell is the first of the cheapest in the order of the variables', () => {
  fc.assert(
    fc.property(anyProblem, ({ masks, costs, ...problem }) => {
      const { component, pass, all } = setUp(problem);
      for (let cell = 0; cell < component.cells; cell += 1) {
        const inCell = all.filter((at) => at.cell === cell && isWithin(masks, at.tuple)).map(({ tuple }) => tuple);
        const best = least(inCell.map((tuple) => costOf(costs, tuple)));
        const first = inCell.find((tuple) => costOf(costs, tuple) === best);
        expect(pass.cheapestTuple(masks, cell, costs)).toEqual(
          first?.map((value, variable) => problem.variables[variable]?.values[value]) ?? null,
        );
      }
    }),
    { numRuns: 300 },
  );
});

test('a sample lies in its cell and within the masks, and there is one whenever there is a tuple', () => {
  fc.assert(
    fc.property(anyProblem, ({ masks, seeds, ...problem }) => {
      const { component, pass, all } = setUp(problem);
      let calls = 0;
      const random = (): number => (seeds[calls++ % seeds.length] as number) / 1001;
      for (let cell = 0; cell < component.cells; cell += 1) {
        const inCell = all
          .filter((at) => at.cell === cell && isWithin(masks, at.tuple))
          .map(({ tuple }) => tuple.map((value, variable) => problem.variables[variable]?.values[value]).join());
        const sampled = pass.sample(masks, cell, random);
        if (inCell.length === 0) expect(sampled).toBeNull();
        else expect(inCell).toContain(sampled?.join());
      }
    }),
    { numRuns: 300 },
  );
});

test('as the random number goes through its range, every tuple of a cell is sampled equally often', () => {
  // The first variable settles the second: the random number chooses among five tuples.
  const values = [0, 10, 20, 30, 40, 50];
  const total = { contributions: [values, values], thresholds: [49, 50], allowed: [false, true, false] };
  const pass = new ComponentPass(buildComponent([{ values }, { values }], [total]) as BuiltComponent);
  const mask = Uint8Array.of(1, 0, 1, 1, 1, 1);
  const sampled = Array.from({ length: 50 }, (_, step) =>
    pass.sample([mask, null], 0, () => (step + 0.5) / 50)?.join(),
  );
  const times = new Map<string | undefined, number>();
  for (const tuple of sampled) times.set(tuple, (times.get(tuple) ?? 0) + 1);
  expect([...times].sort()).toEqual(['0,50', '20,30', '30,20', '40,10', '50,0'].map((tuple) => [tuple, 10]));
});

test('counts beyond every double stay exact', () => {
  const values = Array.from({ length: 100 }, (_, value) => value);
  const variables = Array.from({ length: 200 }, () => ({ values }));
  const forms = [{ contributions: variables.map((_, at) => (at === 0 ? values : null)), thresholds: [29] }];
  const component = buildComponent(variables, forms) as BuiltComponent;
  const pass = new ComponentPass(component);
  const masks = variables.map(() => null);
  const [low, high] = component.regionOf(0, 0) === 0 ? [0, 1] : [1, 0];
  const counts = pass.cellCounts(masks);
  expect([counts[low], counts[high]]).toEqual([30n * 100n ** 199n, 70n * 100n ** 199n]);
  const weights = [1, 1];
  weights[low] = 0;
  const perValue = pass.counts(masks, weights);
  expect([perValue[0]?.[29], perValue[0]?.[30], perValue[7]?.[3]]).toEqual([0n, 100n ** 199n, 70n * 100n ** 198n]);
  expect(pass.sample(masks, high, () => 0.999999)?.[0]).toBe(99);
});
