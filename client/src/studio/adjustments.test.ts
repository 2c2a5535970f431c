import type { Adjustment } from 'shared/space/violation.ts';
import { expect, test } from 'vitest';
import { adjustedPart, Adjustments } from './adjustments.svelte.ts';

const adjustment = (path: string): Adjustment => ({ violation: { code: 'rule', path }, path, from: 'a', to: 'b' });
const all = [adjustment('params.paint'), adjustment('elements.e1.xf'), adjustment('elements.e10')];

test('an adjustment is shown where it is about, newest first, until it is put aside', () => {
  const adjustments = new Adjustments(() => all);
  expect(adjustments.open.map(({ path }) => path)).toEqual(['elements.e10', 'elements.e1.xf', 'params.paint']);
  expect(adjustments.at('elements.e1')).toEqual([all[1]]);
  for (const one of adjustments.at('elements.e1')) adjustments.putAside(one);
  expect(adjustments.open).toHaveLength(2);
});

test('its path says what it is about', () => {
  expect(all.map((one) => adjustedPart(one).kind)).toEqual(['parameter', 'element', 'element']);
  expect(adjustedPart(adjustment('story')).kind).toBe('story');
});
