import type { DesignElement } from 'shared/design/design.ts';
import { putElement, readDesign, setParameter, writeDesign, writeStory } from 'shared/design/design-doc.ts';
import { defaultParams } from 'shared/space/defaults.ts';
import { encodeSpace } from 'shared/space/engine/encode.ts';
import { makeEnginesWith } from 'shared/space/engine/engine-of.ts';
import { Engine } from 'shared/space/engine/engine.ts';
import type { Space } from 'shared/space/schema.ts';
import { makeSpace } from 'shared/testing/make-space.ts';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { changesSince } from './changes-since.ts';
import { DesignSession } from './design-session.svelte.ts';
import { ScriptedSocket } from './testing/scripted-socket.ts';

const space = makeSpace();
const sticker: DesignElement = {
  ...{ kind: 'sticker', zone: 'body', z: 'a0', xf: [250, 250, 100, 100, 0], fill: 'black', asset: 'star' },
};

let server: Y.Doc;
let session: DesignSession;
beforeEach(() => {
  vi.useFakeTimers();
  ScriptedSocket.all = [];
  server = new Y.Doc();
  writeDesign(server, space, { params: { ...defaultParams(space), shade: 'glass' }, elements: {}, story: '' }, 'setup');
  session = new DesignSession({
    designId: 'd1',
    space,
    personId: 'me',
    syncUrl: 'ws://here/sync',
    WebSocket: ScriptedSocket.asWebSocket,
    random: () => 0.5,
  });
});
afterEach(() => {
  session.destroy();
  vi.useRealTimers();
});

const socket = (): ScriptedSocket => ScriptedSocket.latest;
/** What was made here and is not stored, as it would be told. */
const lost = () => changesSince(session.doc, space, session.touched);
const choose = (shade: string): void => setParameter(session.doc, space, 'shade', shade, 'studio');

describe('opening a design', () => {
  test('shows it as soon as the server has sent it', () => {
    expect(socket().url).toBe('ws://here/sync/d1?state=v2&person=me');
    expect([session.saveState, session.isLoaded, session.isOpen]).toEqual(['connecting', false, false]);
    socket().admit(server);
    expect([session.saveState, session.isLoaded, session.isOpen]).toEqual(['saved', true, true]);
    expect(session.design).toEqual(readDesign(server, space));
  });

  test('that one may only look at', () => {
    socket().admit(server, { access: 'view', because: 'not_in_crew', epoch: 1 });
    expect([session.saveState, session.isOpen, session.access?.because]).toEqual(['read_only', false, 'not_in_crew']);
  });

  test.each([
    [4401, 'sign_in_required', { reason: 'sign_in_required', detail: null }],
    [4404, 'design_not_found', { reason: 'design_not_found', detail: null }],
    [4499, '', { reason: 'unknown', detail: null }],
  ])('that is refused (%i) is not tried again', (code, reason, refusal) => {
    socket().open();
    socket().closeWith(code, reason);
    vi.advanceTimersByTime(60_000);
    expect([session.saveState, session.refusal, lost()]).toEqual(['refused', refusal, []]);
    expect(ScriptedSocket.all).toHaveLength(1);
  });
});

