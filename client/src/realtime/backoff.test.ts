import { expect, test } from 'vitest';
import { backoffMs } from './backoff.ts';

test('the waits between attempts grow and have an end, and nobody has to wait as long as somebody else', () => {
  expect(backoffMs(1, 0)).toBe(0);
  expect(backoffMs(1, 1)).toBe(200);
  expect(backoffMs(5, 0.5)).toBe(1_600);
  expect(backoffMs(50, 1)).toBe(15_000);
});

test('a server that cannot work now is given more time', () => {
  expect(backoffMs(1, 0, true)).toBe(2_000);
  expect(backoffMs(1, 1, true)).toBe(4_000);
  expect(backoffMs(4, 0.5, true)).toBe(10_000);
  expect(backoffMs(50, 1, true)).toBe(32_000);
});
