import { expect, test } from 'vitest';
import type { PersonId, SpaceHash } from '../ids.ts';
import { entryHash } from './entry-hash.ts';

const entry = {
  title: 'Sunday',
  spaceHash: 'a'.repeat(64) as SpaceHash,
  content: { params: { paint: 'ivory' }, elements: {}, story: '' },
  priceCents: 100,
  crew: [{ id: 'p1' as PersonId, name: 'Ada', colour: '#aa0000' }],
};

test('everything that is voted on is in the hash, nothing else is', () => {
  const hash = entryHash(entry);
  expect(entryHash({ ...entry, number: 7 } as typeof entry)).toBe(hash);
  for (const change of [
    { title: 'Monday' },
    { spaceHash: 'b'.repeat(64) as SpaceHash },
    { content: { ...entry.content, params: { paint: 'moss' } } },
    { priceCents: 101 },
    { crew: [] },
  ]) {
    expect(entryHash({ ...entry, ...change })).not.toBe(hash);
  }
});
