import { expect, test } from 'vitest';
import { buildComponent } from './build-component.ts';
import { ComponentPass } from './component-pass.ts';
import type { BuiltComponent, LinearForm, NumericVariable } from './component.ts';

const range = (min: number, max: number, step = 1): number[] =>
  Array.from({ length: Math.floor((max - min) / step) + 1 }, (_, index) => min + index * step);
const numeric = (min: number, max: number, step = 1): NumericVariable => ({ values: range(min, max, step) });

/** The form Σ coefficient · variable; a coefficient of 0 leaves the variable out. */
function linear(
  variables: readonly NumericVariable[],
  coefficients: readonly number[],
  thresholds: readonly number[],
  allowed?: readonly boolean[],
): LinearForm {
  const contributions = variables.map(({ values }, variable) => {
    const coefficient = coefficients[variable] ?? 0;
    return coefficient === 0 ? null : values.map((value) => coefficient * value);
  });
  return allowed ? { contributions, thresholds, allowed } : { contributions, thresholds };
}

/** A mix: amounts sum to `total`, at most `most` of them above 0. */
function makeMix(items: readonly NumericVariable[], total: number, most: number, more: readonly LinearForm[] = []) {
  const sum = linear(
    items,
    items.map(() => 1),
    [total - 1, total],
    [false, true, false],
  );
  const used = {
    contributions: items.map(({ values }) => values.map((value) => Number(value > 0))),
    thresholds: [most],
    allowed: [true, false],
  };
  return buildComponent(items, [sum, used, ...more]) as BuiltComponent;
}
const item = (low: number, high: number, step: number): NumericVariable => ({ values: [0, ...range(low, high, step)] });

/** Values that are possible when the variables named by index have the given values. */
function possibleWith(component: BuiltComponent, picks: Readonly<Record<number, number>>): number[][] {
  const masks = component.variables.map(({ values }, variable) =>
    variable in picks ? Uint8Array.from(values, (value) => Number(value === picks[variable])) : null,
  );
  return new ComponentPass(component)
    .possible(masks, new Uint8Array(component.cells).fill(1))
    .map((possible, variable) => component.variables[variable]?.values.filter((_, at) => possible[at] === 1) ?? []);
}

test('no form: one cell that every tuple lies in', () => {
  const component = buildComponent([numeric(1, 3), numeric(1, 4)], []) as BuiltComponent;
  expect(component.cells).toBe(1);
  expect(new ComponentPass(component).cellCounts([null, null])).toEqual([12]);
  expect(buildComponent([], [])?.cells).toBe(1);
});

test('a variable in no form multiplies the counts and is possible in every value', () => {
  const variables = [numeric(1, 3), numeric(1, 10)];
  const component = buildComponent(variables, [linear(variables, [0, 1], [4])]) as BuiltComponent;
  expect([...new ComponentPass(component).cellCounts([null, null])].sort()).toEqual([12, 18]);
  expect(possibleWith(component, { 1: 2 })[0]).toEqual([1, 2, 3]);
});

test('a form that no variable adds to has one region, and no cell when that is not allowed', () => {
  const variables = [numeric(5, 5)];
  expect(buildComponent(variables, [linear(variables, [1], [4])])?.regionOf(0, 0)).toBe(1);
  expect(buildComponent(variables, [linear(variables, [1], [4], [true, false])])?.cells).toBe(0);
});

test('a variable of 2,000 values with one threshold has two edges', () => {
  const variables = [numeric(1, 2000)];
  const component = buildComponent(variables, [linear(variables, [3], [2999])]) as BuiltComponent;
  expect([...component.runFrom]).toEqual([0, 999]);
  expect([...component.runTo]).toEqual([999, 2000]);
});

test('sums that later variables cannot tell apart share a node', () => {
  const variables = [numeric(0, 99), numeric(0, 1000, 10)];
  const component = buildComponent(variables, [linear(variables, [1, 1], [500])]) as BuiltComponent;
  expect(component.edgeTo.length).toBeLessThan(100);
});

test('three equal amounts of 33.33 % cannot be had in steps of 5', () => {
  const amounts = { values: [3333] };
  expect(makeMix([amounts, amounts, amounts], 10000, 3).cells).toBe(0);
  const mix = makeMix([item(5, 60, 5), item(5, 60, 5), item(5, 60, 5)], 100, 3);
  expect(possibleWith(mix, { 0: 30, 1: 30 })[2]).toEqual([40]);
  expect(possibleWith(mix, { 0: 35, 1: 30 })[2]).toEqual([35]);
});

test('a total that only four items reach makes every one of four items needed', () => {
  const mix = makeMix(
    Array.from({ length: 4 }, () => item(5, 25, 5)),
    100,
    4,
  );
  expect(possibleWith(mix, {})).toEqual([[25], [25], [25], [25]]);
  expect(new ComponentPass(mix).cellCounts([null, null, null, null])).toEqual([1]);
});

test('lower bounds that are above the total together leave no cell', () => {
  const needed = { values: range(40, 60, 5) };
  const mix = makeMix([needed, needed, needed], 100, 3);
  expect(mix.cells).toBe(0);
  const pass = new ComponentPass(mix);
  expect(pass.cells([null, null, null], new Uint8Array(0))).toBe(false);
  expect(pass.cellCounts([null, null, null])).toEqual([]);
  expect(
    pass
      .counts([null, null, null], [])
      .flat()
      .every((count) => count === 0n),
  ).toBe(true);
  expect(possibleWith(mix, {})).toEqual([[], [], []]);
});

