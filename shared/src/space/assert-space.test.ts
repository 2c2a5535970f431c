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

const number = (id: string, changes: object) => ({
  kind: 'number',
  id,
  label: { en: id },
  section: 'all',
  min: 0,
  max: 5,
  step: 1,
  unit: { en: 'm' },
  default: 0,
  ...changes,
});

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
  [ruled(['le', [null], 3] as unknown as Condition), 'a term is [integer factor, "name"]'],
  [ruled(['le', [[1e300, 'cable']], 3]), 'a factor may be 1000000000 at most'],
  [ruled(['le', [[1, 'cable']], 2 ** 60]), 'an integer limit'],
  [ruled(['is', 'shade'] as unknown as Condition), '"is" takes 2 entries'],
  [ruled(['different', [], 0, 0]), '"different" takes a list of parameters'],
  [ruled(['table', [], []]), '"table" takes parameters and rows'],
  [
    ruled(Array.from({ length: 500 }).reduce<Condition>((inner) => ['not', inner], ['is', 'shade', 'glass'])),
    'nested more than 100',
  ],
  [{ rules: [{ ...makeSpace().rules[0], from: '2026-02-30' }] }, 'there is no day "2026-02-30"'],
  [{ rules: [{ ...makeSpace().rules[0], from: '2026-02-03', until: '2026-02-01' }] }, 'ends before it begins'],
  [
    { priceLines: [{ id: 'x', label: { en: 'X' }, when: ['le', [[1, 'price']], 5], cents: 1 }] },
    'a line of the price cannot depend on the price',
  ],
  [{ parameters: [...makeSpace().parameters, number('budget', {})] }, '"budget" is a word of the rules themselves'],
  [{ parameters: [...makeSpace().parameters, number('x', { max: 900_000 })] }, 'has more than 20000 values'],
  [{ parameters: [...makeSpace().parameters, number('x', { max: 1e19 })] }, '/parameters/'],
] as const)('%j is refused with place and cure', (changes, message) => {
  expect(messageOf(changes as Partial<Space>)).toContain(message);
});
