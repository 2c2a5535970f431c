import type { DesignId } from 'shared/ids.ts';
import { expect, test } from 'vitest';
import { type Committer, GroupCommit } from './group-commit.ts';
import { SimulatedClock, SimulatedTime } from './simulation/simulated-clock.ts';
import type { Batch, Outcome } from './storage.ts';

type Outcomes = readonly (Outcome | Promise<Outcome>)[];

/** Commits that take as long as the test says, and rooms that note what becomes of what they had. */
function make({ prepareForMs = 0 } = {}) {
  const time = new SimulatedTime();
  const begun: { readonly batches: readonly Batch[]; readonly answer: PromiseWithResolvers<Outcomes> }[] = [];
  const storage = {
    append: (batches: readonly Batch[]) => {
      const answer = Promise.withResolvers<Outcomes>();
      begun.push({ batches, answer });
      return answer.promise;
    },
  };
  const metrics = { committed: () => undefined };
  const clock = new SimulatedClock(time);
  let busyMs = 0;
  const slow = {
    now: () => clock.now() + busyMs,
    after: (delayMs: number, run: () => void) => clock.after(delayMs, run),
  };
  const commits = new GroupCommit({ storage, clock: slow, metrics });
  const room = (name: string, fails = false) => {
    const heard: unknown[] = [];
    let waiting = 0;
    const committer: Committer = {
      prepare() {
        if (fails) throw new Error(`${name} fails`);
        if (waiting === 0) return null;
        busyMs += prepareForMs;
        const entries = Array.from({ length: waiting }, () => ({ personId: null, bytes: Uint8Array.of(1) }));
        return { designId: name as DesignId, fence: 1, head: 0, entries, newAuthors: new Map() };
      },
      settle(outcome) {
        waiting = 0;
        heard.push(outcome.kind);
      },
      fail: (error) => void heard.push(error),
    };
    const receive = (): void => {
      waiting += 1;
      commits.request(committer);
    };
    return { receive, heard };
  };
  return { time, begun, room };
}
/** What follows from an answer has happened. */
const answered = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const all = (outcome: Outcome, { batches }: { readonly batches: readonly Batch[] }): Outcome[] =>
  batches.map(() => outcome);

test('what several rooms have received is one commit, and who is left out of it is not asked', async () => {
  const { time, begun, room } = make();
  const [a, b, c] = [room('a'), room('b'), room('c')];
  for (const { receive } of [a, b, a]) receive();
  await time.step();
  expect(begun.map(({ batches }) => batches.map(({ designId, entries }) => [designId, entries.length]))).toEqual([
    [
      ['a', 2],
      ['b', 1],
    ],
  ]);
  for (const commit of begun) commit.answer.resolve(all({ kind: 'appended' }, commit));
  await answered();
  expect([a.heard, b.heard, c.heard]).toEqual([['appended'], ['appended'], []]);
});

test('while one commit is under way the next one gathers, and begins when it is back', async () => {
  const { time, begun, room } = make();
  const [a, b] = [room('a'), room('b')];
  a.receive();
  await time.step();
  b.receive();
  expect(await time.step()).toBe(false);
  expect(begun).toHaveLength(1);
  begun[0]?.answer.resolve([{ kind: 'appended' }]);
  await answered();
  while (await time.step());
  expect(begun.map(({ batches }) => batches.map(({ designId }) => designId))).toEqual([['a'], ['b']]);
});

test('a design that is held is tried again; the others do not wait for it', async () => {
  const { time, begun, room } = make();
  const [a, b] = [room('a'), room('b')];
  a.receive();
  b.receive();
  await time.step();
  begun[0]?.answer.resolve([{ kind: 'busy' }, { kind: 'appended' }]);
  while (begun.length < 2) await time.step();
  expect(b.heard).toEqual(['appended']);
  expect(begun[1]?.batches.map(({ designId }) => designId)).toEqual(['a']);
  begun[1]?.answer.resolve([{ kind: 'appended' }]);
  await answered();
  expect(a.heard).toEqual(['appended']);
});

test('why one design was left out is waited for by nobody else, and fails alone where it cannot be told', async () => {
  const { time, begun, room } = make();
  const [a, b, c] = [room('a'), room('b'), room('c')];
  for (const { receive } of [a, b, c]) receive();
  await time.step();
  const [why, whyNot] = [Promise.withResolvers<Outcome>(), Promise.withResolvers<Outcome>()];
  begun[0]?.answer.resolve([why.promise, { kind: 'appended' }, whyNot.promise]);
  await answered();
  b.receive();
  await time.step();
  expect([a.heard, b.heard, c.heard, begun.length]).toEqual([[], ['appended'], [], 2]);
  const lost = new Error('The connection was lost.');
  why.resolve({ kind: 'closed', because: 'phase' });
  whyNot.reject(lost);
  await answered();
  expect([a.heard, b.heard, c.heard]).toEqual([['closed'], ['appended'], [lost]]);
});

test('rooms that take long to check are left for the next commit, and come first in it', async () => {
  const { time, begun, room } = make({ prepareForMs: 15 });
  const rooms = ['a', 'b', 'c', 'd'].map((name) => room(name));
  for (const { receive } of rooms) receive();
  await time.step();
  rooms[0]?.receive();
  begun[0]?.answer.resolve([{ kind: 'appended' }, { kind: 'appended' }]);
  while (begun.length < 2) await time.step();
  expect(begun.map(({ batches }) => batches.map(({ designId }) => designId))).toEqual([
    ['a', 'b'],
    ['c', 'd'],
  ]);
});

test('a commit that nobody knows the end of is told to the rooms that were in it, and the next one goes on', async () => {
  const { time, begun, room } = make();
  const [a, b] = [room('a'), room('b')];
  a.receive();
  await time.step();
  const lost = new Error('The connection was lost.');
  begun[0]?.answer.reject(lost);
  await answered();
  b.receive();
  await time.step();
  begun[1]?.answer.resolve([{ kind: 'appended' }]);
  await answered();
  expect([a.heard, b.heard]).toEqual([[lost], ['appended']]);
});

test('a room that cannot check what it has received takes nobody along', async () => {
  const { time, begun, room } = make();
  const [bad, good] = [room('bad', true), room('good')];
  bad.receive();
  good.receive();
  await time.step();
  expect(bad.heard).toEqual([new Error('bad fails')]);
  expect(begun[0]?.batches.map(({ designId }) => designId)).toEqual(['good']);
});

test('under load a pause gathers, so that many edits share one commit', async () => {
  const { time, begun, room } = make();
  const a = room('a');
  for (let edit = 0; edit < 1_000; edit += 1) {
    a.receive();
    const until = time.nowMs + 1;
    time.plan(1, () => undefined);
    while (await time.step(until)) for (const commit of begun) commit.answer.resolve(all({ kind: 'appended' }, commit));
  }
  expect(begun.length).toBeLessThan(300);
});
