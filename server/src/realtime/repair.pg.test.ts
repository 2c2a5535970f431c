import { sql } from 'drizzle-orm';
import { clearPicks, patchElement, putElement, setParameter, writeStory } from 'shared/design/design-doc.ts';
import { readPicks } from 'shared/design/picks.ts';
import { resolvePicks } from 'shared/space/engine/resolve-picks.ts';
import { violations } from 'shared/space/violations.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { append } from './testing/append.ts';
import type { LiveEditor } from './testing/live-editor.ts';
import { makeStudio, space, type Studio, type Visitor } from './testing/make-studio.ts';
import { sticker, until } from './testing/waiting.ts';

let studio: Studio;
let ana: Visitor;
let bo: Visitor;
beforeAll(async () => {
  studio = await makeStudio();
  ana = await studio.visitor('Ana');
  bo = await studio.visitor('Bo');
});
afterAll(() => studio.close());

describe('an edit that leaves the space', () => {
  test('is repaired before anybody else sees it, and its author is told what and why', async () => {
    const design = await studio.design(ana, bo);
    const [a, b] = [await studio.edit(design, ana), await studio.edit(design, bo)];
    const seen = b.watch(space);
    setParameter(a.doc, space, 'shade', 'unobtainium', 'studio');
    setParameter(a.doc, space, 'cable', 4, 'studio');
    putElement(a.doc, 'e1', { ...sticker, xf: [-900, 250, 100, 100, 0] }, 'studio');
    await a.saved();
    await until(() => expect(a.adjustments.length).toBeGreaterThanOrEqual(3));
    expect(a.adjustments.map(({ violation }) => violation.code)).toEqual([
      'unknown_option',
      'out_of_range',
      'outside_zone',
    ]);
    expect(a.adjustments[0]).toMatchObject({ path: 'params.shade', from: 'unobtainium', to: 'paper' });
    expect(violations(space, a.read(space))).toEqual([]);
    await until(() => expect(b.read(space)).toEqual(a.read(space)));
    expect(seen).toEqual([]);
    expect(b.adjustments).toEqual([]);
    expect(await studio.stored(design)).toEqual(a.read(space));
  });

  test('the newest over the limit is taken off the product but kept', async () => {
    const design = await studio.design(ana);
    const a = await studio.edit(design, ana);
    for (const [index, id] of ['e1', 'e2', 'e3', 'e4'].entries())
      putElement(a.doc, id, { ...sticker, z: `a${String(index)}` }, 'studio');
    await a.saved();
    await until(() => expect(a.adjustments.map(({ violation }) => violation.code)).toEqual(['zone_full']));
    expect(a.read(space).elements['e4']).toMatchObject({ hidden: true });
  });

  test.each([
    ['a part that it needs', (doc: Y.Doc) => (doc.getMap('elements').get('e1') as Y.Map<unknown>).delete('xf')],
    ['everything, by an empty one in its place', (doc: Y.Doc) => doc.getMap('elements').set('e1', new Y.Map())],
  ])('that takes from an element %s: it is given back', async (_name, write) => {
    const design = await studio.design(ana, bo);
    const [a, b] = [await studio.edit(design, ana), await studio.edit(design, bo)];
    putElement(a.doc, 'e1', sticker, 'studio');
    await a.saved();
    await until(() => expect(b.read(space)).toEqual(a.read(space)));
    const counts: number[] = [];
    b.doc.on('afterTransaction', () => counts.push(Object.keys(b.read(space).elements).length));
    write(a.doc);
    await a.saved();
    await until(() => expect(a.adjustments).toMatchObject([{ path: 'elements.e1', to: sticker }]));
    setParameter(a.doc, space, 'name', 'Ray', 'studio');
    await until(() => expect(b.read(space)).toMatchObject({ params: { name: 'Ray' }, elements: { e1: sticker } }));
    expect(new Set(counts)).toEqual(new Set([1]));
  });

  test('a story that is too long is cut', async () => {
    const design = await studio.design(ana);
    const a = await studio.edit(design, ana);
    writeStory(a.doc, '😀'.repeat(2_500), 'typing');
    await a.saved();
    await until(() => expect([...a.read(space).story]).toHaveLength(2_000));
  });

  test('does not undo what its author has done since', async () => {
    const design = await studio.design(ana);
    const a = await studio.edit(design, ana);
    // Both are on their way before the first one’s repair comes back.
    setParameter(a.doc, space, 'shade', 'unobtainium', 'studio');
    setParameter(a.doc, space, 'shade', 'metal', 'studio');
    await a.saved();
    expect(a.read(space).params['shade']).toBe('metal');
    expect((await studio.stored(design)).params['shade']).toBe('metal');
  });
});

