import { expect, test } from 'vitest';
import { IDENTITY, translate } from './matrix.ts';
import { pathBounds } from './path-bounds.ts';

test.each([
  ['M1 2L5 9Z', { minX: 1, minY: 2, maxX: 5, maxY: 9 }],
  ['m1 2l4 7h-10v1', { minX: -5, minY: 2, maxX: 5, maxY: 10 }],
  ['M0 0C1-5 2 8 3 0', { minX: 0, minY: -5, maxX: 3, maxY: 8 }],
  ['M0 0h1e1zl2-3', { minX: 0, minY: -3, maxX: 10, maxY: 0 }],
])('%s lies in the box around its points', (d, box) => {
  expect(pathBounds(d, IDENTITY)).toEqual(box);
});

test('an arc lies in its box, also with its flags written together', () => {
  const box = pathBounds('M10 10a5 5 0 0110 0', translate(100, 0));
  expect(box?.minX).toBeLessThanOrEqual(110);
  expect(box?.maxX).toBeGreaterThanOrEqual(120);
  expect(box?.minY).toBeLessThanOrEqual(5);
});

test('a path that draws nothing has no box', () => {
  expect(pathBounds('', IDENTITY)).toBeNull();
});
