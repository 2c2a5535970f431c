import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyDesign } from '../testing/any-design.ts';
import { makeDesign, makeSpace } from '../testing/make-space.ts';
import { repair } from './repair.ts';
import { violations } from './violations.ts';

const space = makeSpace();

test('any design is brought inside its space, and a second repair finds nothing to do', () => {
  fc.assert(
    fc.property(anyDesign(space), fc.option(anyDesign(space)), (design, before) => {
      const previous = before && repair(space, before, null).design;
      const first = repair(space, design, previous);
      expect(violations(space, first.design)).toEqual([]);
      const second = repair(space, first.design, previous);
      expect(second.adjustments).toEqual([]);
      expect(second.design).toEqual(first.design);
    }),
    { numRuns: 1_000 },
  );
});

test('a repair depends on nothing but its arguments', () => {
  fc.assert(
    fc.property(anyDesign(space), (design) => {
      expect(repair(space, structuredClone(design), null)).toEqual(repair(space, design, null));
    }),
  );
});

test('a design inside its space is left as it is', () => {
  const design = makeDesign({ params: { ...makeDesign().params, shade: 'glass', extras: ['usb'] } });
  expect(repair(space, design, null)).toEqual({ design, adjustments: [] });
});

test('where a rule is broken, the last change goes back and the reason is told', () => {
  const previous = makeDesign({ params: { ...makeDesign().params, shade: 'glass', bulb: 'hot' } });
  const changed = { ...previous, params: { ...previous.params, shade: 'paper', name: 'Sol' } };
  const { design, adjustments } = repair(space, changed, previous);
  expect(design.params).toEqual({ ...previous.params, name: 'Sol' });
  expect(adjustments).toEqual([
    {
      violation: { code: 'rule', path: 'params', rule: 'paper-burns', because: { en: 'paper would scorch' } },
      path: 'params.shade',
      from: 'paper',
      to: 'glass',
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
  const { design } = repair(space, makeDesign({ elements: { e: element } }), null);
  expect(design.elements['e']).toEqual({ ...element, xf: [450, 250, 100, 50, 0] });
});

test('elements over the limit of a zone are taken off the product but kept', () => {
  const element = { kind: 'shape', zone: 'foot', xf: [100, 280, 60, 60, 0], fill: 'black', asset: 'circle' } as const;
  const elements = { a: { ...element, z: 'a0' }, b: { ...element, z: 'a1' }, c: { ...element, z: 'a2' } };
  const { design } = repair(space, makeDesign({ elements }), null);
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
  const { adjustments } = repair(space, design, null);
  expect(adjustments[0]?.violation).toEqual({
    code: 'zone_closed',
    path: 'elements.e',
    because: { en: 'a metal foot is bare' },
  });
});

test('a mix that does not add up keeps its proportions as far as they go', () => {
  const design = makeDesign({ params: { ...makeDesign().params, light: { red: 60, green: 60, blue: 10 } } });
  expect(repair(space, design, null).design.params['light']).toEqual({ red: 40, green: 60 });
});
