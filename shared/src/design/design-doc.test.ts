import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { defaultParams } from '../space/defaults.ts';
import { repair } from '../space/repair.ts';
import { violations } from '../space/violations.ts';
import { anyDesign } from '../testing/any-design.ts';
import { makeSpace } from '../testing/make-space.ts';
import { randomElement, randomNumbers } from '../testing/random-session.ts';
import type { DesignElement } from './design.ts';
import {
  hideElement,
  initDesign,
  patchElement,
  putElement,
  readDesign,
  setParameter,
  showElement,
  story,
  writeDesign,
  writeStory,
} from './design-doc.ts';
import { makeUndo } from './undo.ts';

const space = makeSpace();
const empty = { params: defaultParams(space), elements: {}, story: '' };
const sticker: DesignElement = {
  kind: 'sticker',
  zone: 'body',
  z: 'a0',
  xf: [250, 250, 100, 100, 0],
  fill: 'black',
  asset: 'star',
};

/** Two documents that hear of each other only when `meet` is called. */
function pair(): { readonly a: Y.Doc; readonly b: Y.Doc; readonly meet: () => void } {
  const [a, b] = [new Y.Doc(), new Y.Doc()];
  const meet = (): void => {
    Y.applyUpdate(b, Y.encodeStateAsUpdate(a), 'remote');
    Y.applyUpdate(a, Y.encodeStateAsUpdate(b), 'remote');
  };
  return { a, b, meet };
}

function updatesOf(doc: Y.Doc, act: () => void): number {
  let updates = 0;
  const count = (): void => void (updates += 1);
  doc.on('update', count);
  act();
  doc.off('update', count);
  return updates;
}

describe('reading', () => {
  test('an empty document reads as the defaults of the space', () => {
    expect(readDesign(new Y.Doc(), space)).toEqual(empty);
  });

  test('whatever a document holds, it reads as a design that can be repaired', () => {
    const anyKey = fc.constantFrom('shade', 'cable', 'light', 'extras/usb', 'extras', 'name', '__proto__', 'evil');
    const anyContent = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom(undefined, Number.NaN, new Uint8Array(3), 2 ** 60, '__proto__', { ['__proto__']: 1 }),
    );
    fc.assert(
      fc.property(
        fc.dictionary(anyKey, anyContent),
        fc.dictionary(
          fc.constantFrom('e1', 'kind'),
          fc.dictionary(fc.constantFrom('kind', 'z', 'xf', 'no'), anyContent),
        ),
        (params, elements) => {
          const doc = new Y.Doc();
          for (const [key, value] of Object.entries(params)) doc.getMap('params').set(key, value);
          for (const [id, keys] of Object.entries(elements))
            doc.getMap('elements').set(id, new Y.Map(Object.entries({ ...sticker, ...keys })));
          doc.getMap('elements').set('loose', 5);
          const read = readDesign(doc, space);
          expect(violations(space, repair(space, read).design)).toEqual([]);
          expect(Object.keys(read.params)).toEqual(space.parameters.map(({ id }) => id));
        },
      ),
    );
  });

  test('elements come in the order of their ids, in every replica', () => {
    const { a, b, meet } = pair();
    putElement(a, 'z', sticker, 'studio');
    putElement(b, 'a', sticker, 'studio');
    meet();
    expect(Object.keys(readDesign(a, space).elements)).toEqual(['a', 'z']);
    expect(JSON.stringify(readDesign(a, space))).toBe(JSON.stringify(readDesign(b, space)));
  });
});

