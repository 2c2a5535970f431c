import fc from 'fast-check';
import { hasSizeInRange, isInsideZone } from 'shared/design/geometry.ts';
import type { SpaceZone } from 'shared/space/schema.ts';
import { makeSpace } from 'shared/testing/make-space.ts';
import { expect, test } from 'vitest';
import { asFarAsLegal, pulled, rotated, scaled } from './reshape.ts';

const [body] = makeSpace().zones as [SpaceZone];
const free = { keepsProportions: false, aroundMiddle: false };

test('a pulled handle moves, and the opposite one stays', () => {
  expect(pulled([250, 250, 200, 100, 0], { x: 1, y: 1 }, 40, 20, free)).toEqual([270, 260, 240, 120, 0]);
  expect(pulled([250, 250, 200, 100, 0], { x: -1, y: 0 }, -40, 99, free)).toEqual([230, 250, 240, 100, 0]);
});

test('on a turned element a handle follows the element’s own directions', () => {
  // A quarter turn: its right side looks down.
  expect(pulled([250, 250, 200, 100, 900], { x: 1, y: 0 }, 0, 40, free)).toEqual([250, 270, 240, 100, 900]);
});

test('what keeps its proportions grows in both directions', () => {
  expect(pulled([250, 250, 200, 100, 0], { x: 1, y: 1 }, 100, 0, { ...free, keepsProportions: true })).toEqual([
    300, 275, 300, 150, 0,
  ]);
});

test('a turn goes the shorter way round', () => {
  expect(asFarAsLegal(body, 'sticker', [250, 250, 100, 50, 3590], rotated([250, 250, 100, 50, 3590], 20))[4]).toBe(10);
});

test('whatever is pulled or turned, the result is inside the zone', () => {
  const side = fc.constantFrom(-1 as const, 0 as const, 1 as const);
  const far = fc.integer({ min: -3000, max: 3000 });
  fc.assert(
    fc.property(side, side, far, far, fc.integer({ min: 0, max: 3599 }), (x, y, dx, dy, turn) => {
      const from = asFarAsLegal(body, 'shape', [250, 250, 100, 80, 0], rotated([250, 250, 100, 80, 0], turn));
      for (const wanted of [pulled(from, { x, y }, dx, dy, free), scaled(from, 1 + Math.abs(dx) / 500)]) {
        const reached = asFarAsLegal(body, 'shape', from, wanted);
        expect(isInsideZone(body, 'shape', reached) && hasSizeInRange(body, 'shape', reached)).toBe(true);
      }
    }),
  );
});
