import { expect, test } from 'vitest';
import { makeStudio } from '../testing/make-studio.svelte.ts';

test('an option that a rule stands against is explained and not chosen', () => {
  const { studio } = makeStudio();
  expect(studio.parameters.choose('bulb', 'hot')).toBe(false);
  expect(studio.design.params['bulb']).toBe('warm');
  expect(studio.parameters.whyNot?.rules.map(({ id }) => id)).toEqual(['paper-burns']);
});

test('a fix is previewed on the product, then applied as one step of undo', () => {
  const { studio, session } = makeStudio();
  studio.parameters.choose('bulb', 'hot');
  const fix = studio.parameters.whyNot?.fixes[0];
  if (!fix) throw new Error('There is a way to have a hot bulb.');
  studio.parameters.preview = fix.params;
  expect(studio.shown.params).toMatchObject({ bulb: 'hot', shade: 'glass' });
  expect(studio.design.params['bulb']).toBe('warm');
  studio.parameters.apply(fix.params);
  expect(studio.design.params).toMatchObject({ bulb: 'hot', shade: 'glass' });
  expect(studio.parameters.whyNot).toBeNull();
  session.undo();
  expect(studio.design.params).toMatchObject({ bulb: 'warm', shade: 'paper' });
});

test('an explanation goes away when somebody else makes the option possible', () => {
  const { studio } = makeStudio();
  studio.parameters.choose('bulb', 'hot');
  studio.parameters.apply({ ...studio.design.params, shade: 'metal' });
  expect(studio.parameters.whyNot).toBeNull();
});
