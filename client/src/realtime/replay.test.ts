import type { DesignElement } from 'shared/design/design.ts';
import {
  patchElement,
  putElement,
  readDesign,
  setParameter,
  writeDesign,
  writeStory,
} from 'shared/design/design-doc.ts';
import { violations } from 'shared/space/violations.ts';
import { makeDesign, makeSpace } from 'shared/testing/make-space.ts';
import { beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { changesSince } from './changes-since.ts';
import type { LocalChange } from './local-changes.ts';
import { replay } from './replay.ts';
import { TouchedPlaces } from './touched-places.ts';

const space = makeSpace();
const sticker: DesignElement = {
  ...{ kind: 'sticker', zone: 'body', z: 'a0', xf: [250, 250, 100, 100, 0], fill: 'black', asset: 'star' },
};

let mine: Y.Doc;
let touched: TouchedPlaces;
let theirs: Y.Doc;
beforeEach(() => {
  [mine, theirs] = [new Y.Doc(), new Y.Doc()];
  writeDesign(mine, space, makeDesign({ elements: { old: sticker }, story: 'Once' }, space), 'setup');
  writeDesign(theirs, space, makeDesign({ elements: { old: sticker }, story: 'Once' }, space), 'setup');
  touched = new TouchedPlaces(mine);
});
const made = (): LocalChange[] => changesSince(mine, space, touched.all);
/** Makes all of it again in their document. @returns what could not be */
const again = (fit: 'exact' | 'nearest' = 'exact'): LocalChange[] => replay(theirs, space, made(), fit);
const design = () => readDesign(theirs, space);

describe('what was done', () => {
  test('is what the places say now, however often they were written', () => {
    for (const shade of ['glass', 'metal', 'glass']) setParameter(mine, space, 'shade', shade, 'studio');
    patchElement(mine, 'old', { xf: [260, 250, 100, 100, 0] }, 'studio');
    patchElement(mine, 'old', { xf: [270, 250, 100, 100, 0] }, 'studio');
    writeStory(mine, 'Once more', 'typing');
    expect(made()).toEqual([
      { kind: 'pick', key: 'shade', value: 'glass' },
      { kind: 'story', before: 'Once', text: 'Once more' },
      { kind: 'element', id: 'old', element: { ...sticker, xf: [270, 250, 100, 100, 0] }, keys: ['xf'] },
    ]);
  });

  test('is nothing where it was taken back', () => {
    patchElement(mine, 'old', { xf: [260, 250, 100, 100, 0] }, 'studio');
    patchElement(mine, 'old', { xf: [250, 250, 100, 100, 0] }, 'studio');
    putElement(mine, 'new', sticker, 'studio');
    patchElement(mine, 'new', { hidden: true }, 'studio');
    expect(made()).toEqual([]);
  });

  test('is not what others did', () => {
    const others = new Y.Doc();
    Y.applyUpdate(others, Y.encodeStateAsUpdate(mine));
    writeStory(others, 'By another', 'typing');
    Y.applyUpdate(mine, Y.encodeStateAsUpdate(others), 'net');
    expect(made()).toEqual([]);
  });

  test('comes back as it was kept', () => {
    setParameter(mine, space, 'shade', 'glass', 'studio');
    const later = new TouchedPlaces(mine);
    setParameter(mine, space, 'shade', 'metal', 'studio');
    later.restore(touched.all);
    expect(changesSince(mine, space, later.all)).toEqual(made());
  });
});

describe('made again', () => {
  test('it is in the document as before, once, however often', () => {
    setParameter(mine, space, 'shade', 'glass', 'studio');
    putElement(mine, 'new', { ...sticker, xf: [300, 300, 100, 100, 0] }, 'studio');
    writeStory(mine, 'Once more', 'typing');
    expect([again(), again()]).toEqual([[], []]);
    expect(design().elements['new']).toEqual(readDesign(mine, space).elements['new']);
    expect([design().params['shade'], design().story]).toEqual(['glass', 'Once more']);
  });

  test('it leaves alone what others did to the same element otherwise', () => {
    patchElement(mine, 'old', { fill: 'white' }, 'studio');
    patchElement(theirs, 'old', { xf: [300, 300, 100, 100, 0] }, 'studio');
    again();
    expect(design().elements['old']).toMatchObject({ xf: [300, 300, 100, 100, 0] });
  });

  test('it does not write over a story that reads otherwise since', () => {
    writeStory(mine, 'Mine', 'typing');
    writeStory(theirs, 'Theirs', 'typing');
    expect(again()).toEqual([{ kind: 'story', before: 'Once', text: 'Mine' }]);
    expect(design().story).toBe('Theirs');
  });

  test('it never leaves the space, and says what it left out', () => {
    const outside: LocalChange = {
      kind: 'element',
      id: 'far',
      element: { ...sticker, xf: [9_000, 0, 100, 100, 0] },
      keys: null,
    };
    const unknown: LocalChange = { kind: 'pick', key: 'shade', value: 'velvet' };
    const gone: LocalChange = { kind: 'element', id: 'gone', element: sticker, keys: ['xf'] };
    const notThere: LocalChange = { kind: 'pick', key: 'wings', value: true };
    expect(replay(theirs, space, [outside, unknown, gone, notThere])).toEqual([outside, unknown, gone, notThere]);
    expect(violations(space, design())).toEqual([]);
  });

  test('it is brought to the nearest that fits when somebody asks for it', () => {
    const outside: LocalChange = {
      kind: 'element',
      id: 'far',
      element: { ...sticker, xf: [9_000, 300, 100, 100, 0] },
      keys: null,
    };
    expect(replay(theirs, space, [outside], 'nearest')).toEqual([]);
    expect(design().elements['far']?.hidden).not.toBe(true);
    expect(violations(space, design())).toEqual([]);
  });
});
