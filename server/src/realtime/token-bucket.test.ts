import { expect, test } from 'vitest';
import { TokenBucket } from './token-bucket.ts';

test('a burst passes, then what is filled in again, and never more than the burst', () => {
  const bucket = new TokenBucket(3, 10, 0);
  expect([1, 2, 3, 4].map(() => bucket.take(1, 0))).toEqual([true, true, true, false]);
  expect([bucket.take(1, 99), bucket.take(1, 100)]).toEqual([false, true]);
  expect([bucket.take(4, 60_000), bucket.take(3, 60_000), bucket.take(1, 60_000)]).toEqual([false, true, false]);
});
