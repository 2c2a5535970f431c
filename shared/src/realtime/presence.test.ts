import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Presence } from './messages.ts';
import { cleanPresence, fitPresence, PRESENCE_LIMIT } from './presence.ts';

const ids = (count: number): string[] => Array.from({ length: count }, (_, index) => `0123456789-${100 + index}`);

describe('what of a presence others are shown', () => {
  test('are the known keys with values of their form', () => {
    const cursor = { view: 'front', x: 1.5, y: -2 };
    expect(cleanPresence({ cursor, selection: ['a'], editing: 'shade', user: { id: 'forged' }, junk: 1 })).toEqual({
      cursor,
      selection: ['a'],
      editing: 'shade',
    });
    expect(cleanPresence({ cursor: { view: 'front', x: Infinity, y: 0 }, selection: [1], drag: 'x' })).toEqual({});
  });

  test('is every element in hand, each with what changes of its place', () => {
    const drag = [
      { id: 'a', xf: [1, 2] },
      { id: 'b', zone: 'lid', xf: [1, 2, 30, 40, 900] },
    ];
    expect(cleanPresence({ drag })).toEqual({ drag });
    expect(cleanPresence({ drag: null })).toEqual({ drag: null });
  });

  test('is one element, too, as pages sent it that knew no more', () => {
    const one = { id: 'a', zone: 'body', xf: [1, 2, 3, 4, 5] };
    expect(cleanPresence({ drag: one })).toEqual({ drag: [one] });
  });

  test.each([
    ['more than fifty', ids(51).map((id) => ({ id, xf: [0, 0] }))],
    ['a place of three numbers', [{ id: 'a', xf: [1, 2, 3] }]],
    ['a place that is no number', [{ id: 'a', xf: [1, null] }]],
    ['an element without a name', [{ xf: [1, 2] }]],
    ['one bad among good ones', [{ id: 'a', xf: [1, 2] }, 7]],
  ])('is no drag of %s', (_, drag) => expect(cleanPresence({ drag })).toEqual({}));
});

describe('what one message has room for', () => {
  const cursor = { view: 'front', x: 1234, y: 1234 };

  test('is all of it where it fits', () => {
    const presence = { cursor, selection: ids(3), drag: ids(3).map((id) => ({ id, xf: [1, 2] })) };
    expect(fitPresence(presence)).toBe(presence);
  });

  test('are forty elements that move and the cursor; the selection says the same and is left out', () => {
    const drag = ids(40).map((id) => ({ id, xf: [1234, 1234] }));
    expect(fitPresence({ cursor, selection: ids(40), drag })).toEqual({ cursor, drag });
  });

  test('is never more than the server takes, and passes its check', () =>
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 80 }),
        fc.array(fc.integer({ min: -1e6, max: 1e6 }), { minLength: 5, maxLength: 5 }),
        (count, xf) => {
          const drag = ids(count).map((id) => ({ id, zone: 'a-zone-with-a-long-name', xf }));
          const fitted: Omit<Presence, 'user'> = fitPresence({ cursor, selection: ids(Math.min(50, count)), drag });
          expect(JSON.stringify(fitted).length).toBeLessThanOrEqual(PRESENCE_LIMIT);
          expect(cleanPresence(fitted)).toEqual(fitted);
        },
      ),
    ));
});
