import { expect, test } from 'vitest';
import type { Place } from '../voting/places.ts';
import { decide } from './decision.ts';

const places: Place[] = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((id, index) => ({
  id,
  rank: index + 1,
  place: index + 1,
}));
const reasonsFor = (...ids: string[]) => ids.map((entryId) => ({ entryId, reason: `  because of ${entryId} ` }));

test('the first five places are finalists and each has its reason', () => {
  const finalists = decide(places, 'b', reasonsFor('e', 'd', 'c', 'b', 'a'));
  expect(finalists.map(({ entryId, place, winner }) => [entryId, place, winner])).toEqual([
    ['a', 1, false],
    ['b', 2, true],
    ['c', 3, false],
    ['d', 4, false],
    ['e', 5, false],
  ]);
  expect(finalists[0]?.reason).toBe('because of a');
});

test('a winner from further down joins the finalists and owes a reason too', () => {
  expect(decide(places, 'g', reasonsFor('a', 'b', 'c', 'd', 'e', 'g')).at(-1)).toEqual({
    entryId: 'g',
    place: 7,
    winner: true,
    reason: 'because of g',
  });
  expect(() => decide(places, 'g', reasonsFor('a', 'b', 'c', 'd', 'e'))).toThrow(
    expect.objectContaining({ code: 'decision_reason_missing', details: { entries: ['g'], minLength: 10 } }),
  );
});

test('with fewer entries than five, all are finalists', () => {
  expect(decide(places.slice(0, 2), 'a', reasonsFor('a', 'b'))).toHaveLength(2);
});

test('a winner or a reason outside of the finalists is refused', () => {
  expect(() => decide(places, 'x', reasonsFor('a', 'b', 'c', 'd', 'e'))).toThrow(
    expect.objectContaining({ code: 'decision_not_a_finalist', details: { entries: ['x'] } }),
  );
  expect(() => decide(places, 'a', reasonsFor('a', 'b', 'c', 'd', 'e', 'f'))).toThrow(
    expect.objectContaining({ code: 'decision_not_a_finalist', details: { entries: ['f'] } }),
  );
});

test('a reason that is only white space is none', () => {
  const reasons = [...reasonsFor('a', 'b', 'c', 'd'), { entryId: 'e', reason: '           ' }];
  expect(() => decide(places, 'a', reasons)).toThrow(
    expect.objectContaining({ code: 'decision_reason_missing', details: { entries: ['e'], minLength: 10 } }),
  );
});
