import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LiveEditor } from './testing/live-editor.ts';
import { makeStudio, type Studio, type Visitor } from './testing/make-studio.ts';
import { presenceOf, type RawSocket } from './testing/raw-socket.ts';
import { until } from './testing/waiting.ts';

let studio: Studio;
let ana: Visitor;
let bo: Visitor;
beforeAll(async () => {
  studio = await makeStudio();
  ana = await studio.visitor('Ana');
  bo = await studio.visitor('Bo');
});
afterAll(() => studio.close());

/** What others show of themselves. */
function others(editor: LiveEditor): Record<string, unknown>[] {
  const { awareness } = editor.provider;
  return [...awareness.getStates()].filter(([id]) => id !== editor.doc.clientID).map(([, state]) => state);
}

async function atOneDesign(): Promise<{ a: LiveEditor; b: LiveEditor; socket: RawSocket }> {
  const design = await studio.design(ana, bo);
  const a = await studio.edit(design, ana);
  const b = await studio.edit(design, bo);
  return { a, b, socket: await studio.raw(design, bo.headers) };
}

describe('presence', () => {
  test('shows who somebody is by their session, and where they point', async () => {
    const { a, b } = await atOneDesign();
    const cursor = { view: 'front', x: 12.5, y: 40 };
    a.provider.awareness.setLocalState({ user: { name: 'The boss' }, cursor, selection: ['e1'] });
    await until(() => expect(others(b)).toMatchObject([{ cursor, selection: ['e1'] }]));
    expect(others(b)[0]?.['user']).toMatchObject({ id: ana.id, name: ana.name });
  });

  test('keeps to the keys and forms that there are', async () => {
    const { a, b } = await atOneDesign();
    a.provider.awareness.setLocalState({
      cursor: { view: 'front', x: Number.MAX_VALUE, y: 0 },
      selection: 'everything',
      html: '<script>',
      editing: 'name',
    });
    await until(() => expect(others(b)).toMatchObject([{ editing: 'name' }]));
    expect(Object.keys(others(b)[0] ?? {}).sort()).toEqual(['editing', 'user']);
  });

  test('of somebody else cannot be forged, taken away or frozen', async () => {
    const { a, b, socket } = await atOneDesign();
    a.provider.awareness.setLocalState({ editing: 'mine' });
    await until(() => expect(others(b)).toMatchObject([{ editing: 'mine' }]));
    socket.send(presenceOf(3, 1, {}));
    socket.send(presenceOf(a.doc.clientID, Number.MAX_SAFE_INTEGER, null));
    socket.send(presenceOf(a.doc.clientID, Number.MAX_SAFE_INTEGER, { editing: 'forged' }));
    socket.send(presenceOf(3, 2, { editing: 'last' }));
    await until(() => expect(others(a)).toContainEqual(expect.objectContaining({ editing: 'last' })));
    expect(others(b)).toContainEqual(expect.objectContaining({ editing: 'mine' }));
    a.provider.awareness.setLocalState({ editing: 'still mine' });
    await until(() => expect(others(b)).toContainEqual(expect.objectContaining({ editing: 'still mine' })));
  });

  test('that is too large is not passed on', async () => {
    const { a, socket } = await atOneDesign();
    socket.send(presenceOf(3, 1, { editing: 'small' }));
    await until(() => expect(others(a)).toContainEqual(expect.objectContaining({ editing: 'small' })));
    socket.send(presenceOf(3, 2, { selection: Array.from({ length: 40 }, () => 'x'.repeat(60)), editing: 'large' }));
    socket.send(presenceOf(3, 3, { editing: 'after' }));
    await until(() => expect(others(a)).toContainEqual(expect.objectContaining({ editing: 'after' })));
  });

  test('ends the moment that the socket does', async () => {
    const { a, b, socket } = await atOneDesign();
    socket.send(presenceOf(3, 1, { editing: 'here' }));
    await until(() => expect(others(a)).toContainEqual(expect.objectContaining({ editing: 'here' })));
    socket.terminate();
    await until(() => expect(others(a)).not.toContainEqual(expect.objectContaining({ editing: 'here' })));
    b.disconnect();
    await until(() => expect(others(a)).toEqual([]));
  });

  test('comes to who arrives later, and goes on after its owner has reconnected', async () => {
    const { a, b } = await atOneDesign();
    a.provider.awareness.setLocalState({ editing: 'early' });
    b.disconnect();
    await b.reconnect();
    await until(() => expect(others(b)).toMatchObject([{ editing: 'early' }]));
    a.disconnect();
    await until(() => expect(others(b)).toEqual([]));
    await a.reconnect();
    await until(() => expect(others(b)).toMatchObject([{ editing: 'early' }]));
  });

  test('in quick succession arrives as a few messages, the last of which counts', async () => {
    const { a, socket } = await atOneDesign();
    const before = socket.received.length;
    for (let x = 0; x < 200; x += 1) a.provider.awareness.setLocalState({ cursor: { view: 'front', x, y: 0 } });
    await until(() => {
      const last = Buffer.from(socket.received.at(-1) ?? []).toString();
      expect(last).toContain('"x":199');
    });
    expect(socket.received.length - before).toBeLessThan(30);
  });
});
