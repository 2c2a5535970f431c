import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { mergeUpdates } from '../merge-updates.ts';
import { fillDevice, freshDevice } from '../testing/device.ts';
import { DesignCopy } from './design-copy.ts';

const NAME = 'mitwerk/ana/d1/1';

/** A window in which somebody edits a document of which this device keeps a copy. */
class Window {
  readonly doc = new Y.Doc();
  readonly states: string[] = [];
  readonly copy: DesignCopy;

  static async open(): Promise<Window> {
    return new Window(await DesignCopy.open(NAME));
  }

  private constructor(copy: DesignCopy) {
    this.copy = copy;
    if (copy.updates.length > 0) Y.applyUpdate(this.doc, mergeUpdates(copy.updates), 'copy');
    copy.begin({ changed: () => this.states.push(copy.state), encode: () => Y.encodeStateAsUpdate(this.doc) });
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === 'server') copy.keepOthers(update);
      else if (origin !== 'copy') copy.keepOwn(update, { edits: 1, touched: [] });
    });
  }

  edit(key: string, value: number): void {
    this.doc.getMap('params').set(key, value);
  }

  hear(key: string, value: number): void {
    const other = new Y.Doc();
    other.getMap('params').set(key, value);
    Y.applyUpdate(this.doc, Y.encodeStateAsUpdate(other), 'server');
  }

  get content(): unknown {
    return this.doc.getMap('params').toJSON();
  }
}

const settled = (window: Window, state = 'kept') =>
  vi.waitFor(() => expect(window.copy.state).toBe(state), { timeout: 20_000 });

beforeEach(freshDevice);

describe('what was made here', () => {
  test('is said to be kept when it is, and not before', async () => {
    const window = await Window.open();
    window.edit('a', 1);
    expect(window.copy.state).toBe('writing');
    await settled(window);
    const later = await Window.open(); // the first one crashed, for all that we know
    expect([later.content, later.copy.unsaved]).toEqual([{ a: 1 }, 1]);
  });

  test('is kept with the edits of others that it builds on', async () => {
    const window = await Window.open();
    window.hear('a', 1);
    window.edit('a', 2);
    await settled(window);
    const later = await Window.open();
    expect([later.content, later.doc.store.pendingStructs, later.copy.unsaved]).toEqual([{ a: 2 }, null, 1]);
  });

  test('counts no more once the server has it', async () => {
    const window = await Window.open();
    window.edit('a', 1);
    window.edit('b', 2);
    window.copy.allSaved();
    window.edit('c', 3); // after what was said to be stored
    await window.copy.close();
    const later = await Window.open();
    expect([later.content, later.copy.unsaved]).toEqual([{ a: 1, b: 2, c: 3 }, 1]);
  });

  test('comes back with the places that it touched', async () => {
    const copy = await DesignCopy.open(NAME);
    copy.keepOwn(Y.encodeStateAsUpdate(new Y.Doc()), { edits: 1, touched: [['params.a', null]] });
    copy.keepOwn(Y.encodeStateAsUpdate(new Y.Doc()), { edits: 1, touched: [['story', 'before']] });
    await copy.close();
    expect((await DesignCopy.open(NAME)).touched).toEqual([
      ['params.a', null],
      ['story', 'before'],
    ]);
  });

  test('is forgotten as a whole when the server has refused it', async () => {
    const window = await Window.open();
    window.edit('a', 1);
    window.hear('b', 1);
    await window.copy.clear();
    await window.copy.close();
    expect((await Window.open()).copy.updates).toEqual([]);
  });
});

describe('two windows at once', () => {
  test('keep both their work, whoever saves, clears or crashes', async () => {
    const [one, two] = [await Window.open(), await Window.open()];
    one.edit('a', 1);
    two.edit('b', 2);
    await Promise.all([settled(one), settled(two)]);
    const both = await Window.open();
    expect([both.content, both.copy.unsaved]).toEqual([{ a: 1, b: 2 }, 2]);
    one.copy.allSaved();
    await one.copy.close();
    const later = await Window.open();
    expect([later.content, later.copy.unsaved]).toEqual([{ a: 1, b: 2 }, 1]);
    await later.copy.clear();
    two.edit('c', 3);
    await two.copy.close();
    expect((await Window.open()).copy.unsaved).toBe(1);
  });

  test('of which one was told that everything is stored take nothing from the other', async () => {
    const one = await Window.open();
    one.edit('a', 1);
    await settled(one);
    const two = await Window.open(); // has the first one's edit too, and sends it
    two.copy.allSaved();
    await two.copy.close();
    one.edit('b', 2);
    one.copy.allSaved();
    one.edit('c', 3);
    await one.copy.close();
    const later = await Window.open();
    expect([later.content, later.copy.unsaved]).toEqual([{ a: 1, b: 2, c: 3 }, 1]);
  });
});

describe('a device without room', () => {
  let makeRoom: (() => void) | null = null;
  const fill = (): void => void (makeRoom = fillDevice());
  const empty = (): void => makeRoom?.();
  afterEach(empty);

  test('is not said to keep anything, and brings it along with the next edit for which there is room', async () => {
    const window = await Window.open();
    window.edit('a', 1);
    await settled(window);
    fill();
    window.edit('b', 2);
    window.edit('c', 3);
    await settled(window, 'failed');
    expect((await Window.open()).content).toEqual({ a: 1 });
    empty();
    window.edit('d', 4);
    await settled(window);
    const later = await Window.open();
    expect([later.content, later.copy.unsaved]).toEqual([{ a: 1, b: 2, c: 3, d: 4 }, 4]);
  });

  test('has a whole copy again when the server has stored what there was no room for', async () => {
    const window = await Window.open();
    fill();
    window.edit('a', 1);
    await settled(window, 'failed');
    empty();
    window.copy.allSaved();
    await settled(window);
    const later = await Window.open();
    expect([later.content, later.copy.unsaved]).toEqual([{ a: 1 }, 0]);
  });
});

test('a database that is deleted under a window keeps nothing, says so, and holds nobody up', async () => {
  const window = await Window.open();
  window.edit('a', 1);
  await settled(window);
  await new Promise((resolve) => (indexedDB.deleteDatabase(NAME).onsuccess = resolve));
  expect(window.copy.state).toBe('failed');
  window.edit('b', 2);
  window.copy.allSaved();
  await window.copy.clear();
  await window.copy.close();
  expect(window.copy.state).toBe('failed');
  expect((await Window.open()).content).toEqual({});
});

test('10,000 edits without a connection come back, and are one row when they are stored', async () => {
  const window = await Window.open();
  for (let edit = 0; edit < 10_000; edit += 1) window.edit(`key${String(edit % 20)}`, edit);
  await settled(window);
  const later = await Window.open();
  expect([later.copy.updates.length, later.copy.unsaved]).toEqual([10_000, 10_000]);
  expect(later.content).toEqual(window.content);
  later.copy.allSaved();
  await later.copy.close();
  const last = await Window.open();
  expect([last.copy.updates.length, last.copy.unsaved, last.content]).toEqual([1, 0, window.content]);
}, 30_000);
