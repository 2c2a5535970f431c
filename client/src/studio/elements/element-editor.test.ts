import type { DesignElement } from 'shared/design/design.ts';
import { violations } from 'shared/space/violations.ts';
import { expect, test } from 'vitest';
import { exchange, makeStudio } from '../testing/make-studio.svelte.ts';

const star = { kind: 'sticker', fill: 'black', asset: 'star' } as const;
const anywhere = { zone: null, at: null, view: 'front', preferred: null };
const sticker = (changes: Partial<DesignElement> = {}): DesignElement => ({
  kind: 'sticker',
  zone: 'body',
  z: 'a0',
  xf: [250, 250, 200, 100, 0],
  fill: 'black',
  asset: 'star',
  ...changes,
});

test('a new element lies in a zone that takes it, with the proportions of its drawing', () => {
  const { studio } = makeStudio();
  expect(studio.elements.place(star, anywhere, {})).toEqual({ ids: ['e1'] });
  const element = studio.design.elements['e1'];
  expect(element?.zone).toBe('body');
  expect((element?.xf[2] ?? 0) / (element?.xf[3] ?? 1)).toBeCloseTo(2, 1);
  expect(violations(studio.space, studio.design)).toEqual([]);
});

test('the next one does not cover it', () => {
  const { studio } = makeStudio();
  studio.elements.place(star, anywhere, {});
  studio.elements.place(star, anywhere, {});
  const placeOf = (id: string) => studio.design.elements[id]?.xf ?? [0, 0];
  const [a, b] = [placeOf('e1'), placeOf('e2')];
  expect(Math.hypot(a[0] - b[0], a[1] - b[1])).toBeGreaterThan(30);
});

test('a full or closed zone says so, and nothing is written', () => {
  const full = { a: sticker(), b: sticker(), c: sticker() };
  const { studio } = makeStudio({ elements: full });
  const [body, foot] = studio.space.zones;
  expect(studio.elements.place(star, { ...anywhere, zone: body ?? null }, {})).toEqual({ refusal: 'full' });
  studio.parameters.choose('shade', 'metal');
  expect(studio.elements.place(star, { ...anywhere, zone: foot ?? null }, {})).toEqual({ refusal: 'closed' });
  expect(studio.elements.place(star, anywhere, {})).toEqual({ refusal: 'no_zone' });
  expect(Object.keys(studio.design.elements)).toEqual(['a', 'b', 'c']);
});

test('several elements change together, as one step of undo', () => {
  const { studio, session } = makeStudio({ elements: { a: sticker(), b: sticker({ xf: [350, 350, 100, 50, 0] }) } });
  studio.elements.recolour(['a', 'b'], 'white');
  studio.elements.remove(['a', 'b']);
  expect(studio.visible).toEqual([]);
  session.undo();
  expect(studio.visible.map(([, { fill }]) => fill)).toEqual(['white', 'white']);
  session.undo();
  expect(studio.visible.map(([, { fill }]) => fill)).toEqual(['black', 'black']);
});

test('undo takes back one’s own and leaves what others did', () => {
  const mine = makeStudio({}, 'mine');
  const theirs = makeStudio({}, 'theirs');
  exchange(mine, theirs);
  mine.studio.elements.place(star, anywhere, {});
  exchange(mine, theirs);
  theirs.studio.elements.place(star, anywhere, {});
  theirs.studio.elements.recolour(['mine1'], 'white');
  exchange(mine, theirs);
  mine.session.undo();
  exchange(mine, theirs);
  for (const { studio } of [mine, theirs]) {
    expect(studio.visible.map(([id]) => id)).toEqual(['theirs1']);
    // Taken off, not deleted: what they did to it is still there.
    expect(studio.design.elements['mine1']?.fill).toBe('white');
  }
  expect(theirs.session.canUndo).toBe(true);
});

test('a removed element goes back where it was', () => {
  const { studio } = makeStudio({ elements: { a: sticker({ hidden: true }) } });
  expect(studio.elements.putBack('a')).toEqual({ ids: ['a'] });
  expect(studio.design.elements['a']?.xf).toEqual([250, 250, 200, 100, 0]);
});

test('… or says why it cannot, and goes to another zone when it is told to', () => {
  const { studio } = makeStudio({
    elements: { a: sticker({ zone: 'foot', xf: [300, 300, 100, 50, 0], hidden: true }) },
  });
  studio.parameters.choose('shade', 'metal');
  expect(studio.elements.putBack('a')).toEqual({ refusal: 'closed' });
  studio.elements.putBack('a', studio.space.zones[0]);
  expect(studio.design.elements['a']?.zone).toBe('body');
  expect(violations(studio.space, studio.design)).toEqual([]);
});

test('copies lie beside what they were copied from, and never more than there is room for', () => {
  const { studio } = makeStudio({ elements: { a: sticker() } });
  const result = studio.elements.copy([sticker(), sticker(), sticker(), sticker()], 'front');
  expect(result).toEqual({ ids: ['e1', 'e2', 'e3'] });
  expect(violations(studio.space, studio.design)).toEqual([]);
  expect(studio.design.elements['e1']?.xf.slice(0, 2)).not.toEqual([250, 250]);
});

test('a text is as wide as its letters, and grows back when the long word is gone', async () => {
  const text = sticker({
    kind: 'text',
    asset: undefined,
    text: 'a',
    font: 'block',
    xf: [250, 250, 100, 100, 0],
  } as never);
  const { studio } = makeStudio({ elements: { a: text } });
  const table = await studio.fonts.load('block');
  studio.elements.rewrite('a', 'aa', table);
  expect(studio.design.elements['a']?.xf.slice(2, 4)).toEqual([200, 100]);
  studio.elements.rewrite('a', 'aaaaaaaaaa', table, 'typing', [250, 250, 100, 100, 0]);
  expect(studio.design.elements['a']?.xf[3]).toBeLessThan(100);
  studio.elements.rewrite('a', 'aaa', table, 'typing', [250, 250, 100, 100, 0]);
  expect(studio.design.elements['a']?.xf.slice(2, 4)).toEqual([300, 100]);
});
