import { expect, test } from 'vitest';
import { framed, largestPart, type Mask } from './changed-area.ts';

function mask(...rows: readonly string[]): Mask {
  const width = rows[0]?.length ?? 0;
  return { width, height: rows.length, on: Uint8Array.from(rows.join('').split(''), (sign) => (sign === '#' ? 1 : 0)) };
}

test('of two equal parts the left one is shown', () => {
  expect(largestPart(mask('##.....##', '##.....##'))).toEqual([0, 0, 2, 2]);
});

test('a part that is clearly larger is shown wherever it is', () => {
  expect(largestPart(mask('#.....###', '......###'))).toEqual([6, 0, 3, 2]);
});

test('specks close together are one part', () => {
  expect(largestPart(mask('#.#.#...'))).toEqual([0, 0, 5, 1]);
});

test('nothing drawn has no part', () => {
  expect(largestPart(mask('....'))).toBeNull();
});

test('a frame has the wanted proportions and stays inside the view', () => {
  const [x, y, width, height] = framed([0, 0, 100, 100], 1.5, [0, 0, 1000, 600]);
  expect(width / height).toBeCloseTo(1.5);
  expect([x, y]).toEqual([0, 0]);
});
