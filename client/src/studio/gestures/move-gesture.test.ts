import fc from 'fast-check';
import type { DesignElement } from 'shared/design/design.ts';
import { violations } from 'shared/space/violations.ts';
import { expect, test } from 'vitest';
import { shownDesign } from '../elements/shown-design.ts';
import { makeStudio } from '../testing/make-studio.svelte.ts';
import type { PointerAt } from './gesture.ts';
import { moveGesture } from './move-gesture.ts';

const at = (x: number, y: number, shift = false): PointerAt => ({
  screen: [x, y],
  artwork: [x, y],
  shift,
  alt: false,
  isTouch: false,
});
const element = (zone: string, x: number, y: number): DesignElement => ({
  kind: 'sticker',
  zone,
  z: 'a0',
  xf: [x, y, 80, 40, 0],
  fill: 'black',
  asset: 'star',
});

function hold(elements: Readonly<Record<string, DesignElement>>, start: PointerAt) {
  const { studio, session } = makeStudio({ elements });
  const { space, live } = studio;
  const gesture = moveGesture(
    { space, design: () => studio.design, view: 'front', live },
    Object.keys(elements),
    start,
  );
  return { studio, session, gesture };
}

test('a drag shows at once, streams, and is written once, when it is dropped', () => {
  const { studio, session, gesture } = hold({ a: element('body', 200, 200) }, at(30, 30));
  gesture.move(at(35, 40));
  expect(studio.shown.elements['a']?.xf.slice(0, 2)).toEqual([250, 300]);
  expect(session.shown.drag).toEqual([{ id: 'a', xf: [250, 300] }]);
  expect(studio.design.elements['a']?.xf.slice(0, 2)).toEqual([200, 200]);
  gesture.end(at(35, 40));
  expect(studio.design.elements['a']?.xf.slice(0, 2)).toEqual([250, 300]);
  expect(session.shown.drag).toBeNull();
});

test('a drag that is cancelled leaves everything as it was', () => {
  const { studio, gesture } = hold({ a: element('body', 200, 200) }, at(30, 30));
  gesture.move(at(35, 40));
  gesture.cancel();
  expect(studio.shown).toEqual(studio.design);
  expect(studio.session.canUndo).toBe(false);
});

test('at the edge of its zone an element stops, slides along, and the edge is named', () => {
  const { studio, gesture } = hold({ a: element('body', 200, 200) }, at(30, 30));
  gesture.move(at(-400, 45));
  const [x, y] = studio.shown.elements['a']?.xf ?? [0, 0];
  expect(x).toBeLessThanOrEqual(42);
  expect(y).toBeGreaterThan(300);
  expect(studio.live.stoppedBy).toBe('body');
});

test('over another zone that takes it, an element changes over', () => {
  const { studio, gesture } = hold({ a: element('body', 200, 200) }, at(30, 30));
  gesture.move(at(30, 92));
  expect(studio.shown.elements['a']?.zone).toBe('foot');
  gesture.end(at(30, 92));
  expect(studio.design.elements['a']?.zone).toBe('foot');
});

test('with Shift an element keeps to one direction', () => {
  const { studio, gesture } = hold({ a: element('body', 200, 200) }, at(30, 30));
  gesture.move(at(33, 42, true));
  expect(studio.shown.elements['a']?.xf.slice(0, 2)).toEqual([200, 320]);
});

test('wherever a hand goes, what it holds is always inside a zone', () => {
  const anyPoint = fc.tuple(fc.integer({ min: -50, max: 150 }), fc.integer({ min: -50, max: 150 }));
  fc.assert(
    fc.property(fc.array(anyPoint, { maxLength: 12 }), (path) => {
      const { studio, gesture } = hold({ a: element('body', 200, 200), b: element('body', 320, 260) }, at(30, 30));
      for (const [x, y] of path) {
        gesture.move(at(x, y));
        const shown = shownDesign(studio.design, { placed: studio.live.placed, preview: null, draft: null });
        expect(violations(studio.space, shown)).toEqual([]);
      }
    }),
    { numRuns: 60 },
  );
});
