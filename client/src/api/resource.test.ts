import { afterEach, expect, test } from 'vitest';
import { forgetAnswers, keep } from './kept-answers.ts';
import { Resource } from './resource.svelte.ts';

afterEach(forgetAnswers);

/** Answers that come when the test says so. */
function makeResource() {
  const asked: { answer: (data: string) => void; fail: (error: Error) => void; signal: AbortSignal }[] = [];
  const resource = new Resource<string>(
    (signal) =>
      new Promise((resolve, reject) => {
        asked.push({ answer: resolve, fail: reject, signal });
      }),
  );
  return { resource, asked };
}

test('what an earlier visit saw shows at once, and then what the server says now', async () => {
  keep('entry 1', 'old');
  const { resource, asked } = makeResource();
  const opening = resource.open('entry 1');
  expect(resource.data).toBe('old');
  asked[0]?.answer('new');
  await opening;
  expect(resource.data).toBe('new');
});

test('an answer that comes after its key has changed is dropped', async () => {
  const { resource, asked } = makeResource();
  const first = resource.open('entry 1');
  const second = resource.open('entry 2');
  expect(asked[0]?.signal.aborted).toBe(true);
  asked[1]?.answer('two');
  asked[0]?.answer('one');
  await Promise.all([first, second]);
  expect(resource.data).toBe('two');
});

test('a failure keeps what is shown, and the next success clears it', async () => {
  const { resource, asked } = makeResource();
  const opening = resource.open('entry 1');
  asked[0]?.answer('here');
  await opening;
  const refreshing = resource.refresh();
  asked[1]?.fail(new Error('down'));
  await refreshing;
  expect(resource.data).toBe('here');
  expect(resource.error).toBeInstanceOf(Error);
  const again = resource.refresh();
  asked[2]?.answer('back');
  await again;
  expect(resource.error).toBeNull();
});

test('nothing changes after it is closed', async () => {
  const { resource, asked } = makeResource();
  const opening = resource.open('entry 1');
  resource.close();
  asked[0]?.answer('late');
  await opening;
  expect(resource.data).toBeUndefined();
});
