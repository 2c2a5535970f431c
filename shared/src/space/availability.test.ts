import { expect, test } from 'vitest';
import { makeDesign, makeSpace } from '../testing/make-space.ts';
import { blockers, fixes, withChoice } from './availability.ts';
import { brokenRules } from './violations.ts';

const space = makeSpace();
const { params } = makeDesign();

test('an option that would break a rule names the rule', () => {
  expect(blockers(space, params, 'bulb', 'hot').map(({ id }) => id)).toEqual(['paper-burns']);
  expect(blockers(space, params, 'shade', 'glass')).toEqual([]);
});

test('every fix contains the wanted option and breaks no rule', () => {
  const found = fixes(space, params, 'bulb', 'hot');
  expect(found.map((fix) => fix['shade'])).toEqual(['glass', 'metal']);
  for (const fix of found) {
    expect(fix['bulb']).toBe('hot');
    expect(brokenRules(space, fix)).toEqual([]);
  }
});

test('choosing an option of a many switches it over and keeps the order of the brand', () => {
  const both = withChoice(space, withChoice(space, params, 'extras', 'usb'), 'extras', 'clamp');
  expect(both['extras']).toEqual(['clamp', 'usb']);
  expect(withChoice(space, both, 'extras', 'usb')['extras']).toEqual(['clamp']);
});

test('two extras that exclude each other: having the second means leaving the first', () => {
  const withDimmer = withChoice(space, params, 'extras', 'dimmer');
  expect(blockers(space, withDimmer, 'extras', 'usb').map(({ id }) => id)).toEqual(['one-hand']);
});