describe('writing', () => {
  test('a repaired design comes back as it was written, and writing it again writes nothing', () => {
    fc.assert(
      fc.property(anyDesign(space), anyDesign(space), (first, second) => {
        const doc = new Y.Doc();
        for (const wild of [first, second]) {
          const { design } = repair(space, wild);
          writeDesign(doc, space, design, 'setup');
          const read = readDesign(doc, space);
          expect({ ...read, elements: visible(read.elements) }).toEqual({
            ...design,
            elements: visible(design.elements),
          });
          expect(updatesOf(doc, () => writeDesign(doc, space, design, 'setup'))).toBe(0);
        }
      }),
    );
  });

  test('a new document has what the server says of it and what it starts with', () => {
    const doc = new Y.Doc();
    const meta = { schema: 'design/1', space: 'abc', parent: null, epoch: 1 } as const;
    expect(
      updatesOf(doc, () => initDesign(doc, space, meta, { ...empty, elements: { e1: sticker }, story: 'Hello' })),
    ).toBe(1);
    expect(doc.getMap('meta').toJSON()).toEqual(meta);
    expect(readDesign(doc, space)).toEqual({ ...empty, elements: { e1: sticker }, story: 'Hello' });
  });

  test('what the server would refuse is not written: half units, NUL, half characters', () => {
    const doc = new Y.Doc();
    putElement(doc, 'e1', { ...sticker, kind: 'text', text: 'a\0b\ud83d', xf: [100.4, 99.6, 50, 50, 0] }, 'studio');
    setParameter(doc, space, 'name', 'R\0ay', 'studio');
    setParameter(doc, space, 'cable', 2.6, 'studio');
    writeStory(doc, 'Why\0?', 'typing');
    expect(readDesign(doc, space)).toMatchObject({
      elements: { e1: { text: 'ab\ufffd', xf: [100, 100, 50, 50, 0] } },
      params: { name: 'Ray', cable: 3 },
      story: 'Why?',
    });
  });

  test('two people who add an extra each at the same time get both', () => {
    const { a, b, meet } = pair();
    setParameter(a, space, 'extras', ['dimmer'], 'studio');
    setParameter(b, space, 'extras', ['clamp'], 'studio');
    meet();
    expect(readDesign(a, space).params['extras']).toEqual(['dimmer', 'clamp']);
  });

  test('two people who move an element at the same time get one of the places, not a mixture', () => {
    const { a, b, meet } = pair();
    putElement(a, 'e1', sticker, 'studio');
    meet();
    patchElement(a, 'e1', { xf: [100, 100, 50, 50, 0] }, 'studio');
    patchElement(b, 'e1', { xf: [300, 300, 90, 90, 900] }, 'studio');
    meet();
    expect([
      [100, 100, 50, 50, 0],
      [300, 300, 90, 90, 900],
    ]).toContainEqual(readDesign(a, space).elements['e1']?.xf);
    expect(readDesign(a, space)).toEqual(readDesign(b, space));
  });

  test('a hidden element stays in the document and can be shown again', () => {
    const doc = new Y.Doc();
    putElement(doc, 'e1', sticker, 'studio');
    hideElement(doc, 'e1', 'studio');
    expect(readDesign(doc, space).elements['e1']).toEqual({ ...sticker, hidden: true });
    showElement(doc, 'e1', 'studio');
    expect(readDesign(doc, space).elements['e1']).toEqual(sticker);
  });

  test('the story keeps what somebody else writes at the same time', () => {
    const { a, b, meet } = pair();
    writeStory(a, 'We like it.', 'typing');
    meet();
    writeStory(a, 'We like it red.', 'typing');
    writeStory(b, 'Why? We like it.', 'typing');
    meet();
    expect(story(a).toString()).toBe('Why? We like it red.');
  });

  test('changing one emoji into its neighbour cuts none in half', () => {
    const { a, b, meet } = pair();
    const random = randomNumbers(5);
    const faces = ['😀', '😁', '🚗', 'x', '\u{1f400}', '\u{1f800}'];
    for (let round = 0; round < 300; round += 1) {
      const text = Array.from({ length: 4 }, () => faces[Math.floor(random() * faces.length)]).join('');
      writeStory(a, text, 'typing');
      meet();
      expect(story(b).toString()).toBe(text);
    }
  });
});

