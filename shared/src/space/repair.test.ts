import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyDesign } from '../testing/any-design.ts';
import { makeDesign, makeSpace } from '../testing/make-space.ts';
import { repair } from './repair.ts';
import { violations } from './violations.ts';

const space = makeSpace();

test('any design is brought inside its space, and a second repair finds nothing to do', () => {
  fc.assert(
    fc.property(anyDesign(space), (design) => {
      const first = repair(space, design);
      expect(violations(space, first.design)).toEqual([]);
      const second = repair(space, first.design);
      expect(second.adjustments).toEqual([]);
      expect(second.design).toEqual(first.design);
    }),
    { numRuns: 1_000 },
  );
});

test('a repair depends on nothing but its arguments', () => {
  fc.assert(
    fc.property(anyDesign(space), (design) => {
      expect(repair(space, structuredClone(design))).toEqual(repair(space, design));
    }),
  );
});

test('a design inside its space is left as it is', () => {
  const design = makeDesign({ params: { ...makeDesign().params, shade: 'glass', extras: ['usb'] } });
  expect(repair(space, design)).toEqual({ design, adjustments: [] });
});

test('of choices that do not go together the first is kept, and the reason why the other is not is told', () => {
  const params = { ...makeDesign().params, shade: 'paper', bulb: 'hot', name: 'Sol' };
  const { design, adjustments } = repair(space, makeDesign({ params }));
  expect(design.params).toEqual({ ...params, bulb: 'warm' });
  expect(adjustments).toEqual([
    {
      violation: { code: 'rule', path: 'params', rule: 'paper-burns', because: { en: 'paper would scorch' } },
      path: 'params.bulb',
      from: 'hot',
      to: 'warm',
    },
  ]);
});

test('an element that leaves its zone is moved to the edge, not removed', () => {
  const element = {
    kind: 'sticker',
    zone: 'body',
    z: 'a0',
    xf: [900, 250, 100, 50, 0],
    fill: 'black',
    asset: 'star',
  } as const;
  const { design } = repair(space, makeDesign({ elements: { e: element } }));
  expect(design.elements['e']).toEqual({ ...element, xf: [450, 250, 100, 50, 0] });
});

test('elements over the limit of a zone are taken off the product but kept', () => {
  const element = { kind: 'shape', zone: 'foot', xf: [100, 280, 60, 60, 0], fill: 'black', asset: 'circle' } as const;
  const elements = { a: { ...element, z: 'a0' }, b: { ...element, z: 'a1' }, c: { ...element, z: 'a2' } };
  const { design } = repair(space, makeDesign({ elements }));
  expect(Object.values(design.elements).map(({ hidden }) => hidden === true)).toEqual([false, false, true]);
});

test('closing a zone takes its elements off and gives the brand’s reason', () => {
  const element = {
    kind: 'shape',
    zone: 'foot',
    z: 'a0',
    xf: [100, 280, 60, 60, 0],
    fill: 'black',
    asset: 'circle',
  } as const;
  const design = makeDesign({ params: { ...makeDesign().params, shade: 'metal' }, elements: { e: element } });
  const { adjustments } = repair(space, design);
  expect(adjustments[0]?.violation).toEqual({
    code: 'zone_closed',
    path: 'elements.e',
    because: { en: 'a metal foot is bare' },
  });
});

test('a mix that does not add up keeps its proportions as far as they go', () => {
  const design = makeDesign({ params: { ...makeDesign().params, light: { red: 60, green: 60, blue: 10 } } });
  expect(repair(space, design).design.params['light']).toEqual({ red: 40, green: 60 });
});

test('many elements that are wrong in every way are all put right or taken off', () => {
  const wrong = {
    kind: 'text',
    zone: 'body',
    xf: [9000, 9000, 100, 50, 0],
    fill: 'pink',
    text: 'x',
    font: 'none',
  } as const;
  const elements = Object.fromEntries(
    Array.from({ length: 12 }, (_, index) => [`e${index}`, { ...wrong, z: `a${index}` }]),
  );
  expect(violations(space, repair(space, makeDesign({ elements })).design)).toEqual([]);
});
