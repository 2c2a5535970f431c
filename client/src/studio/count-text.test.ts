import { expect, test } from 'vitest';
import { countText } from './count-text.ts';

test('a number of designs is exact while it can be read, and then says its size, never more than there are', () => {
  expect(countText(1n)).toBe('1');
  expect(countText(1_204n)).toBe('1,204');
  expect(countText(2_899_999_999_999n)).toBe('2.8\u00a0×\u00a010¹²');
  expect(countText(10n ** 400n)).toBe('1.0\u00a0×\u00a010⁴⁰⁰');
});
