import { initDesign, putElement, setParameter } from 'shared/design/design-doc.ts';
import type { PersonId } from 'shared/ids.ts';
import { defaultParams } from 'shared/space/defaults.ts';
import { makeSpace } from 'shared/testing/make-space.ts';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { sticker } from '../testing/waiting.ts';
import { Checks } from './checks.ts';
import { SimulatedDisk } from './simulated-storage.ts';

const space = makeSpace({ fonts: ['anton'] });
const ana = 'ana' as PersonId;
const bo = 'bo' as PersonId;

/** A design whose log has one entry, somebody at it, and what they write. */
function makeWorld() {
  const doc = new Y.Doc();
  const meta = { schema: 'design/1', space: 'a'.repeat(64), parent: null, epoch: 1 } as const;
  doc.clientID = 7;
  initDesign(doc, space, meta, { params: defaultParams(space), elements: {}, story: '' });
  const first = Y.encodeStateAsUpdate(doc);
  doc.clientID = 2 ** 30;
  const checks = new Checks(1, space, first);
  checks.opened(1);
  const write = (edit: (doc: Y.Doc) => void): Uint8Array => {
    const before = Y.encodeStateVector(doc);
    edit(doc);
    return Y.encodeStateAsUpdate(doc, before);
  };
  const append = (bytes: Uint8Array, { seq = 2, fence = 1, personId = ana } = {}): void =>
    checks.appended({ entry: { personId, bytes }, seq, fence });
  return { checks, write, append, first };
}

const choose = (shade: string) => (doc: Y.Doc) => setParameter(doc, space, 'shade', shade, 'studio');

test('what is stored as it should be breaks no promise', () => {
  const { checks, write, append } = makeWorld();
  const update = write(choose('glass'));
  append(update);
  checks.shown('bo', update);
  checks.acknowledged('ana', [update]);
  append(write(choose('metal')), { seq: 3 });
  expect(checks.broken).toBeNull();
});

test('a gap in the log is found', () => {
  const { checks, write, append } = makeWorld();
  append(write(choose('glass')), { seq: 3 });
  expect(checks.broken?.kind).toBe('gap');
});

test('an entry that refers to what is not in the log is found', () => {
  const { checks, write, append } = makeWorld();
  write(choose('glass'));
  append(write(choose('metal')));
  expect(checks.broken?.kind).toBe('gap');
});

test('a server that appends after another one has opened the design is found', () => {
  const { checks, write, append } = makeWorld();
  checks.opened(2);
  append(write(choose('glass')));
  expect(checks.broken?.kind).toBe('two_writers');
});

test('an entry that says what the log says already is found', () => {
  const { checks, write, append } = makeWorld();
  const update = write(choose('glass'));
  append(update);
  append(update, { seq: 3 });
  expect(checks.broken?.kind).toBe('doubled');
});

test('somebody who writes as somebody else is found', () => {
  const { checks, write, append } = makeWorld();
  append(write(choose('glass')));
  append(write(choose('metal')), { seq: 3, personId: bo });
  expect(checks.broken?.kind).toBe('forged');
});

test('a design outside its space is found in the log', () => {
  const { checks, write, append } = makeWorld();
  append(write((doc) => putElement(doc, 'e', { ...sticker, zone: 'nowhere' }, 'studio')));
  expect(checks.broken?.kind).toBe('invalid');
});

test('an edit that only deletes and was acknowledged without being stored is found', () => {
  const { checks, write, append } = makeWorld();
  append(write((doc) => doc.getText('story').insert(0, 'because')));
  checks.acknowledged('ana', [write((doc) => doc.getText('story').delete(0, 3))]);
  expect(checks.broken?.kind).toBe('lost');
});

test('what somebody sees before it is stored is found', () => {
  const { checks, write } = makeWorld();
  checks.shown('bo', write(choose('glass')));
  expect(checks.broken?.kind).toBe('shown_early');
});

test('what was stored and is gone in the end is found', () => {
  const { checks, write, append, first } = makeWorld();
  const update = write(choose('glass'));
  append(update);
  checks.acknowledged('ana', [update]);
  checks.end([], new SimulatedDisk(space, [ana], first));
  expect(checks.broken?.kind).toBe('lost');
});

test('a snapshot that says something else than the log is found', () => {
  const { checks, write, append, first } = makeWorld();
  const disk = new SimulatedDisk(space, [ana], first);
  const bytes = write(choose('glass'));
  append(bytes);
  disk.design.log.push({ personId: ana, bytes });
  checks.end([], disk);
  expect(checks.broken).toBeNull();
  disk.design.snapshot = { seq: 2, state: first };
  checks.end([], disk);
  expect(checks.broken?.kind).toBe('diverged');
});
