import type { DesignElement } from 'shared/design/design.ts';
import { expect, test } from 'vitest';
import { makeStudio } from '../testing/make-studio.svelte.ts';
import { ACTIONS, actionFor, type KeyContext } from './all-actions.ts';
import { remove, undo } from './edit-actions.ts';
import { back, editText, forward, nudges } from './element-actions.ts';

const sticker: DesignElement = {
  kind: 'sticker',
  zone: 'body',
  z: 'a0',
  xf: [250, 250, 200, 100, 0],
  fill: 'black',
  asset: 'star',
};
const onProduct: KeyContext = { mac: false, isWriting: false, isOnProduct: true };
const key = (name: string, held: Partial<KeyboardEvent> = {}): KeyboardEvent =>
  ({
    key: name,
    metaKey: false,
    ctrlKey: false,
    shiftKey: false,
    altKey: false,
    repeat: false,
    isComposing: false,
    ...held,
  }) as KeyboardEvent;

test('what needs a selection is not available without one', () => {
  const { studio } = makeStudio({ elements: { a: sticker } });
  expect(remove.isAvailable(studio)).toBe(false);
  studio.select('a');
  expect(remove.isAvailable(studio)).toBe(true);
  expect(editText.isAvailable(studio)).toBe(false);
});

test('nothing that changes the design is available where it is closed', () => {
  const { studio, session } = makeStudio({ elements: { a: sticker } });
  studio.select('a');
  session.isOpen = false;
  const available = ACTIONS.filter(
    (action) => action.group !== 'view' && action.group !== 'help' && action.isAvailable(studio),
  );
  expect(available.map(({ id }) => id)).toEqual(['copy', 'deselect']);
});

test('the uppermost element goes back and not forward', () => {
  const { studio } = makeStudio({ elements: { a: sticker, b: { ...sticker, z: 'a1' } } });
  studio.select('b');
  expect([forward.isAvailable(studio), back.isAvailable(studio)]).toEqual([false, true]);
  back.run(studio);
  expect([forward.isAvailable(studio), back.isAvailable(studio)]).toEqual([true, false]);
});

test('a key means its action on the product, and a letter in a field', () => {
  const { studio } = makeStudio({ elements: { a: sticker } });
  studio.select('a');
  expect(actionFor(studio, key('Delete'), onProduct)?.id).toBe('remove');
  expect(actionFor(studio, key('Delete'), { ...onProduct, isWriting: true })).toBeNull();
  expect(actionFor(studio, key('Delete'), { ...onProduct, isOnProduct: false })).toBeNull();
  expect(actionFor(studio, key('d', { ctrlKey: true }), { ...onProduct, isOnProduct: false })?.id).toBe('duplicate');
});

test('held arrows move what is in hand, and one step of undo takes all of it back', () => {
  const { studio } = makeStudio({ elements: { a: sticker } });
  studio.select('a');
  const right = nudges.find(({ id }) => id === 'nudge-right-1');
  for (let step = 0; step < 5; step += 1) right?.run(studio);
  expect(studio.design.elements['a']?.xf[0]).toBe(250);
  studio.live.drop();
  expect(studio.design.elements['a']?.xf[0]).toBe(300);
  undo.run(studio);
  expect(studio.design.elements['a']?.xf[0]).toBe(250);
});

test('an arrow at the edge goes nowhere and says where it stopped', () => {
  const { studio } = makeStudio({ elements: { a: { ...sticker, xf: [100, 250, 200, 100, 0] } } });
  studio.select('a');
  nudges.find(({ id }) => id === 'nudge-left-10')?.run(studio);
  expect(studio.live.stoppedBy).toBe('body');
  expect(studio.live.placed.get('a')?.xf[0]).toBe(100);
});

test('no two actions have the same key', () => {
  const caps = ACTIONS.flatMap(({ id, keys }) => keys.map((one) => [JSON.stringify(one), id] as const));
  expect(new Set(caps.map(([cap]) => cap)).size).toBe(caps.length);
});
