import { expect, test } from 'vitest';
import { HandoverPackage } from './handover-package.svelte.ts';

const archive = new TextEncoder().encode('mitwerk').buffer;
const digest = (bytes: ArrayBuffer) => crypto.subtle.digest('SHA-256', bytes);

test('a package is saved once and its fingerprint computed from what arrived', async () => {
  const saved: ArrayBuffer[] = [];
  const handover = new HandoverPackage({
    fetchArchive: () => Promise.resolve(archive),
    save: (bytes) => saved.push(bytes),
    digest,
  });
  await Promise.all([handover.fetch(), handover.fetch()]);
  expect(saved).toHaveLength(1);
  expect(handover.fetched?.bytes).toBe(7);
  expect(handover.fetched?.sha256).toMatch(/^[0-9a-f]{64}$/);
});

test('without means to compute it there is no fingerprint, but a package', async () => {
  const handover = new HandoverPackage({
    fetchArchive: () => Promise.resolve(archive),
    save: () => undefined,
    digest: null,
  });
  await handover.fetch();
  expect(handover.fetched?.sha256).toBeNull();
});

test('what went wrong is kept and it can be tried again', async () => {
  let down = true;
  const handover = new HandoverPackage({
    fetchArchive: () => (down ? Promise.reject(new Error('down')) : Promise.resolve(archive)),
    save: () => undefined,
    digest,
  });
  await handover.fetch();
  expect(handover.error).toBeInstanceOf(Error);
  down = false;
  await handover.fetch();
  expect(handover.error).toBeNull();
  expect(handover.fetched).not.toBeNull();
});