describe('picks', () => {
  const shadeOf = (editor: LiveEditor): unknown => editor.read(space).params['shade'];
  const parkedIn = (doc: Y.Doc): readonly string[] =>
    resolvePicks(space, readPicks(doc, space)).parked.map(({ key, value }) => `${key} ${String(value)}`);
  const reasonOf = ({ adjustments }: LiveEditor): readonly unknown[] =>
    adjustments.map(({ violation: { rule, because }, path, from, to }) => ({ rule, because, path, from, to }));

  test('what nobody picked follows: a hot bulb takes the paper shade along, and nothing is reported', async () => {
    const design = await studio.design(ana, bo);
    const [a, b] = [await studio.edit(design, ana), await studio.edit(design, bo)];
    setParameter(a.doc, space, 'bulb', 'hot', 'studio');
    await a.saved();
    await until(() => expect(b.read(space)).toEqual(a.read(space)));
    expect(a.read(space).params['bulb']).toBe('hot');
    expect(shadeOf(a)).not.toBe('paper');
    expect([a.adjustments, b.adjustments]).toEqual([[], []]);
    expect(await studio.stored(design)).toEqual(a.read(space));
  });

  test('of two that do not go together the later one is parked everywhere, its author hears why, and it returns', async () => {
    const design = await studio.design(ana, bo);
    const [a, b] = [await studio.edit(design, ana), await studio.edit(design, bo)];
    setParameter(a.doc, space, 'shade', 'glass', 'studio');
    setParameter(a.doc, space, 'shade', 'paper', 'studio');
    await a.saved();
    await until(() => expect(parkedIn(b.doc).concat(String(shadeOf(b)))).toEqual(['paper']));
    setParameter(b.doc, space, 'bulb', 'hot', 'studio');
    await b.saved();
    await until(() => expect(b.adjustments).toHaveLength(1));
    expect(reasonOf(b)).toEqual([
      { rule: 'paper-burns', because: { en: 'paper would scorch' }, path: 'params.bulb', from: 'hot', to: 'warm' },
    ]);
    await until(() => expect(a.read(space)).toEqual(b.read(space)));
    expect([parkedIn(a.doc), parkedIn(b.doc)]).toEqual([['bulb hot'], ['bulb hot']]);
    expect(a.adjustments).toEqual([]);
    expect(violations(space, await studio.stored(design))).toEqual([]);
    // What blocked it goes: the parked pick is back by itself, for everybody.
    clearPicks(a.doc, ['shade'], 'studio');
    await a.saved();
    await until(() => expect(b.read(space).params['bulb']).toBe('hot'));
    expect(await studio.stored(design)).toEqual(b.read(space));
    expect([parkedIn(a.doc), parkedIn(b.doc)]).toEqual([[], []]);
    expect(b.adjustments).toHaveLength(1);
  });

  test.each([
    ['who came back first', true],
    ['who came back last', false],
  ])(
    'made without a network merge to one design, with the same pick parked and the same text: %s',
    async (_name, anaFirst) => {
      const design = await studio.design(ana, bo);
      const [a, b] = [await studio.edit(design, ana), await studio.edit(design, bo)];
      a.disconnect();
      b.disconnect();
      setParameter(a.doc, space, 'bulb', 'hot', 'studio');
      // Two more edits: at the same clock the numbers of their browsers would decide.
      setParameter(b.doc, space, 'name', 'Ray', 'studio');
      setParameter(b.doc, space, 'shade', 'paper', 'studio');
      for (const editor of anaFirst ? [a, b] : [b, a]) await editor.reconnect();
      await until(() => expect(a.read(space)).toEqual(b.read(space)));
      expect(a.read(space).params).toMatchObject({ bulb: 'hot', name: 'Ray' });
      expect(await studio.stored(design)).toEqual(a.read(space));
      expect([parkedIn(a.doc), parkedIn(b.doc)]).toEqual([['shade paper'], ['shade paper']]);
      await until(() => expect(b.adjustments).toHaveLength(1));
      expect(reasonOf(b)).toEqual([
        {
          rule: 'paper-burns',
          because: { en: 'paper would scorch' },
          path: 'params.shade',
          from: 'paper',
          to: shadeOf(a),
        },
      ]);
      expect(a.adjustments).toEqual([]);
    },
  );

  test('with a clock that nobody can have come to get the next one, so that others can go on', async () => {
    const design = await studio.design(ana, bo);
    const [a, b] = [await studio.edit(design, ana), await studio.edit(design, bo)];
    a.doc.getMap('params').set('shade', ['glass', 2 ** 40]);
    await a.saved();
    await until(() => expect([shadeOf(a), shadeOf(b)]).toEqual(['glass', 'glass']));
    setParameter(b.doc, space, 'shade', 'metal', 'studio');
    await b.saved();
    await until(() => expect(shadeOf(a)).toBe('metal'));
    const clocks = readPicks(a.doc, space).map(({ clock }) => clock);
    expect(Math.max(...clocks)).toBeLessThan(10);
  });

  test.each([
    ['clock 0', ['paper', 0]],
    ['no clock at all', 'paper'],
    ['a value that the space does not have', ['unobtainium', 2]],
  ])('with %s come after what was picked before, and who picked is told what became of it', async (_name, register) => {
    const design = await studio.design(ana, bo);
    const [a, b] = [await studio.edit(design, ana), await studio.edit(design, bo)];
    setParameter(b.doc, space, 'bulb', 'hot', 'studio');
    await b.saved();
    await until(() => expect(a.read(space).params['bulb']).toBe('hot'));
    a.doc.getMap('params').set('shade', register);
    await a.saved();
    await until(() =>
      expect(reasonOf(a)).toContainEqual(expect.objectContaining({ rule: 'paper-burns', from: 'paper' })),
    );
    expect(b.adjustments).toEqual([]);
    expect([parkedIn(a.doc), a.read(space).params['bulb']]).toEqual([['shade paper'], 'hot']);
    await until(() => expect(b.read(space)).toEqual(a.read(space)));
    expect(await studio.stored(design)).toEqual(a.read(space));
  });

  test('of an older studio, plain values, are read as before and converted by the next pick', async () => {
    const design = await studio.design(ana, bo);
    const old = new Y.Doc();
    for (const [key, value] of [
      ['shade', 'metal'],
      ['extras/usb', 1],
    ])
      old.getMap('params').set(String(key), value);
    const bytes = Y.encodeStateAsUpdate(old);
    await append(studio.db, design, bo.id, bytes);
    const a = await studio.edit(design, ana);
    expect(a.read(space).params).toMatchObject({ shade: 'metal', extras: ['usb'] });
    a.doc.getMap('params').set('bulb', 'hot');
    setParameter(a.doc, space, 'shade', 'glass', 'studio');
    await a.saved();
    expect((await studio.stored(design)).params).toMatchObject({ shade: 'glass', bulb: 'hot', extras: ['usb'] });
    expect(a.doc.getMap('params').get('shade')).toEqual(['glass', 1]);
  });
});

