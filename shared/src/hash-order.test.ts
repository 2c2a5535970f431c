import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hashOrder } from './hash-order.ts';

test('the order depends on the seed and the ids, not on the order in which they are given', () => {
  fc.assert(
    fc.property(fc.string(), fc.uniqueArray(fc.uuid()), (seed, ids) => {
      expect(hashOrder(seed, [...ids].reverse())).toEqual(hashOrder(seed, ids));
      expect(hashOrder(seed, ids).toSorted()).toEqual(ids.toSorted());
    }),
  );
});

test('over many seeds every id comes first about equally often', () => {
  const ids = ['a', 'b', 'c', 'd'];
  const first = new Map(ids.map((id) => [id, 0]));
  for (let seed = 0; seed < 4000; seed += 1) {
    const [id = ''] = hashOrder(`seed-${String(seed)}`, ids);
    first.set(id, (first.get(id) ?? 0) + 1);
  }
  // 1000 expected each, standard deviation 27: the seeds are fixed, so this never flickers.
  for (const count of first.values()) expect(Math.abs(count - 1000)).toBeLessThan(110);
});
