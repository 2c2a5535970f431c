import { expect, test } from 'vitest';
import { keyCaps, matches, type Shortcut } from './shortcut.ts';

const pressed = (key: string, held: Partial<Record<'meta' | 'ctrl' | 'shift' | 'alt', boolean>> = {}) => ({
  key,
  metaKey: held.meta ?? false,
  ctrlKey: held.ctrl ?? false,
  shiftKey: held.shift ?? false,
  altKey: held.alt ?? false,
});
const undo: Shortcut = { key: 'z', mod: true, shift: false };

test('the command key is Cmd on a Mac and Ctrl elsewhere', () => {
  expect(matches(undo, pressed('z', { meta: true }), true)).toBe(true);
  expect(matches(undo, pressed('z', { ctrl: true }), true)).toBe(false);
  expect(matches(undo, pressed('z', { ctrl: true }), false)).toBe(true);
});

test('undo is not redo', () => {
  expect(matches(undo, pressed('Z', { ctrl: true, shift: true }), false)).toBe(false);
});

test('a question mark counts however the keyboard makes it', () => {
  expect(matches({ key: '?' }, pressed('?', { shift: true }), false)).toBe(true);
  expect(matches({ key: '?' }, pressed('?'), false)).toBe(true);
});

test('Alt types signs and means no command', () => {
  expect(matches({ key: 'v' }, pressed('v', { alt: true }), true)).toBe(false);
});

test('keys are named as they are written', () => {
  expect(keyCaps({ key: 'z', mod: true, shift: true }, true)).toEqual(['⌘', '⇧', 'Z']);
  expect(keyCaps({ key: 'ArrowUp' }, false)).toEqual(['↑']);
});
