import { canonicalJson } from 'shared/canonical-json.ts';
import type { Design } from 'shared/design/design.ts';
import { newDesignBytes } from 'shared/design/design-bytes.ts';
import { putElement, readDesign } from 'shared/design/design-doc.ts';
import { makeUndo } from 'shared/design/undo.ts';
import 'shared/space/engine/encoding-engines.ts';
import 'shared/space/engine/searching.ts';
import { repair } from 'shared/space/repair.ts';
import type { Space } from 'shared/space/schema.ts';
import type { Adjustment } from 'shared/space/violation.ts';
import { violations } from 'shared/space/violations.ts';
import { makeDesign, makeSpace } from 'shared/testing/make-space.ts';
import { below, pick, randomEdit, randomNumbers } from 'shared/testing/random-session.ts';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { Gate, type Verdict } from './gate.ts';
import { sticker } from './testing/waiting.ts';

const META_1 = { schema: 'design/1', space: 'h', parent: null, epoch: 1 } as const;
const lamp = makeSpace();
/** The same with rules about how much is placed where, and a zone that opens and closes. */
const placed = makeSpace({
  parameters: [
    ...lamp.parameters,
    {
      kind: 'place',
      id: 'spots',
      label: { en: 'Spots' },
      section: 'all',
      zones: ['body', 'foot'],
      kinds: ['sticker', 'text', 'stripe', 'shape'],
      maxElements: 3,
    } as unknown as Space['parameters'][number],
  ],
  rules: [
    ...lamp.rules,
    {
      id: 'bare-glass',
      when: ['is', 'shade', 'glass'],
      then: ['le', [[1, 'spots']], 1],
      because: { en: 'glass takes one' },
    },
  ],
});

/** What a look at the whole design says that an update leads to: the repair of everything. */
function wholeRepair(space: Space, before: Design, after: Design): readonly Adjustment[] {
  const lost = Object.entries(before.elements).filter(([id]) => !Object.hasOwn(after.elements, id));
  const whole = { ...after, elements: { ...after.elements, ...Object.fromEntries(lost) } };
  return repair(space, whole).adjustments;
}

/** A server and two people, whose edits arrive late and in runs. @returns how many updates were repaired */
function session(space: Space, seed: number, edits: number): { readonly admitted: number; readonly repaired: number } {
  const random = randomNumbers(seed);
  const server = new Y.Doc();
  Y.applyUpdate(server, newDesignBytes(space, META_1, makeDesign({}, space)));
  const gate = new Gate(server, space);
  const people = [0, 1].map(() => {
    const doc = new Y.Doc();
    doc.clientID = 2 ** 20 + below(random, 2 ** 31);
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(server), 'server');
    const sent: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'server') sent.push(update);
    });
    return { doc, undo: makeUndo(doc, ['studio', 'typing']), sent };
  });
  const counts = { admitted: 0, repaired: 0 };
  const take = (update: Uint8Array): void => {
    const plain = new Y.Doc();
    Y.applyUpdate(plain, Y.encodeStateAsUpdate(server));
    const before = readDesign(plain, space);
    Y.applyUpdate(plain, update);
    const read = readDesign(plain, space);
    const verdict = gate.admit(update, () => true);
    if (verdict.kind === 'refused') throw new Error(`Seed ${String(seed)}: ${verdict.fault}`);
    if (verdict.kind === 'known') return;
    counts.admitted += 1;
    if (verdict.adjustments.length > 0) counts.repaired += 1;
    for (const { doc } of people) Y.applyUpdate(doc, verdict.bytes, 'server');
    expect({ seed, violations: violations(space, readDesign(server, space)) }).toEqual({ seed, violations: [] });
    expect({ seed, elements: ofElements(verdict) }).toEqual({
      seed,
      elements: wholeRepair(space, before, { ...read, params: readDesign(server, space).params })
        .filter(({ path }) => !path.startsWith('params'))
        .map((adjustment) => canonicalJson(adjustment)),
    });
  };
  for (let edit = 0; edit < edits; edit += 1) {
    const person = pick(random, people);
    randomEdit(person.doc, person.undo, space, random, random() < 0.4);
    if (random() < 0.6) for (const update of person.sent.splice(0)) take(update);
  }
  return counts;
}

/** What became of elements and the story, without what was only given back. */
function ofElements({ adjustments }: Extract<Verdict, { kind: 'admitted' }>): string[] {
  return adjustments
    .filter(({ path, from }) => !path.startsWith('params') && from !== null)
    .map((adjustment) => canonicalJson(adjustment));
}

describe('what the gate finds by looking at what was touched', () => {
  test.each([
    ['a product', lamp],
    ['a product with rules about what is placed where', placed],
  ])('is what a look at the whole design finds: %s', { timeout: 60_000 }, (_name, space) => {
    let repaired = 0;
    for (let seed = 1; seed <= 12; seed += 1) repaired += session(space, seed, 60).repaired;
    expect(repaired).toBeGreaterThan(30);
  });
});