describe('undo', () => {
  test('takes back own commands one by one, and typing in runs', () => {
    const doc = new Y.Doc();
    initDesign(doc, space, { schema: 'design/1', space: 'h', parent: null, epoch: 1 }, empty);
    const undo = makeUndo(doc, ['studio', 'typing']);
    setParameter(doc, space, 'shade', 'glass', 'studio');
    setParameter(doc, space, 'bulb', 'hot', 'studio');
    for (const text of ['W', 'We', 'We ']) writeStory(doc, text, 'typing');
    undo.undo();
    expect(readDesign(doc, space)).toMatchObject({ story: '', params: { shade: 'glass', bulb: 'hot' } });
    undo.undo();
    expect(readDesign(doc, space).params).toMatchObject({ shade: 'glass', bulb: 'warm' });
    undo.undo();
    expect(readDesign(doc, space).params).toMatchObject({ shade: 'paper' });
    expect(undo.canUndo()).toBe(false);
  });

  test('of a new element takes it off the product and leaves what others did to it', () => {
    const { a, b, meet } = pair();
    const undo = makeUndo(a, ['studio']);
    putElement(a, 'e1', sticker, 'studio');
    meet();
    patchElement(b, 'e1', { fill: 'white' }, 'studio');
    undo.undo();
    meet();
    expect(readDesign(b, space).elements['e1']).toEqual({ ...sticker, fill: 'white', hidden: true });
    undo.redo();
    meet();
    expect(readDesign(b, space).elements['e1']).toEqual({ ...sticker, fill: 'white' });
  });

  test('does not take back what somebody else has chosen since, and passes over a step that a repair made void', () => {
    const { a, b, meet } = pair();
    const undo = makeUndo(a, ['studio']);
    setParameter(a, space, 'name', 'Ray', 'studio');
    setParameter(a, space, 'shade', 'glass', 'studio');
    meet();
    b.transact(() => setParameter(b, space, 'shade', 'metal', 'studio'), 'repair');
    meet();
    undo.undo();
    expect(readDesign(a, space).params).toMatchObject({ shade: 'metal', name: 'Lux' });
    expect(undo.canUndo()).toBe(false);
  });

  test('of a move that won against somebody else’s leaves the element at a place', () => {
    for (let round = 0; round < 20; round += 1) {
      const { a, b, meet } = pair();
      putElement(a, 'e1', sticker, 'studio');
      meet();
      const undo = makeUndo(a, ['studio']);
      patchElement(a, 'e1', { xf: [100, 100, 50, 50, 0] }, 'studio');
      patchElement(b, 'e1', { xf: [300, 300, 50, 50, 0] }, 'studio');
      meet();
      const [won] = readDesign(a, space).elements['e1']?.xf ?? [];
      undo.undo();
      meet();
      // Back to where it was, unless the other one's move has won: that stays.
      expect(readDesign(b, space).elements['e1']?.xf[0]).toBe(won === 100 ? 250 : 300);
      undo.redo();
      expect(readDesign(a, space).elements['e1']?.xf[0]).toBe(won);
    }
  });

  test('ignores origins that are not one’s own', () => {
    const doc = new Y.Doc();
    const undo = makeUndo(doc, ['studio']);
    putElement(doc, 'e1', randomElement(randomNumbers(2), false), 'setup');
    setParameter(doc, space, 'shade', 'glass', 'repair');
    expect(undo.canUndo()).toBe(false);
  });
});

/** The elements on the product; that one is not hidden may be said or left unsaid, and text as it can be stored. */
function visible(elements: Readonly<Record<string, DesignElement>>): Record<string, DesignElement> {
  return Object.fromEntries(
    Object.entries(elements)
      .filter(([, element]) => element.hidden !== true)
      .map(([id, element]) => [
        id,
        { ...element, hidden: false, text: (element.text ?? '').replaceAll('\0', '').toWellFormed() },
      ]),
  );
}
