import type { SceneNode } from 'shared/scene/scene.ts';
import { expect, test } from 'vitest';
import { splitScene } from './split-scene.ts';

const node = (kind: SceneNode['kind'], id: string): SceneNode => ({
  kind,
  id,
  shapes: [],
  matrix: [1, 0, 0, 1, 0, 0],
  clip: null,
});
const nodes = [node('layer', 'body'), node('element', 'a'), node('element', 'b'), node('layer', 'gloss')];
const ids = (part: readonly SceneNode[]): string => part.map(({ id }) => id).join();

test('with nothing in hand one canvas shows everything', () => {
  expect(splitScene(nodes, new Set()).under).toBe(nodes);
});

test('what is in hand lies between what is under and over it', () => {
  const { under, active, over } = splitScene(nodes, new Set(['a']));
  expect([ids(under), ids(active), ids(over)]).toEqual(['body', 'a', 'b,gloss']);
});

test('a layer with the name of an element is no element', () => {
  expect(splitScene(nodes, new Set(['gloss'])).active).toEqual([]);
});
