import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SpaceZone } from '../space/schema.ts';
import { makeSpace } from '../testing/make-space.ts';
import { elementCorners, fitIntoZone, hasSizeInRange, isInsideZone } from './geometry.ts';

const { zones } = makeSpace();
const [square, hollow] = zones as [SpaceZone, SpaceZone];

test('a quarter turn swaps width and height', () => {
  const corners = elementCorners(square, [250, 250, 200, 100, 900]);
  const xs = corners.map(([x]) => Math.round(x));
  const ys = corners.map(([, y]) => Math.round(y));
  expect([Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]).toEqual([30, 40, 25, 45]);
});

test('an element across the opening of a hollow zone is outside although its corners are inside', () => {
  expect(isInsideZone(hollow, 'shape', [300, 120, 400, 60, 0])).toBe(false);
  expect(isInsideZone(hollow, 'shape', [300, 280, 400, 60, 0])).toBe(true);
});

test('a stripe may run over the edge as long as its middle is inside', () => {
  expect(isInsideZone(square, 'stripe', [490, 250, 300, 50, 0])).toBe(true);
  expect(isInsideZone(square, 'sticker', [490, 250, 300, 50, 0])).toBe(false);
});

test('fitting gives a legal transform or none, and fits what already fits to itself', () => {
  const number = fc.integer({ min: -100_000, max: 100_000 });
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.tuple(number, number, number, number, number),
      fc.constantFrom('sticker', 'stripe'),
      (zone, xf, kind) => {
        const fitted = fitIntoZone(zone, kind, xf);
        if (fitted === null) return;
        expect(isInsideZone(zone, kind, fitted)).toBe(true);
        expect(hasSizeInRange(zone, kind, fitted)).toBe(true);
        expect(fitted.every(Number.isSafeInteger)).toBe(true);
        expect(fitIntoZone(zone, kind, fitted)).toEqual(fitted);
      },
    ),
    { numRuns: 2_000 },
  );
});

test('an element that is too large for any place is made smaller, with its proportions kept', () => {
  const fitted = fitIntoZone(square, 'sticker', [0, 0, 8_000, 4_000, 450]);
  expect(fitted).not.toBeNull();
  expect((fitted?.[2] ?? 0) / (fitted?.[3] ?? 1)).toBeCloseTo(2, 1);
});
