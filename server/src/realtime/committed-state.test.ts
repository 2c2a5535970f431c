import * as decoding from 'lib0/decoding';
import { putElement, setParameter } from 'shared/design/design-doc.ts';
import { MESSAGE_STATE } from 'shared/realtime/messages.ts';
import { makeSpace } from 'shared/testing/make-space.ts';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { CommittedState } from './committed-state.ts';
import { contentOf } from './document-content.ts';
import { sticker } from './testing/waiting.ts';

const space = makeSpace({ fonts: ['anton'] });
const NOTHING = Uint8Array.of(0);

/** A document and what is committed of it. */
function make() {
  const doc = new Y.Doc();
  const committed = new CommittedState([]);
  doc.on('update', (update: Uint8Array) => committed.add(update));
  return { doc, committed };
}

/** Takes messages as a client does. */
function take(doc: Y.Doc, messages: readonly Uint8Array[] | null): Y.Doc {
  for (const message of messages ?? []) {
    const decoder = decoding.createDecoder(message);
    if (decoding.readVarUint(decoder) === MESSAGE_STATE) Y.applyUpdateV2(doc, decoding.readVarUint8Array(decoder));
    else {
      decoding.readVarUint(decoder);
      Y.applyUpdate(doc, decoding.readVarUint8Array(decoder));
    }
  }
  return doc;
}

test.each([true, false])('whoever comes in gets everything, also what came after the first one (v2: %s)', (v2) => {
  const { doc, committed } = make();
  for (let edit = 0; edit < 200; edit += 1) {
    if (edit % 3 === 0) putElement(doc, `e${String(edit % 40)}`, { ...sticker, z: `a${String(edit)}` }, 'studio');
    else setParameter(doc, space, 'name', `N${String(edit)}`, 'studio');
    if (edit % 7 !== 0) continue;
    const client = take(new Y.Doc(), committed.answer(NOTHING, v2, doc));
    expect(contentOf(client)).toBe(contentOf(doc));
    expect(contentOf(committed.build())).toBe(contentOf(doc));
  }
});

test('the same bytes serve everybody until something is added', () => {
  const { doc, committed } = make();
  setParameter(doc, space, 'name', 'Ray', 'studio');
  const first = committed.answer(NOTHING, true, doc);
  expect(committed.answer(NOTHING, true, doc)).toBe(first);
  setParameter(doc, space, 'name', 'Lux', 'studio');
  const next = committed.answer(NOTHING, true, doc);
  expect(next?.[0]).toBe(first?.[0]);
  expect(next).toHaveLength(2);
});

test('what came since is sent as it came, and encoded once however often somebody asks', () => {
  const { doc, committed } = make();
  setParameter(doc, space, 'name', 'N', 'studio');
  committed.answer(NOTHING, true, doc);
  let before: readonly Uint8Array[] = [];
  for (let edit = 0; edit < 100; edit += 1) {
    setParameter(doc, space, 'name', `N${String(edit)}`, 'studio');
    const answer = committed.answer(NOTHING, true, null) ?? [];
    expect(answer).toHaveLength(edit + 2);
    for (const [index, message] of before.entries()) expect(answer[index]).toBe(message);
    before = answer;
  }
});

test('what has become long is not sent, but encoded anew as soon as the document allows it', () => {
  const { doc, committed } = make();
  setParameter(doc, space, 'name', 'N', 'studio');
  committed.answer(NOTHING, true, doc);
  for (let edit = 0; edit < 300; edit += 1) setParameter(doc, space, 'name', `N${String(edit)}`, 'studio');
  expect(committed.answer(NOTHING, true, null)).toBeNull();
  expect(committed.answer(NOTHING, true, doc)).toHaveLength(1);
});

test('however long people write without anybody coming, what is kept stays short', () => {
  const { doc, committed } = make();
  for (let edit = 0; edit < 2_001; edit += 1) setParameter(doc, space, 'name', `N${String(edit)}`, 'studio');
  expect(committed.answer(NOTHING, true, null)).toBeNull();
  committed.gather(doc);
  const [state, ...rest] = committed.answer(NOTHING, true, null) ?? [];
  expect(rest).toEqual([]);
  expect(contentOf(take(new Y.Doc(), state ? [state] : []))).toBe(contentOf(doc));
});

test('an answer to a state vector is kept for others who have the same, but not under a long one', () => {
  const { doc, committed } = make();
  setParameter(doc, space, 'name', 'Ray', 'studio');
  const vectorOf = (clients: number): Uint8Array =>
    Y.encodeStateVector(new Map(Array.from({ length: clients }, (_, index) => [2 ** 31 + index, 1])));
  const isKept = (vector: Uint8Array): boolean =>
    committed.answer(vector, true, doc) === committed.answer(vector, true, doc);
  expect([isKept(vectorOf(10)), isKept(vectorOf(1_000))]).toEqual([true, false]);
});

test('somebody who has a part gets only the rest', () => {
  const { doc, committed } = make();
  for (let edit = 0; edit < 50; edit += 1) putElement(doc, `e${String(edit)}`, sticker, 'studio');
  const client = take(new Y.Doc(), committed.answer(NOTHING, false, doc));
  setParameter(doc, space, 'name', 'Last', 'studio');
  const rest = committed.answer(Y.encodeStateVector(client), false, doc);
  const whole = committed.answer(NOTHING, false, doc);
  const bytes = (messages: typeof rest): number => (messages ?? []).reduce((sum, { length }) => sum + length, 0);
  expect(bytes(rest)).toBeLessThan(bytes(whole) / 4);
  expect(contentOf(take(client, rest))).toBe(contentOf(doc));
});

test('while the document is ahead only what is encoded already is sent', () => {
  const { doc, committed } = make();
  setParameter(doc, space, 'name', 'Ray', 'studio');
  expect(committed.answer(NOTHING, true, null)).toBeNull();
  committed.answer(NOTHING, true, doc);
  const ahead = new Y.Doc();
  take(ahead, committed.answer(NOTHING, true, doc));
  setParameter(ahead, space, 'name', 'Not yet', 'studio');
  expect(contentOf(take(new Y.Doc(), committed.answer(NOTHING, true, null)))).toBe(contentOf(doc));
  expect(committed.answer(Y.encodeStateVector(doc), true, null)).toBeNull();
});
