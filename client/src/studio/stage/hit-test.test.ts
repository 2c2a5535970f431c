import type { DesignElement } from 'shared/design/design.ts';
import { sceneOf } from 'shared/scene/scene.ts';
import { makeDesign, makePublishedSpace } from 'shared/testing/make-space.ts';
import { expect, test } from 'vitest';
import { elementAt, zoneAt } from './hit-test.ts';
import { inReadingOrder } from './reading-order.ts';

const published = makePublishedSpace();
const element = (z: string, x: number, y: number): DesignElement => ({
  kind: 'sticker',
  zone: 'body',
  z,
  xf: [x, y, 100, 50, 0],
  fill: 'black',
  asset: 'star',
});
const design = makeDesign({
  elements: { low: element('a0', 250, 250), high: element('a1', 280, 250), left: element('a2', 60, 400) },
});
const scene = sceneOf(published, design, 'front', {});
const at = (x: number, y: number, reach = 0) => elementAt(published.space, design, scene, [x, y], reach);

test('the uppermost element under the pointer is meant', () => {
  expect(at(36, 35)).toBe('high');
  expect(at(30.5, 35)).toBe('low');
});

test('a finger beside an element means the nearest one within its reach', () => {
  expect(at(45, 35)).toBeNull();
  expect(at(45, 35, 4)).toBe('high');
});

test('only an open zone is a place', () => {
  expect(zoneAt(published.space, design, 'front', [30, 30])?.id).toBe('body');
  expect(zoneAt(published.space, design, 'front', [30, 70])).toBeNull();
  expect(zoneAt(published.space, design, 'front', [30, 95])?.id).toBe('foot');
  const metal = makeDesign({ params: { ...design.params, shade: 'metal' } });
  expect(zoneAt(published.space, metal, 'front', [30, 95])).toBeNull();
});

test('elements are read from the top down and from left to right', () => {
  expect(inReadingOrder(published.space, design).map(([id]) => id)).toEqual(['low', 'high', 'left']);
});
