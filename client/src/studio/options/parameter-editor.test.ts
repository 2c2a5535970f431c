import { setParameter } from 'shared/design/design-doc.ts';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import type { StudioSession } from '../studio-session.ts';
import { makeStudio } from '../testing/make-studio.svelte.ts';

/** Somebody else at another desk, who has what is here and picks something. */
function picksElsewhere(session: StudioSession, pick: (doc: Y.Doc) => void): void {
  const other = new Y.Doc();
  Y.applyUpdate(other, Y.encodeStateAsUpdate(session.doc));
  pick(other);
  Y.applyUpdate(session.doc, Y.encodeStateAsUpdate(other), 'net');
}

test('what nobody picked moves along with an option, and goes back when that is taken back', () => {
  const { studio } = makeStudio();
  expect(studio.parameters.choose('bulb', 'hot')).toBe(true);
  expect(studio.design.params).toMatchObject({ bulb: 'hot', shade: 'glass' });
  studio.parameters.free(['bulb']);
  expect(studio.design.params).toMatchObject({ bulb: 'warm', shade: 'paper' });
});

test('an option that does not go with a pick is explained and not chosen', async () => {
  const { studio } = makeStudio();
  studio.parameters.choose('bulb', 'hot');
  expect(studio.parameters.choose('shade', 'paper')).toBe(false);
  expect(studio.design.params['shade']).toBe('glass');
  expect(studio.parameters.wanted?.parameterId).toBe('shade');
  await studio.parameters.explain();
  const { reason, fixes } = studio.parameters.whyNot ?? expect.fail('There is a reason.');
  expect(reason.rules.map(({ id }) => id)).toEqual(['paper-burns']);
  expect(reason.picks.map(({ key }) => key)).toEqual(['bulb']);
  expect(fixes.map(({ drops, cents }) => [drops.map(({ key }) => key), cents])).toEqual([[['bulb'], -1000]]);
});

test('a fix is previewed on the product, then applied as one step of undo', async () => {
  const { studio, session } = makeStudio();
  studio.parameters.choose('bulb', 'hot');
  studio.parameters.choose('shade', 'paper');
  await studio.parameters.explain();
  const fix = studio.parameters.whyNot?.fixes[0] ?? expect.fail('There is a way to have paper.');
  studio.parameters.preview = fix.params;
  expect(studio.shown.params).toMatchObject({ bulb: 'warm', shade: 'paper' });
  expect(studio.design.params['bulb']).toBe('hot');
  studio.parameters.apply(fix);
  expect(studio.design.params).toMatchObject({ bulb: 'warm', shade: 'paper' });
  expect(studio.parameters.wanted).toBeNull();
  session.undo();
  expect(studio.design.params).toMatchObject({ bulb: 'hot', shade: 'glass' });
});

test('an explanation goes away when somebody else makes the option possible', async () => {
  const { studio, session } = makeStudio();
  studio.parameters.choose('bulb', 'hot');
  studio.parameters.choose('shade', 'paper');
  await studio.parameters.explain();
  picksElsewhere(session, (doc) => setParameter(doc, studio.space, 'bulb', 'warm', 'studio'));
  await studio.parameters.explain();
  expect(studio.parameters.wanted).toBeNull();
});

test('a number that does not go with a pick is explained, and a fix keeps what is nearest to a number', async () => {
  const { studio } = makeStudio();
  studio.parameters.set('cable', 5);
  expect(studio.parameters.choose('extras', 'clamp')).toBe(false);
  await studio.parameters.explain();
  const fix = studio.parameters.whyNot?.fixes[0] ?? expect.fail('There is a way to have a clamp.');
  expect(fix.wishes).toContainEqual({ key: 'cable', value: 3 });
  studio.parameters.apply(fix);
  expect(studio.design.params).toMatchObject({ cable: 3, extras: ['clamp'] });
  expect(studio.parameters.set('cable', 5)).toBe(false);
  expect(studio.design.params['cable']).toBe(3);
});

test('a pick that is parked says what would have to be given up for it', async () => {
  const { studio, session } = makeStudio();
  const alone = makeStudio().session;
  setParameter(alone.doc, studio.space, 'shade', 'paper', 'studio');
  setParameter(session.doc, studio.space, 'bulb', 'hot', 'studio');
  Y.applyUpdate(session.doc, Y.encodeStateAsUpdate(alone.doc), 'net');
  const [parked] = session.resolution.parked;
  if (!parked) throw new Error('Paper and a hot bulb do not go together.');
  studio.parameters.insist(parked);
  await studio.parameters.explain();
  const fix = studio.parameters.whyNot?.fixes[0] ?? expect.fail('There is a way.');
  studio.parameters.apply(fix);
  expect(session.resolution.kept.map(({ key }) => key)).toContain(parked.key);
  expect(session.resolution.parked).toEqual([]);
});
