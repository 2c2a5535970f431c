import { expect, test } from 'vitest';
import { makePublishedSpace, makeSpace } from '../testing/make-space.ts';
import { assertSpace } from './assert-space.ts';
import type { Condition, Space } from './schema.ts';

const messageOf = (changes: Partial<Space>): string => {
  try {
    assertSpace(makePublishedSpace(changes));
  } catch (error) {
    return (error as Error).message;
  }
  return 'accepted';
};
const ruled = (then: Condition): Partial<Space> => ({ rules: [{ id: 'r', then, because: { en: 'so' } }] });

test('a space that names only what exists is accepted', () => {
  expect(messageOf({})).toBe('accepted');
});

test.each([
  [ruled(['is', 'shade', 'wood']), 'rules/r/then: "shade" has no option "wood"'],
  [ruled(['is', 'shadow', 'wood']), 'rules/r/then: there is no parameter "shadow"'],
  [ruled(['has', 'shade', 'paper']), 'rules/r/then: "shade" is a one parameter; this condition takes many'],
  [ruled(['le', [[1, 'light.pink']], 5]), 'rules/r/then: "light" has no item "pink"'],
  [ruled(['nand', ['is', 'shade', 'paper']] as unknown as Condition), '"nand" is not a condition'],
  [ruled(['is', 'bulb', 'hot']), 'defaults: is outside the space: rule at params (rule r)'],
  [{ layers: [{ layer: 'ghost' }] }, 'layers/ghost: there is no layer "ghost"; there are shade, glow'],
  [{ stickers: [{ id: 'moon', label: { en: 'Moon' } }] }, 'stickers/moon: there is no drawing "moon"'],
  [{ inks: [...makeSpace().inks, ...makeSpace().inks] }, 'inks: "black" is there twice'],
  [{ basePriceCents: -1 }, '/basePriceCents'],
] as const)('%j is refused with place and cure', (changes, message) => {
  expect(messageOf(changes as Partial<Space>)).toContain(message);
});
