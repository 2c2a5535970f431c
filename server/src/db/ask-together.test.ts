import { expect, test } from 'vitest';
import { askTogether } from './ask-together.ts';

/** Somebody who answers when the test says so. */
function make() {
  const asked: { readonly questions: readonly number[]; readonly answer: PromiseWithResolvers<readonly number[]> }[] =
    [];
  const ask = askTogether((questions: readonly number[]) => {
    const answer = Promise.withResolvers<readonly number[]>();
    asked.push({ questions, answer });
    return answer.promise;
  });
  const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  return { asked, ask, turn };
}

test('what is asked in one turn is asked as one, and everybody gets their own answer', async () => {
  const { asked, ask, turn } = make();
  const answers = Promise.all([1, 2, 3].map(ask));
  await turn();
  expect(asked.map(({ questions }) => questions)).toEqual([[1, 2, 3]]);
  asked[0]?.answer.resolve([10, 20, 30]);
  expect(await answers).toEqual([10, 20, 30]);
});

test('who asks while others wait does not wait for them', async () => {
  const { asked, ask, turn } = make();
  const first = ask(1);
  await turn();
  const second = ask(1);
  await turn();
  asked[1]?.answer.resolve([11]);
  expect(await second).toBe(11);
  asked[0]?.answer.resolve([10]);
  expect(await first).toBe(10);
});

test('where it cannot be told nobody gets an answer, and those who come later do', async () => {
  const { asked, ask, turn } = make();
  const first = Promise.allSettled([ask(1), ask(2)]);
  await turn();
  asked[0]?.answer.reject(new Error('gone'));
  expect((await first).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  const second = ask(3);
  await turn();
  asked[1]?.answer.resolve([30]);
  expect(await second).toBe(30);
});
