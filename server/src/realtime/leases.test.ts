import type { PersonId } from 'shared/ids.ts';
import { expect, test } from 'vitest';
import { Leases } from './leases.ts';

const [ana, bo] = ['ana', 'bo'] as [PersonId, PersonId];

test('a client belongs to who wrote as it, to who shows themselves as it, and otherwise to nobody', () => {
  const leases = new Leases(
    new Map<number, PersonId | null>([
      [1, ana],
      [2, null],
    ]),
  );
  leases.show(3, bo);
  expect([1, 2, 3, 4].map((clientId) => leases.ownerOf(clientId))).toEqual([ana, null, bo, undefined]);
  expect([1, 2, 3, 4].map((clientId) => leases.mayUse(clientId, bo))).toEqual([false, false, true, true]);
});

test('who goes away gives up only what they have not written as', () => {
  const leases = new Leases(new Map());
  leases.show(1, ana);
  leases.show(2, ana);
  leases.wrote(new Map([[1, ana]]));
  for (const clientId of [1, 2]) leases.hide(clientId);
  expect([1, 2].map((clientId) => leases.mayUse(clientId, bo))).toEqual([false, true]);
});
