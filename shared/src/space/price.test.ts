import { expect, test } from 'vitest';
import { makeDesign, makeSpace } from '../testing/make-space.ts';
import { priceOf } from './price.ts';

const space = makeSpace();
const sticker = {
  kind: 'sticker',
  zone: 'body',
  z: 'a0',
  xf: [250, 250, 100, 50, 0],
  fill: 'black',
  asset: 'star',
} as const;

test('the price is the base, what was chosen, what was placed, and what combinations cost', () => {
  const params = { ...makeDesign().params, shade: 'glass', extras: ['dimmer'], cable: 3 };
  const elements = { a: sticker, b: { ...sticker, hidden: true } };
  const price = priceOf(space, makeDesign({ params, elements }));
  expect(price.lines.map(({ cents }) => cents)).toEqual([5_000, 900, 700, 150, 30, 150, -200]);
  expect(price.totalCents).toBe(6_730);
});
