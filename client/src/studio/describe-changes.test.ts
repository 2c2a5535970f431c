import type { DesignElement } from 'shared/design/design.ts';
import { makeDesign, makeSpace } from 'shared/testing/make-space.ts';
import { expect, test } from 'vitest';
import { describeChanges } from './describe-changes.ts';

const space = makeSpace();
const sticker: DesignElement = {
  kind: 'sticker',
  zone: 'body',
  z: 'a0',
  xf: [250, 250, 200, 100, 0],
  fill: 'black',
  asset: 'star',
};
const before = makeDesign({ elements: { a: sticker, b: sticker, c: { ...sticker, hidden: true } } });

test('everything that differs is said once, with what it is about', () => {
  const after = makeDesign({
    params: { ...before.params, shade: 'metal' },
    elements: { a: { ...sticker, fill: 'white' }, b: { ...sticker, hidden: true }, c: sticker },
    story: 'Because',
  });
  expect(describeChanges(space, before, after).map(({ about }) => about)).toEqual(['shade', 'a', 'b', 'c', 'story']);
});

test('nothing is said of what is the same', () => {
  expect(describeChanges(space, before, { ...before, elements: { ...before.elements, a: { ...sticker } } })).toEqual(
    [],
  );
});
