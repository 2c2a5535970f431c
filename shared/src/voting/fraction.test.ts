import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Fraction } from './fraction.ts';

const anyFraction = fc
  .tuple(
    fc.integer(),
    fc.integer().filter((below) => below !== 0),
  )
  .map(([above, below]) => Fraction.of(above, below));

test('fractions are reduced, and have one sign', () => {
  expect(String(Fraction.of(6, -4))).toBe('-3/2');
  expect(JSON.stringify([Fraction.of(4, 2), Fraction.of(1, 3), Fraction.of(2n ** 60n)])).toBe(
    `[2,"1/3","${String(2n ** 60n)}"]`,
  );
  expect(() => Fraction.of(1, 0)).toThrow(RangeError);
});

test('what is added and multiplied can be taken away and divided again, exactly', () => {
  fc.assert(
    fc.property(anyFraction, anyFraction, (a, b) => {
      expect(a.plus(b).minus(b).compare(a)).toBe(0);
      if (b.numerator !== 0n) expect(a.times(b).over(b).compare(a)).toBe(0);
    }),
  );
});