describe('saved', () => {
  test('is what the server has said to be stored, and nothing else', () => {
    socket().admit(server);
    choose('metal');
    writeStory(session.doc, 'Why', 'typing');
    expect([session.saveState, session.unsaved]).toEqual(['saving', 2]);
    socket().acknowledge(2); // the answer and the first edit
    expect([session.saveState, session.unsaved]).toEqual(['saving', 1]);
    socket().acknowledge(3);
    expect([session.saveState, session.unsaved]).toEqual(['saved', 0]);
  });

  test('is not what is on its way when the connection breaks, nor what is made without one', () => {
    socket().admit(server);
    socket().acknowledge(1);
    choose('metal');
    socket().closeWith(1006);
    choose('paper');
    expect([session.saveState, session.unsaved, session.isOpen]).toEqual(['offline', 2, true]);
    vi.advanceTimersByTime(60_000);
    expect(ScriptedSocket.all.length).toBeGreaterThan(1);
    socket().admit(server);
    expect([session.saveState, session.unsaved]).toEqual(['saving', 2]);
    const messages = socket().deliverTo(server);
    socket().acknowledge(messages);
    expect([session.saveState, session.unsaved]).toEqual(['saved', 0]);
    expect(readDesign(server, space)).toEqual(session.design);
  });

  test('an element that is placed is one edit, on its way and without a connection', () => {
    socket().admit(server);
    socket().acknowledge(1);
    putElement(session.doc, 'e1', sticker, 'studio');
    expect([session.saveState, session.unsaved]).toEqual(['saving', 1]);
    socket().closeWith(1006);
    putElement(session.doc, 'e2', sticker, 'studio');
    expect(session.unsaved).toBe(2);
  });

  test('a deletion counts like anything else', () => {
    writeStory(server, 'Too much', 'setup');
    socket().admit(server);
    socket().acknowledge(1);
    writeStory(session.doc, 'Too', 'typing');
    expect(session.saveState).toBe('saving');
  });

  test('edits of others do not count', () => {
    socket().admit(server);
    socket().acknowledge(1);
    setParameter(server, space, 'name', 'Ray', 'studio');
    socket().admit(server);
    expect(session.design.params['name']).toBe('Ray');
    expect(session.unsaved).toBe(0);
  });
});

describe('a refusal', () => {
  test('of an edit ends the session and keeps what was made here', () => {
    socket().admit(server);
    socket().acknowledge(1);
    putElement(session.doc, 'e1', sticker, 'studio');
    socket().closeWith(4409, 'structure_refused:unknown_key');
    vi.advanceTimersByTime(60_000);
    expect(session.saveState).toBe('refused');
    expect(session.isOpen).toBe(false);
    expect(session.refusal).toEqual({ reason: 'structure_refused', detail: 'unknown_key' });
    expect(lost()).toEqual([{ kind: 'element', id: 'e1', element: sticker, keys: null }]);
    expect(ScriptedSocket.all).toHaveLength(1);
  });

  test('with everything stored leaves nothing to keep', () => {
    socket().admit(server);
    socket().acknowledge(1);
    socket().closeWith(4410, 'frozen:entered');
    expect([session.refusal, lost()]).toEqual([{ reason: 'frozen', detail: 'entered' }, []]);
  });

  test('comes too when the design was entered while one was away with edits of one’s own', () => {
    socket().admit(server);
    socket().acknowledge(1);
    socket().closeWith(1006);
    choose('metal');
    vi.advanceTimersByTime(60_000);
    socket().admit(server, { access: 'view', because: 'entered', epoch: 1 });
    expect(session.refusal).toEqual({ reason: 'frozen', detail: 'entered' });
    expect(lost()).toEqual([{ kind: 'pick', key: 'shade', value: 'metal' }]);
  });
});

test('what the server adjusted is told in the order in which it came', () => {
  socket().admit(server);
  const adjustment = (path: string) => ({ violation: { code: 'bad_value', path }, path, from: 1, to: 2 });
  socket().adjust([adjustment('params.a')]);
  socket().adjust([adjustment('params.b'), adjustment('params.c')]);
  expect(session.adjustments.map(({ path }) => path)).toEqual(['params.a', 'params.b', 'params.c']);
});

test('an edit can be read in the same breath', () => {
  socket().admit(server);
  choose('metal');
  expect(session.design.params['shade']).toBe('metal');
});

test('undo and redo say whether there is something to take back', () => {
  socket().admit(server);
  expect([session.canUndo, session.canRedo]).toEqual([false, false]);
  choose('metal');
  expect([session.canUndo, session.canRedo]).toEqual([true, false]);
  session.undo();
  expect([session.canUndo, session.canRedo, session.design.params['shade']]).toEqual([false, true, 'glass']);
  session.redo();
  expect([session.canUndo, session.canRedo, session.design.params['shade']]).toEqual([true, false, 'metal']);
});

