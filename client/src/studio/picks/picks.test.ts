import { setParameter } from 'shared/design/design-doc.ts';
import type { Pick } from 'shared/space/engine/pick.ts';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { makeStudio } from '../testing/make-studio.svelte.ts';
import { pickAuthor } from './pick-author.ts';
import { ParkedWatch } from './parked-watch.ts';
import { surpriseMe } from './surprise-me.ts';

const pick = (key: string, value: Pick['value'], clock = 1): Pick => ({ key, value, clock, actor: 1 });

test('a pick is one’s own, that of somebody of the crew, or nobody’s', () => {
  const { studio, session } = makeStudio();
  studio.detail = { ...studio.detail, crew: [{ id: 'p1', name: 'Anna', colour: '#aa0000' }] };
  session.authors = new Map([
    [11, 'p1'],
    [12, 'gone'],
  ]);
  expect(pickAuthor(studio, { actor: session.doc.clientID })).toEqual({ kind: 'you' });
  expect(pickAuthor(studio, { actor: 11 })).toEqual({ kind: 'person', name: 'Anna' });
  expect([12, 13].map((actor) => pickAuthor(studio, { actor }).kind)).toEqual(['nobody', 'nobody']);
});

test('what is parked at the beginning is no news; what is parked then, and what returns, is', () => {
  const watch = new ParkedWatch();
  const [rack, roof] = [pick('extras/rack', true), pick('roof', 'glass')];
  expect(watch.look({ kept: [roof], parked: [rack] })).toEqual({ parked: [], returned: [] });
  expect(watch.look({ kept: [rack], parked: [roof] })).toEqual({ parked: [roof], returned: [rack] });
  // Somebody let go of the roof: that it is no longer parked is no return.
  expect(watch.look({ kept: [rack], parked: [] })).toEqual({ parked: [], returned: [] });
});

test('a surprise is one step of undo and leaves what others picked', async () => {
  const { studio, session } = makeStudio();
  const other = new Y.Doc();
  setParameter(other, studio.space, 'cable', 3, 'studio');
  Y.applyUpdate(session.doc, Y.encodeStateAsUpdate(other), 'net');
  studio.detail = { ...studio.detail, crew: [{ id: 'p1', name: 'Anna', colour: '#aa0000' }] };
  session.authors = new Map([[other.clientID, 'p1']]);
  studio.parameters.choose('bulb', 'hot');
  const before = studio.design;
  await surpriseMe(studio, 'own');
  expect(studio.design.params['cable']).toBe(3);
  expect(studio.design.params).not.toEqual(before.params);
  expect(session.resolution.parked).toEqual([]);
  session.undo();
  expect(studio.design).toEqual(before);
});

test('a surprise of only what nobody picked leaves one’s own picks as well', async () => {
  const { studio } = makeStudio();
  studio.parameters.choose('bulb', 'hot');
  await surpriseMe(studio, 'open');
  expect(studio.design.params['bulb']).toBe('hot');
  expect(studio.design.params['name']).toBe('Lux');
});
