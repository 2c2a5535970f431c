import type { EntrySummary } from 'shared/campaigns/api.ts';
import { expect, test } from 'vitest';
import { Gallery, PAGE_SIZE } from './gallery.svelte.ts';

const makeEntry = (number: number): EntrySummary => ({
  id: `entry-${String(number)}`,
  number,
  title: `Entry ${String(number)}`,
  crew: [],
  picture: '',
  priceCents: 0,
  currency: 'EUR',
  enteredAt: '2026-11-01T09:00:00Z',
  remixOf: null,
});
const all = Array.from({ length: PAGE_SIZE + 5 }, (_, index) => makeEntry(index + 1));
const pagesOf = (entries: readonly EntrySummary[]) => (offset: number, limit: number) =>
  Promise.resolve(entries.slice(offset, offset + limit));

test('pages follow each other until one is not full', async () => {
  const gallery = new Gallery(pagesOf(all));
  await gallery.more();
  expect(gallery.entries).toHaveLength(PAGE_SIZE);
  expect(gallery.complete).toBe(false);
  await gallery.more();
  expect(gallery.entries).toEqual(all);
  expect(gallery.complete).toBe(true);
});

test('asking twice at once fetches a page once', async () => {
  let asked = 0;
  const gallery = new Gallery((offset, limit) => {
    asked += 1;
    return pagesOf(all)(offset, limit);
  });
  await Promise.all([gallery.more(), gallery.more()]);
  expect(asked).toBe(1);
});

test('an entry that moved to the next page is shown once', async () => {
  let entries = all;
  const gallery = new Gallery((offset, limit) => pagesOf(entries)(offset, limit));
  await gallery.more();
  entries = [makeEntry(99), ...all];
  await gallery.more();
  expect(new Set(gallery.entries.map((entry) => entry.id)).size).toBe(gallery.entries.length);
});

test('a page that failed can be asked for again', async () => {
  let down = true;
  const gallery = new Gallery((offset, limit) =>
    down ? Promise.reject(new Error('down')) : pagesOf(all)(offset, limit),
  );
  await gallery.more();
  expect(gallery.error).toBeInstanceOf(Error);
  down = false;
  await gallery.more();
  expect(gallery.error).toBeNull();
  expect(gallery.entries).toHaveLength(PAGE_SIZE);
});

test('an entry knows its neighbours', async () => {
  const gallery = new Gallery(pagesOf(all));
  await gallery.more();
  expect(gallery.around('entry-2').before?.number).toBe(1);
  expect(gallery.around('entry-2').after?.number).toBe(3);
  expect(gallery.around('entry-1').before).toBeUndefined();
  expect(gallery.around('unknown')).toEqual({ before: undefined, after: undefined });
});
