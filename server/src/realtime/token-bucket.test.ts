import { expect, test } from 'vitest';
import { TokenBucket } from './token-bucket.ts';

test('a burst passes, then what is filled in again, and never more than the burst', () => {
  const bucket = new TokenBucket(3, 10, 0);
  expect([1, 2, 3, 4].map(() => bucket.take(1, 0))).toEqual([true, true, true, false]);
  expect([bucket.take(1, 99), bucket.take(1, 100)]).toEqual([false, true]);
  expect([bucket.take(4, 60_000), bucket.take(3, 60_000), bucket.take(1, 60_000)]).toEqual([false, true, false]);
});

test('what is charged for may be owed: nothing is left until it is filled in, but the debt has an end', () => {
  const bucket = new TokenBucket(3, 10, 0);
  expect([bucket.charge(2, 0), bucket.charge(2, 0)]).toEqual([true, false]);
  expect([bucket.take(0, 0), bucket.take(0, 99), bucket.take(0, 101)]).toEqual([false, false, true]);
  expect([bucket.charge(1_000, 101), bucket.take(0, 400), bucket.take(0, 402)]).toEqual([false, false, true]);
});
