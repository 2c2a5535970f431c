import { expect, test } from 'vitest';
import { visibleElements } from '../space/visible-elements.ts';
import type { Design, DesignElement } from './design.ts';
import { keyAfterStep, keyOnTop, type StackingStep } from './stacking.ts';

function stack(keys: Readonly<Record<string, string>>): Design {
  const element = (z: string): DesignElement => ({
    kind: 'shape',
    zone: 'door',
    z,
    xf: [0, 0, 10, 10, 0],
    fill: 'ink',
    asset: 'circle',
  });
  return {
    params: {},
    elements: Object.fromEntries(Object.entries(keys).map(([id, z]) => [id, element(z)])),
    story: '',
  };
}
function after(design: Design, id: string, step: StackingStep): string {
  const z = keyAfterStep(design, id, step);
  const element = design.elements[id];
  if (z === null || !element) return '-';
  const moved = { ...design, elements: { ...design.elements, [id]: { ...element, z } } };
  return visibleElements(moved)
    .map(([one]) => one)
    .join('');
}
const four = stack({ a: 'a0', b: 'a1', c: 'a2', d: 'a3' });

test('an element goes one step up or down, or all the way', () => {
  expect(after(four, 'b', 'forward')).toBe('acbd');
  expect(after(four, 'c', 'back')).toBe('acbd');
  expect(after(four, 'a', 'front')).toBe('bcda');
  expect(after(four, 'd', 'bottom')).toBe('dabc');
});

test('at the end there is no further step', () => {
  expect(after(four, 'd', 'forward')).toBe('-');
  expect(after(four, 'a', 'bottom')).toBe('-');
  expect(after(four, 'nobody', 'front')).toBe('-');
});

test('elements with the same key are one step', () => {
  expect(after(stack({ a: 'a0', b: 'a1', c: 'a1', d: 'a2' }), 'a', 'forward')).toBe('bcad');
});

test('a new element lies on top, also above keys that are none', () => {
  expect(keyOnTop(four) > 'a3').toBe(true);
  const odd = stack({ a: '!!' });
  expect(keyOnTop(odd) > '!!').toBe(true);
});
