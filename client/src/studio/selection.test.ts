import { SvelteSet } from 'svelte/reactivity';
import { expect, test } from 'vitest';
import { Selection } from './selection.svelte.ts';

test('a second element joins and leaves the selection', () => {
  const selection = new Selection(() => true);
  selection.set('a');
  selection.toggle('b');
  expect(selection.ids).toEqual(['a', 'b']);
  expect(selection.single).toBeNull();
  selection.toggle('a');
  expect(selection.single).toBe('b');
});

test('what somebody else takes off the product is no longer selected, and is again when it is put back', () => {
  const there = new SvelteSet(['a', 'b']);
  const selection = new Selection((id) => there.has(id));
  selection.set('a', 'b');
  there.delete('a');
  expect(selection.ids).toEqual(['b']);
  there.add('a');
  expect(selection.ids).toEqual(['a', 'b']);
});
