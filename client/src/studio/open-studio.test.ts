import type { DesignDetail } from 'shared/design/api.ts';
import type { Design, DesignElement } from 'shared/design/design.ts';
import { putElement, readDesign, setParameter, writeDesign, writeStory } from 'shared/design/design-doc.ts';
import { engineOf } from 'shared/space/engine/engine-of.ts';
import { makeDesign, makePublishedSpace } from 'shared/testing/make-space.ts';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { UnreachableError } from '../api/failures.ts';
import { changesIn, changesSince } from '../realtime/changes-since.ts';
import { DesignSession } from '../realtime/design-session.svelte.ts';
import { keptDetail, openKept } from '../realtime/kept/open-kept.ts';
import { isDone, replay } from '../realtime/replay.ts';
import { deviceWithoutStorage, freshDevice } from '../realtime/testing/device.ts';
import { ScriptedSocket } from '../realtime/testing/scripted-socket.ts';
import { OpenStudio } from './open-studio.svelte.ts';
import type { StudioSources } from './studio-sources.ts';
import { directSource } from './testing/direct-source.ts';

const published = makePublishedSpace();
const { space } = published;
const sticker: DesignElement = {
  ...{ kind: 'sticker', zone: 'body', z: 'a0', xf: [250, 250, 100, 100, 0], fill: 'black', asset: 'star' },
};
const metal = { kind: 'pick', key: 'shade', value: 'metal' } as const;

/** The server, as far as it is asked by HTTP. */
let told: { person: string; detail: DesignDetail; isReachable: boolean };
let server: Y.Doc;
let opened: OpenStudio[];

function newDocument(changes: Partial<Design> = {}): Y.Doc {
  const doc = new Y.Doc();
  writeDesign(doc, space, makeDesign(changes, space), 'setup');
  return doc;
}

const sources = (): StudioSources => ({
  whoIsHere: async () => told.person,
  getDesign: async () => {
    if (!told.isReachable) throw new UnreachableError();
    return told.detail;
  },
  getSpace: async () => published,
  getRules: async () => null,
  openRules: async () => engineOf(space),
  openKept,
  keptDetail,
  changeTools: async () => ({ changesIn, changesSince, isDone, replay }),
  fetchFont: () => Promise.reject(new Error('No fonts here.')),
  boxOf: () => [0, 0, 100, 100],
  answerSource: () => directSource(space),
  connect: (options) =>
    new DesignSession({ ...options, syncUrl: 'ws://here/sync', WebSocket: ScriptedSocket.asWebSocket }),
  now: () => 0,
});

/** Opens the design in a window of its own. */
async function openWindow(): Promise<OpenStudio> {
  const open = new OpenStudio('d1', sources());
  opened.push(open);
  await open.open();
  return open;
}
const socket = (): ScriptedSocket => ScriptedSocket.latest;
const studioOf = ({ studio }: OpenStudio) => studio ?? expect.fail('The studio is not there.');
const choose = (open: OpenStudio, shade: string): void =>
  setParameter(studioOf(open).doc, space, 'shade', shade, 'studio');
const kept = (open: OpenStudio) => vi.waitFor(() => expect(studioOf(open).session.keptState).toBe('kept'));

const nextSocket = (count: number) => vi.waitFor(() => expect(ScriptedSocket.all.length).toBeGreaterThan(count));

/** The server refuses what was sent last; the next connection sees the document as it is. */
async function refuse(code: number, reason: string): Promise<void> {
  const before = ScriptedSocket.all.length;
  socket().closeWith(code, reason);
  await nextSocket(before);
}

/** The line breaks, and while it is down something is done; then it is tried again. */
async function whileAway(act: () => void): Promise<void> {
  const before = ScriptedSocket.all.length;
  socket().closeWith(1006);
  act();
  await nextSocket(before);
}

beforeEach(() => {
  freshDevice();
  ScriptedSocket.all = [];
  opened = [];
  server = newDocument();
  const detail = { id: 'd1', title: 'Lamp', spaceHash: 'a'.repeat(64), access: 'edit', epoch: 1 };
  told = { person: 'ana', detail: detail as DesignDetail, isReachable: true };
});
afterEach(async () => {
  for (const open of opened) await open.close();
});

describe('what was made without a connection', () => {
  test('is there, and counted, when the window is opened again, also where the server cannot be asked', async () => {
    const first = await openWindow();
    socket().admit(server);
    await whileAway(() => choose(first, 'metal'));
    await kept(first);
    await first.close();
    told.isReachable = false;
    const second = await openWindow();
    await whileAway(() => undefined);
    const { session, design } = studioOf(second);
    expect([design.params['shade'], session.saveState, session.unsaved]).toEqual(['metal', 'offline', 1]);
    socket().admit(server);
    socket().store(server);
    expect([session.saveState, readDesign(server, space).params['shade']]).toEqual(['saved', 'metal']);
  });

  test('of somebody else is neither shown nor sent', async () => {
    const first = await openWindow();
    socket().admit(server);
    await whileAway(() => choose(first, 'metal'));
    await kept(first);
    await first.close();
    told.person = 'bo';
    const second = await openWindow();
    socket().admit(server);
    socket().store(server);
    expect([studioOf(second).session.unsaved, readDesign(server, space).params['shade']]).toEqual([0, 'paper']);
  });

  test('is listed when the design was entered meanwhile; what it says anyway is not', async () => {
    const open = await openWindow();
    socket().admit(server);
    await whileAway(() => {
      choose(open, 'metal');
      writeStory(studioOf(open).doc, 'Why', 'typing');
    });
    writeStory(server, 'Why', 'typing'); // it had arrived, and the answer had not
    socket().admit(server, { access: 'view', because: 'entered', epoch: 1 });
    await nextSocket(2);
    socket().admit(server, { access: 'view', because: 'entered', epoch: 1 });
    await vi.waitFor(() => expect(open.notKept.changes).toEqual([metal]));
    expect(open.notKept.isOpen).toBe(true);
  });
});

