import type { DesignDetail } from 'shared/design/api.ts';
import { setParameter } from 'shared/design/design-doc.ts';
import { makeSpace } from 'shared/testing/make-space.ts';
import { beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { changesIn } from '../changes-since.ts';
import type { LocalChange } from '../local-changes.ts';
import { deviceWithoutStorage, freshDevice } from '../testing/device.ts';
import { type Kept, keptDetail, openKept } from './open-kept.ts';

const space = makeSpace();
const DAY_MS = 24 * 60 * 60 * 1_000;
const story: LocalChange = { kind: 'story', before: '', text: 'Why' };

interface Opening {
  readonly person?: string;
  readonly design?: string;
  readonly epoch?: number;
  readonly day?: number;
}
const open = ({ person = 'ana', design = 'd1', epoch = 1, day = 0 }: Opening = {}): Promise<Kept> =>
  openKept({
    personId: person,
    detail: { id: design, epoch, title: 'Lamp' } as DesignDetail,
    changesIn: async (updates, touched) => changesIn(updates, space, touched),
    now: day * DAY_MS,
  });

/** Somebody chooses a shade, which is not stored before the window closes. */
async function chooseAndClose(kept: Kept, shade = 'metal'): Promise<void> {
  const doc = new Y.Doc();
  setParameter(doc, space, 'shade', shade, 'studio');
  kept.copy.keepOwn(Y.encodeStateAsUpdate(doc), { edits: 1, touched: [['params.shade', null]] });
  await kept.close();
}
const names = async (): Promise<(string | undefined)[]> => (await indexedDB.databases()).map(({ name }) => name).sort();

beforeEach(freshDevice);

test('what was made and not stored is there when the same person comes back', async () => {
  await chooseAndClose(await open());
  expect((await open()).copy.unsaved).toBe(1);
});

describe('another person on the same browser', () => {
  test('is given nothing of it, and takes nothing away', async () => {
    const own = await open();
    await own.addNotKept([story]);
    await chooseAndClose(own);
    const others = await open({ person: 'bo' });
    expect([others.copy.updates, others.copy.unsaved, others.earlier, others.notKept]).toEqual([[], 0, [], []]);
    expect(await keptDetail('carl', 'd1')).toBeNull();
    await others.copy.clear();
    await others.removeNotKept([story]);
    await others.close();
    const again = await open();
    expect([again.copy.unsaved, again.notKept]).toEqual([1, [story]]);
  });
});

describe('a document that was begun anew', () => {
  test('does not take up what was kept of the old one: that is to be made again', async () => {
    await chooseAndClose(await open());
    const after = await open({ epoch: 2 });
    expect(after.copy.updates).toEqual([]);
    expect(after.earlier).toEqual([{ kind: 'pick', key: 'shade', value: 'metal' }]);
    await after.close();
    // That window crashed before it could make it again.
    const later = await open({ epoch: 2 });
    expect([later.earlier, later.notKept]).toEqual([[], [{ kind: 'pick', key: 'shade', value: 'metal' }]]);
    await expect.poll(names).toEqual(['mitwerk', 'mitwerk/ana/d1/2']);
  });

  test('tells a window that still has the old one that nothing of it is kept any more', async () => {
    const old = await open();
    const after = await open({ epoch: 2 });
    await expect.poll(() => old.copy.state).toBe('failed');
    await after.close();
  });

  test('is the one of which this device knows what it is', async () => {
    await (await open()).close();
    await (await open({ epoch: 2 })).close();
    expect(await keptDetail('ana', 'd1')).toMatchObject({ epoch: 2, title: 'Lamp' });
  });
});

describe('what nobody has opened for a month', () => {
  test('is given up, unless it holds what no server has', async () => {
    await (await open({ design: 'stored' })).close();
    await chooseAndClose(await open({ design: 'unsaved' }));
    await (await open({ day: 31 })).close();
    await expect.poll(names).toEqual(['mitwerk', 'mitwerk/ana/d1/1', 'mitwerk/ana/unsaved/1']);
    expect((await open({ design: 'unsaved', day: 31 })).copy.unsaved).toBe(1);
  });

  test('is not judged by a clock that goes wrong: what is not stored stays', async () => {
    await chooseAndClose(await open({ day: 20_000 }));
    await (await open({ design: 'd2', day: 90_000 })).close();
    expect((await open({ day: 0 })).copy.unsaved).toBe(1);
  });
});

describe('the list of what is in no design', () => {
  test('is added to and taken from by several windows', async () => {
    const [one, two] = [await open(), await open()];
    const pick: LocalChange = { kind: 'pick', key: 'shade', value: 'metal' };
    await Promise.all([one.addNotKept([story]), two.addNotKept([pick]), two.addNotKept([story])]);
    expect([...(await open()).notKept].sort((a, b) => a.kind.localeCompare(b.kind))).toEqual([pick, story]);
    await Promise.all([one.removeNotKept([pick]), two.removeNotKept([story])]);
    expect((await open()).notKept).toEqual([]);
  });
});

test('a browser that keeps nothing says so at once', async () => {
  const restore = deviceWithoutStorage();
  await expect(open()).rejects.toThrow();
  await expect(keptDetail('ana', 'd1')).rejects.toThrow();
  restore();
});