test('with three items fixed the fourth can only stay, the fixed ones say what they could be instead', () => {
  const mix = makeMix(
    Array.from({ length: 5 }, () => item(5, 60, 5)),
    100,
    4,
  );
  const fixed = possibleWith(mix, { 0: 25, 1: 25, 2: 25, 4: 0 });
  expect(fixed[3]).toEqual([25]);
  expect(fixed[4]).toEqual([0, 25]);
  expect(possibleWith(mix, { 0: 25, 1: 25, 2: 25 })[3]).toEqual([0, 25]);
  expect(possibleWith(mix, { 0: 25, 1: 25, 2: 25 })[0]).toEqual(range(0, 50, 5));
});

test('thresholds that rules mention become regions: chili above 20 needs lime', () => {
  const items = Array.from({ length: 5 }, () => item(5, 60, 5));
  const chili = linear(items, [1], [20]);
  const lime = linear(items, [0, 1], [0]);
  const mix = makeMix(items, 100, 4, [chili, lime]);
  const allowed = Uint8Array.from({ length: mix.cells }, (_, cell) =>
    Number(mix.regionOf(cell, 2) === 0 || mix.regionOf(cell, 3) === 1),
  );
  expect(mix.cells).toBe(4);
  const masks = items.map(({ values }, at) => (at === 1 ? Uint8Array.from(values, (v) => Number(v === 0)) : null));
  const [chiliValues, limeValues] = new ComponentPass(mix).possible(masks, allowed);
  expect(items[0]?.values.filter((_, at) => chiliValues?.[at])).toEqual([0, 5, 10, 15, 20]);
  expect(limeValues?.every((possible) => possible === 1)).toBe(true);
});

test('a chain of differences tightens a third measure', () => {
  const variables = [numeric(0, 100), numeric(0, 100), numeric(0, 100)];
  const bound = [true, false];
  const component = buildComponent(variables, [
    linear(variables, [1, -1, 0], [-10], bound),
    linear(variables, [0, 1, -1], [-20], bound),
  ]) as BuiltComponent;
  expect(possibleWith(component, {})).toEqual([range(0, 70), range(10, 80), range(30, 100)]);
  expect(possibleWith(component, { 0: 50 })[2]).toEqual(range(80, 100));
  expect(possibleWith(component, { 2: 40 })[0]).toEqual(range(0, 10));
});

test('the order of layers closes forms early, wherever in a chain the smallest variable stands', () => {
  const variables = [numeric(0, 99), numeric(0, 99), numeric(0, 49), numeric(0, 99), numeric(0, 99)];
  const differences = variables.slice(1).map((_, at) => {
    const coefficients = variables.map((__, variable) => Number(variable === at) - Number(variable === at + 1));
    return linear(variables, coefficients, [5]);
  });
  expect(buildComponent(variables, differences)?.edgeTo.length).toBeLessThan(50_000);
});

test('more edges than the budget: no component', () => {
  const variables = [numeric(0, 99), numeric(0, 99)];
  const forms = [linear(variables, [1, 1], [50, 100, 150])];
  const { edgeTo } = buildComponent(variables, forms) as BuiltComponent;
  expect(buildComponent(variables, forms, { maxEdges: edgeTo.length })).not.toBeNull();
  expect(buildComponent(variables, forms, { maxEdges: edgeTo.length - 1 })).toBeNull();
});

const wide = [numeric(0, 999_999), numeric(0, 999_999)];
const primes = [7919, 7907, 7901, 7883, 7879, 7877];
const coarse = primes.map(() => numeric(0, 400));
const digits = Array.from({ length: 40 }, () => numeric(0, 9));
const crowd = Array.from({ length: 200 }, () => numeric(0, 9));
test.each([
  ['many values', wide, [linear(wide, [1, 1], range(0, 1_999_000, 1000))]],
  [
    'many open sums',
    coarse,
    primes.map((_, shift) =>
      linear(
        coarse,
        primes.map((__, at) => primes[(at * (shift + 1)) % 6] ?? 1),
        [9_000_000],
      ),
    ),
  ],
  [
    'many cells',
    digits,
    digits.map((_, at) =>
      linear(
        digits,
        digits.map((__, other) => Number(at === other)),
        [4],
      ),
    ),
  ],
  [
    'many forms of many variables',
    crowd,
    crowd.map((_, at) =>
      linear(
        crowd,
        crowd.map((__, other) => 1 + ((at * other) % 7)),
        [1000],
      ),
    ),
  ],
])('a hopeless component is given up: %s', (_, variables, forms) => {
  expect(buildComponent(variables, forms, { maxEdges: 50_000 })).toBeNull();
});

test('two measures of 2,000 values each are no trouble', () => {
  const variables = [numeric(0, 1999), numeric(0, 1999)];
  expect(buildComponent(variables, [linear(variables, [1, -1], [-60, 320])])?.edgeTo.length).toBeLessThan(10_000);
});

test('a million values with one threshold are two edges', () => {
  const variables = [numeric(0, 999_999)];
  expect(buildComponent(variables, [linear(variables, [1], [1234])])?.edgeTo.length).toBe(2);
});

test('the same arguments give the same diagram', () => {
  const build = () =>
    makeMix(
      Array.from({ length: 8 }, () => item(5, 60, 5)),
      100,
      4,
    );
  const [first, second] = [build(), build()];
  for (const part of ['order', 'edgeStart', 'edgeTo', 'edgeRun', 'runFrom', 'runTo'] as const) {
    expect(second[part]).toEqual(first[part]);
  }
});
