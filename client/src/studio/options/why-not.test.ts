import { withChoice } from 'shared/space/availability.ts';
import { makeDesign, makeSpace } from 'shared/testing/make-space.ts';
import { expect, test } from 'vitest';
import { priceDifference, whyNot } from './why-not.ts';

const space = makeSpace();
const design = makeDesign();

test('an option that breaks no rule needs no explanation', () => {
  expect(whyNot(space, design, withChoice(space, design.params, 'shade', 'glass'), 'shade')).toBeNull();
});

test('an option that breaks one says which, and what else would have to change', () => {
  const why = whyNot(space, design, withChoice(space, design.params, 'bulb', 'hot'), 'bulb');
  expect(why?.rules.map(({ id }) => id)).toEqual(['paper-burns']);
  expect(why?.fixes.map(({ changes, cents }) => [changes.map(({ to }) => to), cents])).toEqual([
    [['glass'], 1000],
    [['metal'], 500],
  ]);
});

test('the price of an option counts what it brings or takes elsewhere', () => {
  const lit = makeDesign({ params: { ...design.params, extras: ['dimmer'] } });
  // Glass costs 9.00, and with the dimmer the set is 2.00 cheaper.
  expect(priceDifference(space, lit, withChoice(space, lit.params, 'shade', 'glass'))).toBe(700);
});