describe('what the server refuses for its form', () => {
  test('is made again in the document that the others have, without a word, and is stored', async () => {
    const open = await openWindow();
    socket().admit(server);
    choose(open, 'metal');
    putElement(studioOf(open).doc, 'e1', sticker, 'studio');
    await refuse(4409, 'structure_refused:unknown_key');
    setParameter(server, space, 'name', 'Ray', 'studio');
    socket().admit(server);
    await vi.waitFor(() => expect(studioOf(open).session.unsaved).toBe(2));
    socket().store(server);
    const design = readDesign(server, space);
    expect([design.params['shade'], design.params['name'], design.elements['e1']]).toEqual(['metal', 'Ray', sticker]);
    expect([open.notKept.changes, open.notKept.isOpen]).toEqual([[], false]);
    await open.close();
    expect((await openWindow()).notKept.changes).toEqual([]); // nor does the next window find anything
  });

  test('and refuses again is listed, and outlasts the window until it is let go', async () => {
    const open = await openWindow();
    socket().admit(server);
    choose(open, 'metal');
    await refuse(4409, 'structure_refused:unknown_key');
    socket().admit(server);
    await vi.waitFor(() => expect(studioOf(open).session.unsaved).toBe(1));
    await refuse(4409, 'structure_refused:unknown_key');
    socket().admit(server);
    expect([open.notKept.changes, studioOf(open).session.saveState]).toEqual([[metal], 'saved']);
    await open.close();
    const later = await openWindow();
    socket().admit(server);
    expect(later.notKept.changes).toEqual([metal]);
    await later.notKept.letGo(later.notKept.changes);
    await later.close();
    expect((await openWindow()).notKept.changes).toEqual([]);
  });

  test('is not lost where the device keeps nothing and the server goes away in the middle', async () => {
    const restore = deviceWithoutStorage();
    const open = await openWindow();
    socket().admit(server);
    choose(open, 'metal');
    told.isReachable = false;
    socket().closeWith(4409, 'structure_refused:unknown_key');
    await vi.waitFor(() => expect(open.error).toBeInstanceOf(UnreachableError));
    await vi.waitFor(() => expect(open.notKept.changes).toEqual([metal])); // to be taken along
    told.isReachable = true;
    await open.open();
    socket().admit(server);
    await vi.waitFor(() => expect(studioOf(open).design.params['shade']).toBe('metal'));
    await vi.waitFor(() => expect(open.notKept.changes).toEqual([]));
    restore();
  });

  test('without end is not tried without end', async () => {
    const open = await openWindow();
    for (let round = 0; open.error === null; round += 1) {
      expect(round).toBeLessThan(10);
      const sockets = ScriptedSocket.all.length;
      socket().admit(server);
      choose(open, round % 2 === 0 ? 'metal' : 'glass');
      socket().closeWith(4409, 'structure_refused:unknown_key');
      await vi.waitFor(() => expect(open.error ?? ScriptedSocket.all.length > sockets).toBeTruthy());
    }
    expect(open.error).toMatchObject({ code: 'too_many_requests' });
    expect(open.notKept.changes.length).toBeGreaterThan(0);
  });
});

describe('a document that was begun anew', () => {
  test('while the window was away takes up what was made meanwhile', async () => {
    const open = await openWindow();
    socket().admit(server);
    await whileAway(() => choose(open, 'metal'));
    told.detail = { ...told.detail, epoch: 2 };
    server = newDocument({ story: 'Anew' });
    const fresh = { access: 'edit', because: null, epoch: 2 } as const;
    socket().admit(server, fresh);
    await nextSocket(2);
    socket().admit(server, fresh);
    await vi.waitFor(() => expect(studioOf(open).session.unsaved).toBe(1));
    socket().store(server);
    expect(readDesign(server, space)).toMatchObject({ story: 'Anew', params: { shade: 'metal' } });
    expect(open.notKept.changes).toEqual([]);
  });

  test('while the window was closed takes up what this device has of the old one', async () => {
    const first = await openWindow();
    socket().admit(server);
    await whileAway(() => choose(first, 'metal'));
    await kept(first);
    await first.close();
    told.detail = { ...told.detail, epoch: 2 };
    server = newDocument();
    const second = await openWindow();
    socket().admit(server, { access: 'edit', because: null, epoch: 2 });
    await vi.waitFor(() => expect(studioOf(second).design.params['shade']).toBe('metal'));
    socket().store(server);
    await vi.waitFor(() => expect(second.notKept.changes).toEqual([]));
  });
});

describe('somebody who is signed out meanwhile', () => {
  test('finds their work when they come back, and nobody else does', async () => {
    const open = await openWindow();
    socket().admit(server);
    await whileAway(() => choose(open, 'metal'));
    await kept(open);
    socket().open();
    socket().closeWith(4401, 'sign_in_required');
    await vi.waitFor(() => expect(open.error).toMatchObject({ code: 'sign_in_required' }));
    expect(open.notKept.changes).toEqual([]);
    told.person = 'bo';
    await open.open();
    socket().admit(server);
    expect([studioOf(open).session.unsaved, open.notKept.changes]).toEqual([0, []]);
    await open.close();
    told.person = 'ana';
    expect(studioOf(await openWindow()).session.unsaved).toBe(1);
  });
});