describe('presence', () => {
  const user = { id: 'p1', name: 'Ana', colour: '#123456' };

  test('shows the others and where they are, until they leave', () => {
    socket().admit(server);
    socket().showPerson(7, 1, { user, cursor: { view: 'front', x: 1, y: 2 }, junk: 1 });
    socket().showPerson(5, 1, { user: { ...user, id: 'p2' }, selection: ['e1'] });
    expect(session.people).toEqual([
      { clientId: 5, user: { ...user, id: 'p2' }, selection: ['e1'] },
      { clientId: 7, user, cursor: { view: 'front', x: 1, y: 2 } },
    ]);
    socket().showPerson(7, 2, null);
    expect(session.people.map(({ clientId }) => clientId)).toEqual([5]);
    socket().closeWith(1006);
    expect(session.people).toEqual([]);
  });

  test('of others is not sent back', () => {
    socket().admit(server);
    const before = socket().shown.length;
    socket().showPerson(7, 1, { user });
    expect(socket().shown).toHaveLength(before);
  });

  test('of oneself is sent about thirty times a second, the last one always', () => {
    socket().admit(server);
    const before = socket().shown.length;
    for (let x = 0; x < 100; x += 1) {
      session.setPresence({ cursor: { view: 'front', x, y: 0 } });
      vi.advanceTimersByTime(5);
    }
    vi.advanceTimersByTime(100);
    session.setPresence({ selection: ['e1'] });
    const sent = socket().shown.slice(before);
    expect(sent.length).toBeGreaterThan(10);
    expect(sent.length).toBeLessThan(20);
    expect(sent.at(-1)).toBe('{"cursor":{"view":"front","x":99,"y":0},"selection":["e1"]}');
  });
});

describe('picks', () => {
  test('are those of everybody, with the people behind them, from the server and from who is here', () => {
    socket().admit(server);
    choose('metal');
    const [shade] = session.picks.filter(({ key }) => key === 'shade');
    expect(shade).toMatchObject({ value: 'metal', actor: session.doc.clientID });
    socket().nameAuthors({ [session.doc.clientID]: 'me', 41: 'anna' });
    socket().showPerson(42, 1, { user: { id: 'bo', name: 'Bo', colour: '#112233' } });
    expect([session.doc.clientID, 41, 42].map((client) => session.authors.get(client))).toEqual(['me', 'anna', 'bo']);
  });

  test('stay the same array while only elements change', () => {
    socket().admit(server);
    const before = session.picks;
    putElement(session.doc, 'e1', sticker, 'studio');
    expect(session.picks).toBe(before);
    expect(session.design.elements['e1']).toBeDefined();
  });

  test('that do not go together are parked, and the design stays inside its space', () => {
    socket().admit(server);
    setParameter(session.doc, space, 'shade', 'paper', 'studio');
    setParameter(session.doc, space, 'bulb', 'hot', 'studio');
    expect(session.resolution.parked.map(({ key }) => key)).toEqual(['bulb']);
    expect(session.design.params).toMatchObject({ shade: 'paper', bulb: 'warm' });
  });

  test('that need the engine wait for it: until then what was resolved last is shown, and nothing before that', async () => {
    vi.useRealTimers();
    const { promise, resolve } = Promise.withResolvers<Engine>();
    const other: Space = { ...space, id: 'no-engine-yet' };
    makeEnginesWith((wanted) => {
      if (wanted === other) throw new Error('These rules have not arrived.');
      return new Engine(encodeSpace(wanted));
    });
    const conflicting = new Y.Doc();
    setParameter(conflicting, other, 'shade', 'paper', 'studio');
    setParameter(conflicting, other, 'bulb', 'hot', 'studio');
    const waiting = new DesignSession({
      designId: 'd2',
      space: other,
      engine: promise,
      syncUrl: 'ws://here/sync',
      WebSocket: ScriptedSocket.asWebSocket,
    });
    socket().admit(conflicting);
    expect([waiting.isLoaded, waiting.isOpen]).toEqual([false, false]);
    resolve(new Engine(encodeSpace(other)));
    await vi.waitFor(() => expect(waiting.isLoaded).toBe(true));
    expect(waiting.resolution.parked.map(({ key }) => key)).toEqual(['bulb']);
    waiting.destroy();
    makeEnginesWith((wanted) => new Engine(encodeSpace(wanted)));
  });
});
