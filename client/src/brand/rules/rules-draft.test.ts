import type { RulesOfProduct } from 'shared/space/api.ts';
import { expect, test } from 'vitest';
import { type Drawer, RulesDraft } from './rules-draft.svelte.ts';

const version = (number: number, text: string): RulesOfProduct => {
  return { spaceHash: 'a'.repeat(64), version: number, text, json: {} };
};
function emptyDrawer(): Drawer {
  let kept: string | null = null;
  return { get: () => kept, put: (value) => (kept = value) };
}

test('a text survives a reload', () => {
  const drawer = emptyDrawer();
  new RulesDraft(version(1, 'published'), drawer).text = 'mine';
  const draft = new RulesDraft(version(1, 'published'), drawer);
  expect([draft.text, draft.isChanged, draft.wasRestored, draft.isOvertaken]).toEqual(['mine', true, true, false]);
});

test('nothing is kept of a text that is as it was', () => {
  const drawer = emptyDrawer();
  const draft = new RulesDraft(version(1, 'published'), drawer);
  draft.text = 'mine';
  draft.text = 'published';
  expect([drawer.get(), draft.isChanged]).toEqual([null, false]);
});

test('a version that somebody published since the text was begun is noticed', () => {
  const drawer = emptyDrawer();
  const draft = new RulesDraft(version(1, 'published'), drawer);
  draft.text = 'mine';
  draft.learn(version(2, 'theirs'));
  expect([draft.text, draft.isOvertaken]).toEqual(['mine', true]);
  expect(new RulesDraft(version(2, 'theirs'), drawer).isOvertaken).toBe(true);
  draft.discard();
  expect([draft.text, draft.isOvertaken, drawer.get()]).toEqual(['theirs', false, null]);
});

test('a text that nobody changed follows what is published', () => {
  const draft = new RulesDraft(version(1, 'published'), emptyDrawer());
  draft.learn(version(2, 'theirs'));
  expect([draft.text, draft.isChanged]).toEqual(['theirs', false]);
});

test('what was just published is shown as the server writes it', () => {
  const drawer = emptyDrawer();
  const draft = new RulesDraft(version(1, 'published'), drawer);
  draft.text = '// mine\nmine';
  draft.becamePublished(version(2, 'mine'));
  expect([draft.text, draft.isChanged, drawer.get()]).toEqual(['mine', false, null]);
});

test('a drawer with something else in it is as good as empty', () => {
  for (const value of ['{', '{"text":1}', '[]', 'null']) {
    expect(new RulesDraft(version(1, 'published'), { get: () => value, put: () => undefined }).text).toBe('published');
  }
});

test('lines end as they do in a text field, so that places are counted alike', () => {
  const draft = new RulesDraft(version(1, 'a\r\nb'), emptyDrawer());
  expect([draft.text, draft.isChanged]).toEqual(['a\nb', false]);
});
