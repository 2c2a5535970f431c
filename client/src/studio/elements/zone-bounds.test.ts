import { makeSpace } from 'shared/testing/make-space.ts';
import { expect, test } from 'vitest';
import { makeStudio } from '../testing/make-studio.svelte.ts';
import { inZone, isLegal } from './placed.ts';
import { inkFor, inksOf, nearestRotation, nextRotation } from './zone-bounds.ts';

const space = makeSpace();
const [body, foot] = space.zones;
if (!body || !foot) throw new Error('The lamp has two zones.');
const strict = { ...body, angles: [0, 90, 270], inks: ['white'] };

test('an angle comes to rest at the nearest that the zone takes, also across a full turn', () => {
  expect([100, 500, 3500, 1800].map((rotation) => nearestRotation(strict, rotation))).toEqual([0, 900, 0, 900]);
  expect(nearestRotation(body, 123)).toBe(123);
});

test('a key turns by one angle where a zone takes only some, in its direction', () => {
  expect([nextRotation(strict, 0, 50), nextRotation(strict, 0, -50)]).toEqual([900, 2700]);
  expect([nextRotation(strict, 2700, 50), nextRotation({ ...body, angles: [0] }, 0, 50)]).toEqual([0, 0]);
  expect(nextRotation(body, 100, -50)).toBe(50);
});

test('an angle that the zone does not take is not legal, and is turned on the way into the zone', () => {
  expect(isLegal(strict, 'sticker', [250, 250, 100, 100, 450])).toBe(false);
  expect(isLegal(strict, 'sticker', inZone(foot, strict, [250, 250, 100, 100, 450]))).toBe(false); // outside, but upright
  expect(inZone(foot, strict, [250, 250, 100, 100, 400])[4]).toBe(0);
});

test('only the inks of a zone are offered there, and another one becomes the first of them', () => {
  expect(inksOf(space, strict).map(({ id }) => id)).toEqual(['white']);
  expect([inkFor(space, strict, 'black'), inkFor(space, body, 'black')]).toEqual(['white', 'black']);
});

test('an element that is placed or moved into a zone has an ink that the zone takes', () => {
  const { studio } = makeStudio({}, 'e', { zones: [body, { ...foot, inks: ['white'] }] });
  const target = studio.space.zones[1] ?? null;
  const where = { zone: target, at: null, view: 'front', preferred: null };
  const placed = studio.elements.place({ kind: 'sticker', fill: 'black', asset: 'star' }, where, {});
  if (!('ids' in placed)) throw new Error(placed.refusal);
  expect(studio.design.elements[placed.ids[0] ?? '']?.fill).toBe('white');
});
