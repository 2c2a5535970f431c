import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Consistency, minimalConflict, smallestRepairs } from './conflict.ts';

/** Items are consistent unless they contain one of `conflicts`; of those contained, `choose` says which is named. */
function oracle(conflicts: readonly (readonly number[])[], choose = 0): Consistency {
  return (kept) => {
    const met = conflicts.filter((conflict) => conflict.every((item) => kept.includes(item)));
    if (met.length === 0) return null;
    return choose % 3 === 2 ? kept : (met[choose % met.length] ?? null);
  };
}

/** All subsets, smallest first, among equally small ones in the order of their items. */
function subsets(items: readonly number[]): number[][] {
  const rest = items.slice(1);
  const all =
    items.length === 0 ? [[]] : [...subsets(rest).map((set) => [items[0] as number, ...set]), ...subsets(rest)];
  return all.sort((a, b) => a.length - b.length);
}

const isPart = (part: readonly number[], whole: readonly number[]): boolean =>
  part.every((item) => whole.includes(item));

function minimal(sets: readonly number[][]): number[][] {
  return sets.filter((set) => !sets.some((other) => other.length < set.length && isPart(other, set)));
}

function allRepairs(items: readonly number[], check: Consistency): number[][] {
  return minimal(subsets(items).filter((set) => check(items.filter((item) => !set.includes(item))) === null));
}

const someItems = fc.shuffledSubarray([11, 3, 8, 5, 20, 1, 14]);
const someConflicts = fc.array(fc.subarray([11, 3, 8, 5, 20, 1, 14], { minLength: 1, maxLength: 4 }), { maxLength: 8 });

test('a conflict is inconsistent, has no item to spare, and does without later items where it can', () => {
  fc.assert(
    fc.property(someItems, someConflicts, fc.nat(20), (items, conflicts, choose) => {
      const check = oracle(conflicts, choose);
      const conflict = minimalConflict(items, check);
      expect(conflict === null).toBe(check(items) === null);
      if (conflict === null) return;
      expect(minimal(subsets(items).filter((set) => check(set) !== null))).toContainEqual(conflict);
      let rest = items;
      for (const item of items.toReversed()) {
        const without = rest.filter((other) => other !== item);
        if (check(without) !== null) rest = without;
      }
      expect(conflict).toEqual(rest);
    }),
    { numRuns: 2000 },
  );
});

test('a conflict with nothing in it is found where nothing is consistent', () => {
  expect(minimalConflict([1, 2, 3], () => [])).toEqual([]);
  expect(minimalConflict([], () => [])).toEqual([]);
  expect(smallestRepairs([1, 2, 3], () => [], { most: 3 })).toEqual([]);
});

test('a conflict of three among ten thousand items takes few questions', () => {
  let questions = 0;
  const check: Consistency = (kept) => {
    questions += 1;
    return [17, 4000, 9000].every((item) => kept.includes(item)) ? kept : null;
  };
  const items = Array.from({ length: 10_000 }, (_, item) => item);
  expect(minimalConflict(items, check)).toEqual([17, 4000, 9000]);
  expect(questions).toBeLessThan(100);
});

test('the repairs are the smallest there are, in the order of their items', () => {
  fc.assert(
    fc.property(
      someItems,
      someConflicts,
      fc.nat(20),
      fc.integer({ min: 1, max: 40 }),
      (items, conflicts, choose, most) => {
        const check = oracle(conflicts, choose);
        expect(smallestRepairs(items, check, { most })).toEqual(allRepairs(items, check).slice(0, most));
      },
    ),
    { numRuns: 2000 },
  );
});

test('of overlapping conflicts each smallest set that resolves all of them is found', () => {
  // O'Sullivan et al., "Representative Explanations for Over-Constrained Problems", 2007.
  const check = oracle([
    [2, 3],
    [1, 2, 5],
    [1, 3, 5],
    [1, 4, 5],
  ]);
  const fixes = [
    [1, 2],
    [1, 3],
    [2, 5],
    [3, 5],
    [2, 3, 4],
  ];
  expect(smallestRepairs([1, 2, 3, 4, 5], check, { most: 10 })).toEqual(fixes);
  expect(smallestRepairs([1, 2, 3, 4, 5], check, { most: 3 })).toEqual(fixes.slice(0, 3));
});

test('where the questions run out there still is a repair, and nothing in it can be kept', () => {
  fc.assert(
    fc.property(someItems, someConflicts, fc.nat(20), fc.nat(6), (items, conflicts, choose, maxChecks) => {
      const check = oracle(conflicts, choose);
      const repairs = smallestRepairs(items, check, { most: 2, maxChecks });
      expect(repairs.length).toBeGreaterThan(0);
      for (const repair of repairs) expect(allRepairs(items, check)).toContainEqual(repair);
    }),
  );
});

test('thirty conflicts that share nothing are repaired within the questions allowed', () => {
  const items = Array.from({ length: 60 }, (_, item) => item);
  const pairs = Array.from({ length: 30 }, (_, pair) => [2 * pair, 2 * pair + 1]);
  const [repair] = smallestRepairs(items, oracle(pairs), { most: 1 });
  expect(repair).toEqual(pairs.map(([first]) => first));
});
