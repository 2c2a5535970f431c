import { sql } from 'drizzle-orm';
import { patchElement, putElement, setParameter, writeStory } from 'shared/design/design-doc.ts';
import { violations } from 'shared/space/violations.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
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

  test('breaks a rule of the brand: the change goes back, with the brand’s own reason', async () => {
    const design = await studio.design(ana);
    const a = await studio.edit(design, ana);
    setParameter(a.doc, space, 'bulb', 'hot', 'studio');
    await until(() => expect(a.adjustments).toHaveLength(1));
    expect(a.adjustments[0]?.violation).toMatchObject({ rule: 'paper-burns', because: { en: 'paper would scorch' } });
    await a.saved();
    expect(a.read(space).params).toMatchObject({ bulb: 'warm', shade: 'paper' });
  });

  test('only together with another’s: both were legal, and everybody ends in the same legal design', async () => {
    const design = await studio.design(ana, bo);
    const [a, b] = [await studio.edit(design, ana), await studio.edit(design, bo)];
    setParameter(a.doc, space, 'shade', 'glass', 'studio');
    await a.saved();
    await until(() => expect(b.read(space).params['shade']).toBe('glass'));
    setParameter(a.doc, space, 'bulb', 'hot', 'studio');
    setParameter(b.doc, space, 'shade', 'paper', 'studio');
    await Promise.all([a.saved(), b.saved()]);
    await until(() => expect(a.read(space)).toEqual(b.read(space)));
    expect(violations(space, a.read(space))).toEqual([]);
    expect(a.adjustments.length + b.adjustments.length).toBe(1);
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
