import { expect, test } from 'vitest';
import { UnsavedCount } from './unsaved-count.ts';

test('an edit counts until it is acknowledged', () => {
  const count = new UnsavedCount();
  count.opened();
  count.sentAnswer();
  count.sentUpdate();
  count.sentUpdate();
  expect(count.value).toBe(2);
  count.acknowledged(2);
  expect(count.value).toBe(1);
  count.acknowledged(3);
  expect(count.value).toBe(0);
});

test('an acknowledgement that is repeated or comes late changes nothing', () => {
  const count = new UnsavedCount();
  count.opened();
  count.sentUpdate();
  count.sentUpdate();
  for (const stored of [1, 1, 0]) count.acknowledged(stored);
  expect(count.value).toBe(1);
});

test('what was on its way when the connection broke counts until the answer to the server’s question is stored', () => {
  const count = new UnsavedCount();
  count.opened();
  count.sentUpdate();
  count.sentUpdate();
  count.acknowledged(1);
  count.kept();
  count.opened();
  expect(count.value).toBe(2);
  count.sentUpdate(); // before the question: the answer brings it too
  count.sentAnswer();
  count.sentUpdate();
  count.acknowledged(1);
  expect(count.value).toBe(3);
  count.acknowledged(2);
  expect(count.value).toBe(1);
  count.acknowledged(3);
  expect(count.value).toBe(0);
});
