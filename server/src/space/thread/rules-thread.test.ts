import { EventEmitter } from 'node:events';
import { makeSpace } from 'shared/testing/make-space.ts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { RulesReply, RulesRequest } from './messages.ts';
import { RulesThread, type RulesWorker, TooHard } from './rules-thread.ts';

/** Notes what it is asked, and says what the test has it say. */
class TestWorker extends EventEmitter {
  readonly asked: RulesRequest[] = [];
  isEnded = false;
  postMessage = (request: RulesRequest): void => void this.asked.push(request);
  ref = (): void => undefined;
  unref = (): void => undefined;
  terminate = async (): Promise<number> => {
    this.isEnded = true;
    return Promise.resolve(0);
  };
  answer(index: number, output: unknown): void {
    this.emit('message', { id: this.asked[index]?.id ?? 0, answer: { type: 'done', output } } satisfies RulesReply);
  }
}

let workers: TestWorker[] = [];
let thread: RulesThread;
beforeEach(() => {
  vi.useFakeTimers();
  workers = [];
  thread = new RulesThread(() => {
    const worker = new TestWorker();
    workers.push(worker);
    return worker as unknown as RulesWorker;
  });
});
afterEach(() => vi.useRealTimers());

const space = makeSpace();
const lint = (by: string | null = null) => thread.run('lint', { space }, by);
const compile = () => thread.run('compile', { space, stored: null });

test('what a worker says after it was given up is not the answer to the next task', async () => {
  const first = lint('a');
  const second = lint('b');
  vi.advanceTimersByTime(15_000);
  await expect(first).rejects.toBeInstanceOf(TooHard);
  expect([workers.length, workers[0]?.isEnded]).toEqual([2, true]);
  workers[0]?.answer(0, ['of the first']);
  workers[1]?.answer(0, ['of the second']);
  expect(await second).toEqual(['of the second']);
});

test('an answer to another task than the current one is nobody’s', async () => {
  const first = lint();
  const second = lint();
  workers[0]?.answer(0, ['of the first']);
  workers[0]?.answer(0, ['of the first, again']);
  workers[0]?.answer(1, ['of the second']);
  expect([await first, await second]).toEqual([['of the first'], ['of the second']]);
});

test('a worker that ends by itself fails its task, and the next one has a new worker', async () => {
  const first = lint();
  workers[0]?.emit('exit', 1);
  await expect(first).rejects.toThrow('ended');
  const second = lint();
  workers[1]?.answer(0, []);
  expect(await second).toEqual([]);
});

test('a thread that was idle and is used again is not stopped by the first idle time', async () => {
  const first = lint();
  workers[0]?.answer(0, []);
  await first;
  vi.advanceTimersByTime(59_000);
  const second = lint();
  workers[0]?.answer(1, []);
  await second;
  vi.advanceTimersByTime(59_000);
  expect(workers[0]?.isEnded).toBe(false);
  vi.advanceTimersByTime(1_000);
  expect(workers[0]?.isEnded).toBe(true);
});

test('one person has one task that runs and one that waits; others still have room', async () => {
  const own = [lint('a'), lint('a')];
  await expect(lint('a')).rejects.toMatchObject({ code: 'too_many_requests' });
  const other = lint('b');
  for (const index of [0, 1, 2]) workers[0]?.answer(index, [index]);
  expect(await Promise.all([...own, other])).toEqual([[0], [1], [2]]);
  const again = lint('a');
  workers[0]?.answer(3, []);
  expect(await again).toEqual([]);
});

test('what is to be compiled has room where nothing else has, and goes first', async () => {
  const many = Array.from({ length: 21 }, () => lint());
  await expect(lint()).rejects.toMatchObject({ code: 'too_many_requests' });
  const compiled = compile();
  workers[0]?.answer(0, []);
  expect(workers[0]?.asked.map(({ task }) => task)).toEqual(['lint', 'compile']);
  workers[0]?.answer(1, { isNew: true });
  expect(await compiled).toEqual({ isNew: true });
  for (let index = 2; index < 22; index += 1) workers[0]?.answer(index, []);
  expect(await Promise.all(many)).toHaveLength(21);
});
