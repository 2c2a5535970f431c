import type { RulesCheck } from 'shared/space/api.ts';
import { expect, test } from 'vitest';
import { Checking } from './checking.svelte.ts';

const answer: RulesCheck = { findings: [], isSearched: true, impact: { designs: 0, broken: [] } };

test('an answer holds for the text that was checked and for no other', async () => {
  const checking = new Checking(() => Promise.resolve(answer));
  await checking.run('one');
  expect([checking.answerFor('one'), checking.answerFor('two')]).toEqual([answer, null]);
  checking.rewritten('one', 'two');
  expect([checking.answerFor('one'), checking.answerFor('two')]).toEqual([null, answer]);
});

test('the same text is not checked twice at a time, and another one takes its place', async () => {
  const asked: string[] = [];
  const aborted: string[] = [];
  const resolve = new Map<string, (answer: RulesCheck) => void>();
  const checking = new Checking((text, signal) => {
    asked.push(text);
    signal.addEventListener('abort', () => aborted.push(text));
    return new Promise((done) => resolve.set(text, done));
  });
  const first = checking.run('one');
  void checking.run('one');
  const second = checking.run('two');
  resolve.get('one')?.(answer);
  resolve.get('two')?.(answer);
  await Promise.all([first, second]);
  expect([asked, aborted, checking.checked?.text]).toEqual([['one', 'two'], ['one'], 'two']);
  expect(checking.isRunning).toBe(false);
});

test('why a check came to nothing is kept until the next one; a check that was stopped says nothing', async () => {
  let isDown = true;
  const checking = new Checking((_, signal) => {
    if (signal.aborted) return Promise.reject(new Error('aborted'));
    return isDown ? Promise.reject(new Error('down')) : Promise.resolve(answer);
  });
  await checking.run('one');
  expect(checking.refused).toMatchObject({ text: 'one', error: new Error('down') });
  isDown = false;
  await checking.run('one');
  expect([checking.refused, checking.answerFor('one')]).toEqual([null, answer]);
  isDown = true;
  const stopped = checking.run('two');
  checking.stop();
  await stopped;
  expect([checking.refused, checking.isRunning]).toEqual([null, false]);
});