describe('a database that does not take an edit', () => {
  test('leaves it unacknowledged and unseen; when it works again everything is stored', async () => {
    const design = await studio.design(ana, bo);
    const [a, b] = [await studio.edit(design, ana), await studio.edit(design, bo)];
    putElement(a.doc, 'e1', sticker, 'studio');
    await a.saved();
    await until(() => expect(b.read(space)).toEqual(a.read(space)));
    const before = b.read(space);
    const codes: (number | undefined)[] = [];
    b.provider.on('connection-close', (event) => codes.push(event?.code));
    await studio.db.execute(sql`
      create function refuse_updates() returns trigger language plpgsql as
      $$ begin raise exception 'the disk is full'; end $$`);
    await studio.db.execute(sql`
      create trigger refuse_updates before insert on design_updates for each row execute function refuse_updates()`);
    const saved = a.isSaved;
    setParameter(a.doc, space, 'shade', 'glass', 'studio');
    await until(() => expect(codes[0]).toBe(1011));
    expect([saved, a.isSaved]).toEqual([true, false]);
    expect(b.read(space)).toEqual(before);
    expect(await studio.stored(design)).toEqual(before);
    await studio.db.execute(sql`drop trigger refuse_updates on design_updates`);
    await a.saved();
    await until(() => expect(b.read(space)).toEqual(a.read(space)));
    expect((await studio.stored(design)).params['shade']).toBe('glass');
    patchElement(b.doc, 'e1', { fill: 'white' }, 'studio');
    await b.saved();
    expect(await studio.stored(design)).toEqual(b.read(space));
  });
});