describe('updates that share a transaction', () => {
  /** A server and three people; what they send within a round comes in together. */
  function rounds(seed: number, space: Space): { readonly repaired: number } {
    const random = randomNumbers(seed);
    const start = newDesignBytes(space, META_1, makeDesign({}, space));
    const gate = new Gate(docOf(start), space);
    const [whole, inPieces] = [docOf(start), docOf(start)];
    const people = [0, 1, 2].map(() => {
      const doc = docOf(start);
      doc.clientID = 2 ** 20 + below(random, 2 ** 31);
      const sent: Uint8Array[] = [];
      doc.on('update', (update: Uint8Array, origin: unknown) => void (origin === 'server' || sent.push(update)));
      return { doc, undo: makeUndo(doc, ['studio', 'typing']), sent };
    });
    let repaired = 0;
    for (let round = 0; round < 20; round += 1) {
      for (let edit = 0; edit < 8; edit += 1) {
        const person = pick(random, people);
        randomEdit(person.doc, person.undo, space, random, random() < 0.4);
      }
      const news = gate.together(() => {
        for (const { sent } of people)
          for (const update of sent.splice(0)) {
            const verdict = gate.admit(update, () => true);
            if (verdict.kind === 'refused') throw new Error(`Seed ${String(seed)}: ${verdict.fault}`);
            if (verdict.kind === 'admitted') Y.applyUpdate(inPieces, verdict.bytes);
            if (verdict.kind === 'admitted' && verdict.isRepaired) repaired += 1;
            expect({ seed, found: violations(space, readDesign(gate.doc, space)) }).toEqual({ seed, found: [] });
          }
      });
      for (const doc of [whole, ...people.map(({ doc }) => doc)]) if (news) Y.applyUpdate(doc, news, 'server');
      const said = readDesign(gate.doc, space);
      for (const doc of [whole, inPieces, docOf(Y.encodeStateAsUpdate(gate.doc))]) {
        expect({ seed, said: readDesign(doc, space) }).toEqual({ seed, said });
        expect([doc.store.pendingStructs, doc.store.pendingDs]).toEqual([null, null]);
        expect(Y.encodeStateVector(doc)).toEqual(Y.encodeStateVector(gate.doc));
      }
    }
    return { repaired };
  }

  function docOf(state: Uint8Array): Y.Doc {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, state, 'server');
    return doc;
  }

  test.each([
    ['a product', lamp],
    ['a product with rules about what is placed where', placed],
  ])('are checked, repaired and passed on like those that come alone: %s', { timeout: 60_000 }, (_name, space) => {
    let repaired = 0;
    for (let seed = 1; seed <= 4; seed += 1) repaired += rounds(seed, space).repaired;
    expect(repaired).toBeGreaterThan(10);
  });

  test('an element that one of them makes is looked at when the next one moves it', () => {
    const gate = new Gate(docOf(newDesignBytes(lamp, META_1, makeDesign())), lamp);
    const author = docOf(Y.encodeStateAsUpdate(gate.doc));
    const sent: Uint8Array[] = [];
    author.on('update', (update: Uint8Array) => void sent.push(update));
    putElement(author, 'e1', sticker, 'studio');
    putElement(author, 'e1', { ...sticker, xf: [9_999, 9_999, 60, 60, 0] }, 'studio');
    const adjusted: string[] = [];
    gate.together(() => {
      for (const update of sent) {
        const verdict = gate.admit(update, () => true);
        if (verdict.kind === 'admitted') adjusted.push(...verdict.adjustments.map(({ path }) => path));
      }
    });
    expect(adjusted).toEqual(['elements.e1.xf']);
  });
});

test('a design that lies outside its space since before is put right with the next update, whatever that is about', () => {
  const server = new Y.Doc();
  const element = { ...sticker, fill: 'gold' };
  Y.applyUpdate(server, newDesignBytes(lamp, META_1, makeDesign({ elements: { e1: element } })));
  const gate = new Gate(server, lamp);
  const client = new Y.Doc();
  Y.applyUpdate(client, Y.encodeStateAsUpdate(server));
  const before = Y.encodeStateVector(client);
  client.getText('story').insert(0, 'Why');
  const verdict = gate.admit(Y.encodeStateAsUpdate(client, before), () => true);
  expect(verdict).toMatchObject({ kind: 'admitted', adjustments: [{ path: 'elements.e1.fill' }] });
  expect(violations(lamp, readDesign(server, lamp))).toEqual([]);
});

test('a story that was cut is cut again where others write into it, at its end', () => {
  const server = new Y.Doc();
  Y.applyUpdate(server, newDesignBytes(lamp, META_1, makeDesign()));
  const gate = new Gate(server, lamp);
  const client = new Y.Doc();
  Y.applyUpdate(client, Y.encodeStateAsUpdate(server));
  const write = (at: number, text: string): void => {
    const before = Y.encodeStateVector(client);
    client.getText('story').insert(at, text);
    const verdict = gate.admit(Y.encodeStateAsUpdate(client, before), () => true);
    if (verdict.kind !== 'admitted') throw new Error(`It was ${verdict.kind}.`);
    Y.applyUpdate(client, verdict.bytes, 'server');
  };
  write(0, 'a'.repeat(2_100));
  for (const word of ['one ', 'two ', 'three ']) write(0, word);
  expect(readDesign(server, lamp).story).toBe(`three two one ${'a'.repeat(1_986)}`);
});

test('an update of which Yjs takes in a part only is refused: what is stored would say something else', () => {
  const server = new Y.Doc();
  Y.applyUpdate(server, newDesignBytes(lamp, META_1, makeDesign()));
  const gate = new Gate(server, lamp);
  const client = new Y.Doc();
  client.clientID = 77;
  client.getText('story').insert(0, 'Why');
  const whole = Y.encodeStateAsUpdate(client);
  // One client's structs, then none of the same client, then nothing deleted.
  const update = Uint8Array.of(2, ...whole.slice(1, -1), 0, 77, 3, 0);
  expect(gate.admit(update, () => true)).toMatchObject({ kind: 'refused', fault: 'not_applicable' });
});
