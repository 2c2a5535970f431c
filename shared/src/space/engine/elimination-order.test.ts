import fc from 'fast-check';
import { expect, test } from 'vitest';
import { eliminationOrder } from './elimination-order.ts';

/** How many vertices were eliminated one after the other along the longest way up the elimination tree. */
function depth(order: Int32Array, links: readonly (readonly number[])[]): number {
  const count = order.length;
  const next = Array.from({ length: count }, () => new Set<number>());
  for (const link of links) for (const a of link) for (const b of link) if (a !== b) next[a]?.add(b);
  const height = new Array<number>(count).fill(1);
  for (const vertex of [...order.keys()].sort((a, b) => (order[a] ?? 0) - (order[b] ?? 0))) {
    const left = [...(next[vertex] ?? [])];
    for (const a of left) {
      next[a]?.delete(vertex);
      for (const b of left) if (a !== b) next[a]?.add(b);
      height[a] = Math.max(height[a] ?? 0, (height[vertex] ?? 0) + 1);
    }
  }
  return Math.max(...height);
}

test('every vertex has a place of its own', () => {
  fc.assert(
    fc.property(fc.array(fc.uniqueArray(fc.nat(19), { maxLength: 5 }), { maxLength: 30 }), (links) => {
      const order = eliminationOrder(new Array<number>(20).fill(2), links);
      expect([...order].sort((a, b) => a - b)).toEqual([...Array(20).keys()]);
    }),
  );
});

test('the middle of a star is eliminated last but for one of its points', () => {
  const links = [1, 2, 3, 4, 5].map((point) => [0, point]);
  expect(eliminationOrder([2, 2, 2, 2, 2, 2], links)[0]).toBeGreaterThanOrEqual(4);
});

test('a long chain is halved instead of being consumed from its end', () => {
  const links = Array.from({ length: 999 }, (_, at) => [at, at + 1]);
  expect(depth(eliminationOrder(new Array<number>(1000).fill(2), links), links)).toBeLessThan(60);
});

test('of units that are bound alike the one with most options is decided first', () => {
  const links = [
    [0, 1],
    [1, 2],
    [0, 2],
  ];
  expect(eliminationOrder([2, 900, 3], links)).toEqual(Int32Array.of(0, 2, 1));
});

test('who has hundreds of neighbours is put in order without trying', () => {
  const links = Array.from({ length: 300 }, (_, a) => Array.from({ length: 300 }, (_, b) => [a, 300 + b])).flat();
  expect(new Set(eliminationOrder(new Array<number>(600).fill(2), links)).size).toBe(600);
});
