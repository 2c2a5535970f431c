import fc from 'fast-check';
import { expect, test } from 'vitest';
import { repair } from '../space/repair.ts';
import { anyDesign } from '../testing/any-design.ts';
import { makeDesign, makePublishedSpace } from '../testing/make-space.ts';
import type { GlyphTables } from './glyphs.ts';
import { sceneOf } from './scene.ts';
import { svgOf } from './write-svg.ts';

const published = makePublishedSpace();
const fonts: GlyphTables = {
  block: {
    id: 'block',
    label: 'Block',
    unitsPerEm: 100,
    ascender: 80,
    descender: -20,
    glyphs: {
      L: { advance: 50, d: 'M0 0H40V-80H0Z' },
      u: { advance: 50, d: 'M0 0H40V-50H0Z' },
      x: { advance: 50, d: 'M0 0H40V-50H0Z' },
    },
    kerning: { Lu: -10 },
  },
};
const sticker = {
  kind: 'sticker',
  zone: 'body',
  z: 'a0',
  xf: [250, 250, 100, 50, 0],
  fill: 'white',
  asset: 'star',
} as const;

test('layers follow their conditions and take the colour of the chosen option', () => {
  const cool = sceneOf(published, makeDesign(), 'front', fonts);
  expect(cool.nodes.map(({ kind, id }) => `${kind} ${id}`)).toEqual(['layer shade', 'text name']);
  expect(cool.nodes[0]?.shapes[0]?.fill).toEqual({ kind: 'solid', colour: '#f4efe6' });
  const hot = makeDesign({ params: { ...makeDesign().params, bulb: 'hot', shade: 'glass' } });
  expect(sceneOf(published, hot, 'front', fonts).nodes.map(({ id }) => id)).toEqual(['shade', 'name', 'glow']);
});

test('elements are drawn after the layer of their zone, by z and then by id, without the hidden ones', () => {
  const elements = { b: sticker, a: sticker, low: { ...sticker, z: 'Zz' }, gone: { ...sticker, hidden: true } };
  const scene = sceneOf(published, makeDesign({ elements }), 'front', fonts);
  expect(scene.nodes.filter(({ kind }) => kind === 'element').map(({ id }) => id)).toEqual(['low', 'a', 'b']);
});

test('a sticker keeps its proportions in its box and a text its kerning', () => {
  const scene = sceneOf(published, makeDesign({ elements: { e: sticker } }), 'front', fonts);
  const element = scene.nodes.find(({ kind }) => kind === 'element');
  expect(element?.matrix).toEqual([1, 0, 0, 1, 35, 35]);
  expect(element?.shapes[0]?.matrix).toEqual([0.1, 0, 0, 0.1, -5, -2.5]);
  const name = scene.nodes.find(({ kind }) => kind === 'text');
  const xs = name?.shapes.map(({ matrix }) => matrix[4]) ?? [];
  expect((xs[1] ?? 0) - (xs[0] ?? 0)).toBeCloseTo(40 * (name?.shapes[0]?.matrix[0] ?? 0));
});

test('every design that a repair gives can be drawn, and always the same way', () => {
  fc.assert(
    fc.property(anyDesign(published.space), (wild) => {
      const { design } = repair(published.space, wild);
      const svg = svgOf(sceneOf(published, design, 'front', fonts));
      expect(svg).toBe(svgOf(sceneOf(published, structuredClone(design), 'front', fonts)));
      expect(svg).not.toMatch(/NaN|undefined|Infinity|<script/);
    }),
    { numRuns: 300 },
  );
});
