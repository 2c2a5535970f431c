import fc from 'fast-check';
import { expect, test } from 'vitest';
import { placesOf, tieOrder } from './places.ts';
import { tally } from './tally.ts';

test('tied entries follow the SHA-256 of seed and id', () => {
  // printf 'seed:a' | sha256sum begins with 3055, that of 'seed:b' with e362, of 'seed:c' with e1c7.
  expect(tieOrder('seed', ['a', 'b', 'c'])).toEqual(['a', 'c', 'b']);
});

test('places are 1, 2, 3 …, follow the ranks, and inside a rank the tie order', () => {
  const slate = ['a', 'b', 'c', 'd', 'e'];
  const anyBallots = fc.array(fc.shuffledSubarray(slate, { minLength: 1 }).map((ids) => ids.map((id) => [id])));
  fc.assert(
    fc.property(anyBallots, fc.string(), (ballots, seed) => {
      const result = tally(slate, ballots);
      const places = placesOf(result, seed);
      expect(places.map(({ place }) => place)).toEqual([1, 2, 3, 4, 5]);
      for (const { id, rank } of places) expect(rank).toBe(result.ranks[slate.indexOf(id)]);
      for (const rank of new Set(result.ranks)) {
        const tied = places.filter((row) => row.rank === rank).map(({ id }) => id);
        expect(tied).toEqual(tieOrder(seed, tied));
      }
      expect(places.map(({ rank }) => rank)).toEqual(places.map(({ rank }) => rank).toSorted((a, b) => a - b));
    }),
  );
});
