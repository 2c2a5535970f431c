import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { mergeUpdates } from './merge-updates.ts';

function editsOf(count: number): { doc: Y.Doc; updates: Uint8Array[] } {
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  for (let edit = 0; edit < count; edit += 1) doc.getMap('params').set(`key${String(edit % 7)}`, edit);
  return { doc, updates };
}

test.each([1, 2, 32, 33, 1_100])('%i edits as one say the same as one after the other, in any order', (count) => {
  const { doc, updates } = editsOf(count);
  const copy = new Y.Doc();
  Y.applyUpdate(copy, mergeUpdates(updates.reverse()));
  expect(copy.getMap('params').toJSON()).toEqual(doc.getMap('params').toJSON());
  expect(Y.encodeStateVector(copy)).toEqual(Y.encodeStateVector(doc));
});
