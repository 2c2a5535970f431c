import type { DesignId } from 'shared/ids.ts';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { Snapshots } from './snapshots.ts';

test('a document that cannot be encoded is reported, and ends nobody', async () => {
  const warnings: unknown[] = [];
  const log = { warn: (details: unknown) => void warnings.push(details), error: () => undefined };
  const storage = { keepSnapshot: () => Promise.reject(new Error('Nothing can have been kept.')) };
  const snapshots = new Snapshots({ storage, log, reloads: () => Promise.resolve(true) });
  const doc = new Y.Doc();
  doc.store.clients.set(7, []);
  const designId = 'd0000000-0000-4000-8000-000000000000' as DesignId;
  await snapshots.keep({ designId, fence: 1, seq: 1 }, doc);
  expect(warnings).toMatchObject([{ designId, err: expect.any(TypeError) as unknown }]);
});
