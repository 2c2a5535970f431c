import { eq } from 'drizzle-orm';
import { patchElement, putElement, setParameter, story, writeStory } from 'shared/design/design-doc.ts';
import { violations } from 'shared/space/violations.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { designs, designSnapshots } from '../design/tables.ts';
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

describe('two people at one design', () => {
  test('see each other’s edits, and who wrote what is in the log, without a gap', async () => {
    const design = await studio.design(ana, bo);
    const [a, b] = [await studio.edit(design, ana), await studio.edit(design, bo)];
    setParameter(a.doc, space, 'shade', 'glass', 'studio');
    putElement(b.doc, 'e1', sticker, 'studio');
    writeStory(a.doc, 'For reading', 'typing');
    await Promise.all([a.saved(), b.saved()]);
    await until(() => expect(a.read(space)).toEqual(b.read(space)));
    expect(a.read(space)).toMatchObject({
      params: { shade: 'glass' },
      elements: { e1: sticker },
      story: 'For reading',
    });
    expect(await studio.stored(design)).toEqual(a.read(space));
    const log = await studio.logOf(design);
    expect(log.map(({ seq }) => seq)).toEqual(log.map((_, index) => index + 1));
    expect(new Set(log.map(({ personId }) => personId))).toEqual(new Set([null, ana.id, bo.id]));
  });

  test('get both extras, and one of two places, when they act at the same moment', async () => {
    const design = await studio.design(ana, bo);
    const [a, b] = [await studio.edit(design, ana), await studio.edit(design, bo)];
    putElement(a.doc, 'e1', sticker, 'studio');
    await a.saved();
    await until(() => expect(b.read(space)).toEqual(a.read(space)));
    setParameter(a.doc, space, 'extras', ['clamp'], 'studio');
    setParameter(b.doc, space, 'extras', ['dimmer'], 'studio');
    patchElement(a.doc, 'e1', { xf: [200, 200, 100, 100, 0] }, 'studio');
    patchElement(b.doc, 'e1', { xf: [300, 300, 100, 100, 0] }, 'studio');
    await Promise.all([a.saved(), b.saved()]);
    await until(() => expect(a.read(space)).toEqual(b.read(space)));
    expect(a.read(space).params['extras']).toEqual(['dimmer', 'clamp']);
    expect([200, 300]).toContain(a.read(space).elements['e1']?.xf[0]);
  });

  test('keep what one of them did without a network', async () => {
    const design = await studio.design(ana, bo);
    const [a, b] = [await studio.edit(design, ana), await studio.edit(design, bo)];
    a.disconnect();
    putElement(a.doc, 'e1', sticker, 'studio');
    setParameter(a.doc, space, 'name', 'Ray', 'studio');
    patchElement(a.doc, 'e1', { fill: 'white' }, 'studio');
    setParameter(b.doc, space, 'shade', 'metal', 'studio');
    await b.saved();
    a.provider.connect();
    // Sent before the server has asked what it missed: this does not join on to what the server has.
    await until(() => expect(a.provider.wsconnected).toBe(true));
    writeStory(a.doc, 'Made on a train', 'typing');
    await a.saved();
    await until(() => expect(b.read(space)).toEqual(a.read(space)));
    expect(b.read(space)).toMatchObject({
      params: { name: 'Ray', shade: 'metal' },
      elements: { e1: { ...sticker, fill: 'white' } },
      story: 'Made on a train',
    });
  });

  test('the author hears that an edit is stored only when it is', async () => {
    const design = await studio.design(ana);
    const a = await studio.edit(design, ana);
    for (let letter = 1; letter <= 40; letter += 1) {
      writeStory(a.doc, 'x'.repeat(letter), 'typing');
      if (letter % 8 === 0) {
        await a.saved();
        expect((await studio.stored(design)).story).toHaveLength(letter);
      }
    }
  });

  test('deleting alone is stored too, though it moves no state vector', async () => {
    const design = await studio.design(ana, bo);
    const [a, b] = [await studio.edit(design, ana), await studio.edit(design, bo)];
    writeStory(a.doc, 'Too much', 'typing');
    await a.saved();
    writeStory(a.doc, 'Too', 'typing');
    await a.saved();
    await until(() => expect(story(b.doc).toString()).toBe('Too'));
    expect((await studio.stored(design)).story).toBe('Too');
  });
});

describe('a server that', () => {
  test('is killed leaves everything that it has acknowledged to the next one', async () => {
    const design = await studio.design(ana);
    const a = await studio.edit(design, ana);
    for (let index = 0; index < 3; index += 1) putElement(a.doc, `e${String(index)}`, sticker, 'studio');
    setParameter(a.doc, space, 'shade', 'glass', 'studio');
    await a.saved();
    const another = await studio.startAnother();
    const again = await studio.edit(design, ana, another.syncUrl);
    expect(again.read(space)).toEqual(a.read(space));
    again.destroy();
    await another.close();
  });

  test('stops tells everybody to come back, and keeps a snapshot from which the next one starts', async () => {
    const design = await studio.design(ana);
    const first = await studio.startAnother();
    const a = await studio.edit(design, ana, first.syncUrl);
    setParameter(a.doc, space, 'shade', 'glass', 'studio');
    await a.saved();
    let code: number | undefined;
    a.provider.on('connection-close', (event) => (code ??= event?.code));
    await first.close();
    await until(() => expect(code).toBe(1012));
    a.destroy();
    const [snapshot] = await studio.db.select().from(designSnapshots).where(eq(designSnapshots.designId, design));
    const [{ head } = { head: -1 }] = await studio.db
      .select({ head: designs.head })
      .from(designs)
      .where(eq(designs.id, design));
    expect(snapshot?.seq).toBe(head);
    const next = await studio.startAnother();
    const again = await studio.edit(design, ana, next.syncUrl);
    setParameter(again.doc, space, 'name', 'Ray', 'studio');
    await again.saved();
    expect(again.read(space).params).toMatchObject({ shade: 'glass', name: 'Ray' });
    again.destroy();
    await next.close();
    expect(violations(space, await studio.stored(design))).toEqual([]);
  });
});
