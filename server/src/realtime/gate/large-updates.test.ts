import { newDesignBytes } from 'shared/design/design-bytes.ts';
import { putElement } from 'shared/design/design-doc.ts';
import type { DesignId, PersonId } from 'shared/ids.ts';
import { makeDesign, makeSpace } from 'shared/testing/make-space.ts';
import { afterAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import { sticker } from '../testing/waiting.ts';
import { LARGE_UPDATE_BYTES, type LargeUpdate, LargeUpdates } from './large-updates.ts';

const space = makeSpace();
const meta = { schema: 'design/1', space: 'h', parent: null, epoch: 1 } as const;
const start = newDesignBytes(space, meta, makeDesign());

/** What somebody sends who has put many hidden elements on the product. */
function largeBy(name: string, act: (doc: Y.Doc) => void = pasteMany): LargeUpdate & { readonly charged: number[] } {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, start);
  const before = Y.encodeStateVector(doc);
  act(doc);
  const update = Y.encodeStateAsUpdate(doc, before);
  const charged: number[] = [];
  return {
    ...{ update, space, charged, designId: 'd' as DesignId, committed: { base: null, tail: [start] } },
    from: { person: { id: name as PersonId }, charge: (milliseconds) => void charged.push(milliseconds) },
  };
}

function pasteMany(doc: Y.Doc): void {
  for (let index = 0; index < 400; index += 1)
    putElement(doc, `e${String(index)}`, { ...sticker, hidden: true }, 'studio');
}

const large = new LargeUpdates();
afterAll(() => large.close());

test('what somebody made in hours without a network is fine, and they pay for the time that it took', async () => {
  const honest = largeBy('ana');
  expect(honest.update.byteLength).toBeGreaterThan(LARGE_UPDATE_BYTES);
  expect(await large.tryOut(honest)).toBe('fine');
  expect(honest.charged).toHaveLength(1);
});

test('what one was tried out on is not what the next one is', async () => {
  const same = largeBy('ana');
  expect([await large.tryOut(same), await large.tryOut(same)]).toEqual(['fine', 'fine']);
});

test('what the server would refuse is refused', async () => {
  const evil = largeBy('eve', (doc) => doc.getMap('evil').set('x', 'y'.repeat(40_000)));
  expect(await large.tryOut(evil)).toBe('unknown_root');
  expect(await large.tryOut({ ...evil, update: new Uint8Array(40_000).fill(255) })).toBe('malformed');
});

test('what takes too long ends with its thread, and so does the next one', async () => {
  const hasty = new LargeUpdates({ deadlineMs: 0 });
  const one = largeBy('eve');
  expect([await hasty.tryOut(one), await hasty.tryOut(one)]).toEqual(['too_expensive', 'too_expensive']);
  await hasty.close();
});

test('who sends one after the other waits for those who have sent one', async () => {
  const order: string[] = [];
  const ask = async (name: string): Promise<void> => {
    await large.tryOut(largeBy(name));
    order.push(name);
  };
  await Promise.all(['eve', 'eve', 'eve', 'ana', 'bo'].map(ask));
  expect(order).toEqual(['eve', 'eve', 'ana', 'bo', 'eve']);
});

test('where too many wait nobody waits longer', async () => {
  const one = largeBy('eve');
  const crowded = new LargeUpdates();
  const asked = Array.from({ length: 202 }, () => crowded.tryOut(one).catch(() => 'ended'));
  expect(await asked.at(-1)).toBe('overloaded');
  await crowded.close();
  expect(new Set(await Promise.all(asked))).toEqual(new Set(['ended', 'overloaded']));
});
