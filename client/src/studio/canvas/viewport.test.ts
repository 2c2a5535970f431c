import { expect, test } from 'vitest';
import { Viewport } from './viewport.svelte.ts';

const none = { top: 0, right: 0, bottom: 0, left: 0 };
function viewport(): Viewport {
  const view = new Viewport();
  view.resize(1000, 500, none);
  view.show([0, 0, 100, 50]);
  return view;
}

test('the product is fitted into what the panels leave free', () => {
  const view = viewport();
  view.resize(1000, 500, { ...none, left: 200, right: 300 });
  expect(view.placement).toEqual({ scale: 5, x: 200, y: 125 });
});

test('the point under the pointer stays where it is while one zooms', () => {
  const view = viewport();
  const before = view.toArtwork([300, 200]);
  view.zoomBy(2, [300, 200]);
  expect(view.toArtwork([300, 200])).toEqual(before);
  expect(view.zoom).toBe(2);
});

test('what was in the middle stays in the middle when a panel closes', () => {
  const view = viewport();
  view.zoomBy(3);
  const before = view.toArtwork(view.centre());
  view.resize(1000, 500, { ...none, left: 300 });
  const after = view.toArtwork(view.centre());
  expect(after[0]).toBeCloseTo(before[0]);
  expect(after[1]).toBeCloseTo(before[1]);
});

test('zooming has ends, and the product cannot be lost', () => {
  const view = viewport();
  view.zoomBy(1000);
  expect(view.zoom).toBe(16);
  view.panBy(1e6, 1e6);
  const [x, y] = view.toScreen([0, 0]);
  expect(x).toBeLessThan(1000);
  expect(y).toBeLessThan(500);
});

test('another view is shown whole', () => {
  const view = viewport();
  view.zoomBy(4);
  view.show([0, 60, 100, 50]);
  expect(view.isFitted).toBe(true);
});
