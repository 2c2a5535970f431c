import { setParameter } from 'shared/design/design-doc.ts';
import type { DesignId, PersonId } from 'shared/ids.ts';
import { MESSAGE_AWARENESS } from 'shared/realtime/messages.ts';
import { makeSpace } from 'shared/testing/make-space.ts';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { NO_METRICS } from '../metrics/realtime-metrics.ts';
import { Rooms, type RoomsOptions } from './rooms.ts';
import { SimulatedClock, SimulatedTime } from './simulation/simulated-clock.ts';
import { Snapshots } from './snapshots.ts';
import { HeldStorage } from './testing/held-storage.ts';
import { answerOf, presenceOf, questionOf, updateOf } from './testing/raw-socket.ts';
import { TestWire } from './testing/test-wire.ts';

const space = makeSpace({ fonts: ['anton'] });
const DESIGN = 'd0000000-0000-4000-8000-000000000000' as DesignId;
const SILENT = { warn: () => undefined, error: () => undefined };

/** A server with one design, whose database answers when the test says so, and a snapshot that is always due. */
function make(settings: Partial<RoomsOptions> = {}, reloads = () => Promise.resolve(true)) {
  const time = new SimulatedTime();
  const clock = new SimulatedClock(time);
  const storage = new HeldStorage(space);
  const rooms = new Rooms({
    ...{ storage, metrics: NO_METRICS, log: SILENT, clock },
    snapshots: new Snapshots({ storage, log: SILENT, reloads, every: 1, pauseMs: 0 }),
    largeUpdates: { tryOut: () => Promise.resolve('fine' as const) },
    ...settings,
  });
  /** Lets so much time pass, and what follows from it happen. */
  const pass = async (ms: number): Promise<void> => {
    const end = time.nowMs + ms;
    time.plan(ms, () => undefined);
    while (await time.step(end));
  };
  const join = (name: string, isSignedIn?: () => Promise<boolean>): TestWire => {
    const wire = new TestWire();
    const person = { id: name as PersonId, name, colour: '#123456' };
    rooms.join(wire, DESIGN, person, { wantsV2: true, ...(isSignedIn ? { isSignedIn } : {}) });
    return wire;
  };
  /** Somebody comes in with a document that has nothing of their own yet. */
  const enter = async (name: string): Promise<{ wire: TestWire; doc: Y.Doc }> => {
    const wire = join(name);
    const doc = new Y.Doc();
    for (const { bytes } of storage.log) Y.applyUpdate(doc, bytes);
    wire.say(questionOf(new Y.Doc()));
    wire.say(answerOf(Y.encodeStateAsUpdate(new Y.Doc())));
    await pass(0);
    doc.on('update', (update: Uint8Array) => wire.say(updateOf(update)));
    return { wire, doc };
  };
  return { clock, storage, rooms, pass, join, enter };
}

test('a room that has been taken over from while it could not append tells nobody that it had, and keeps nothing', async () => {
  const { storage, pass, enter } = make({ heartbeatMs: 5 });
  const { wire, doc } = await enter('ana');
  const before = [wire.acknowledged, storage.snapshots.length];
  setParameter(doc, space, 'name', 'Ray', 'studio');
  await pass(1);
  storage.commits.at(-1)?.refuse({ kind: 'busy' });
  await pass(5);
  storage.questions[0]?.resolve([DESIGN]);
  await pass(1_000);
  expect(wire.closed).toEqual({ code: 1012, reason: 'going_away:taken_over' });
  expect([wire.acknowledged, storage.snapshots.length]).toEqual(before);
  expect(storage.commits).toHaveLength(1);
});

test('a client is asked for everything that is not stored, also for what is about to be and then is not', async () => {
  const { storage, pass, enter } = make();
  const { doc } = await enter('ana');
  setParameter(doc, space, 'name', 'Ray', 'studio');
  await pass(1);
  storage.commits.at(-1)?.append();
  await pass(1);
  const stored = Y.decodeStateVector(Y.encodeStateVector(doc));
  setParameter(doc, space, 'name', 'Lux', 'studio');
  await pass(1);
  const meanwhile = await enter('ana');
  storage.commits.at(-1)?.refuse({ kind: 'closed', because: 'phase' });
  await pass(1);
  const after = await enter('ana');
  for (const { wire } of [meanwhile, after]) expect(wire.questions.map(Y.decodeStateVector)).toEqual([stored]);
});

test('who signs out is sent away also where the database has not said yet whether they may come in', async () => {
  const { storage, rooms, pass, join } = make();
  const entering = Promise.withResolvers<void>();
  storage.mayEnter = entering.promise;
  const [ana, bo] = [join('ana'), join('bo')];
  await pass(1);
  rooms.dropPerson('ana' as PersonId);
  expect(ana.closed).toEqual({ code: 1012, reason: 'going_away:session' });
  entering.resolve();
  await pass(1);
  expect(ana.received).toEqual([]);
  expect([bo.closed, bo.received.length > 0]).toEqual([null, true]);
});

test('who has signed out by the time they come in is sent away, and it is looked at after `dropPerson` would find them', async () => {
  const { rooms, pass, join } = make();
  const answers = [true, false].map((isSignedIn) => () => Promise.resolve(isSignedIn));
  const [ana, bo] = answers.map((answer, index) => join(['ana', 'bo'][index] ?? '', answer));
  await pass(1);
  expect([ana?.closed, bo?.closed]).toEqual([null, { code: 1012, reason: 'going_away:session' }]);
  expect(bo?.received).toEqual([]);
  const eve = join('eve', () => {
    rooms.dropPerson('eve' as PersonId);
    return Promise.resolve(true);
  });
  await pass(1);
  expect(eve.closed).toEqual({ code: 1012, reason: 'going_away:session' });
});

test('snapshots of one design are kept one after the other', async () => {
  const looking: PromiseWithResolvers<boolean>[] = [];
  const reloads = (): Promise<boolean> => {
    const answer = Promise.withResolvers<boolean>();
    looking.push(answer);
    return answer.promise;
  };
  const { storage, pass, enter } = make({}, reloads);
  const { doc } = await enter('ana');
  const edit = async (name: string): Promise<void> => {
    setParameter(doc, space, 'name', name, 'studio');
    await pass(1);
    storage.commits.at(-1)?.append();
    await pass(1);
  };
  for (const name of ['A', 'B', 'C']) await edit(name);
  expect(looking).toHaveLength(1);
  looking[0]?.resolve(true);
  await pass(1);
  looking[1]?.resolve(true);
  await pass(1);
  expect([looking.length, storage.snapshots.map(({ seq }) => seq)]).toEqual([2, [2, 4]]);
});

test('what would keep everybody waiting is checked in parts, and nothing of it is lost', async () => {
  const { storage, pass, enter } = make();
  const { wire, doc } = await enter('ana');
  for (let edit = 0; edit < 700; edit += 1) setParameter(doc, space, 'name', `N${String(edit)}`, 'studio');
  for (const rows of [500, 200]) {
    await pass(10);
    expect(storage.commits.at(-1)?.batches.map(({ entries }) => entries.length)).toEqual([rows]);
    storage.commits.at(-1)?.append();
  }
  await pass(10);
  expect(wire.acknowledged).toBe(701);
});

describe('a state vector', () => {
  test('that has to wait for a commit is answered once, and only for somebody who is still there', async () => {
    const { storage, pass, enter } = make();
    const [ana, bo] = [await enter('ana'), await enter('bo')];
    setParameter(ana.doc, space, 'name', 'Ray', 'studio');
    await pass(1);
    const before = bo.wire.states;
    for (let question = 0; question < 5; question += 1) bo.wire.say(questionOf(bo.doc));
    ana.wire.say(questionOf(bo.doc));
    ana.wire.leave();
    await pass(1);
    expect(bo.wire.states).toBe(before);
    storage.commits.at(-1)?.append();
    await pass(1);
    expect(bo.wire.states).toBe(before + 1);
  });

  test('is answered at the expense of who sends it', async () => {
    const answeringMs = 500;
    let spentMs = 0;
    const { clock, pass, enter } = make();
    const now = clock.now.bind(clock);
    clock.now = () => now() + (spentMs += answeringMs);
    const { wire, doc } = await enter('ana');
    for (let question = 0; question < 100; question += 1) wire.say(questionOf(doc));
    await pass(1);
    expect(wire.closed).toEqual({ code: 4429, reason: 'too_fast:work' });
  });
});

test('who is not in the crew any more is sent away with all their windows', async () => {
  const { storage, pass, enter } = make();
  const [ana, elsewhere, bo] = [await enter('ana'), await enter('ana'), await enter('bo')];
  setParameter(ana.doc, space, 'name', 'Ray', 'studio');
  await pass(1);
  storage.commits.at(-1)?.refuse({ kind: 'not_in_crew', personIds: new Set(['ana' as PersonId]) });
  await pass(1);
  expect([ana, elsewhere, bo].map(({ wire }) => wire.closed?.reason)).toEqual([
    'not_allowed',
    'not_allowed',
    undefined,
  ]);
});

test('to connect anew gives nobody more Yjs clients to write as', async () => {
  const { storage, pass, join } = make();
  const reasons: unknown[] = [];
  for (let load = 0; load < 65; load += 1) {
    const wire = join('ana');
    const doc = new Y.Doc();
    for (const { bytes } of storage.log) Y.applyUpdate(doc, bytes);
    const before = Y.encodeStateVector(doc);
    setParameter(doc, space, 'name', `N${String(load)}`, 'studio');
    wire.say(answerOf(Y.encodeStateAsUpdate(doc, before)));
    await pass(10);
    storage.commits.at(-1)?.append();
    await pass(10);
    reasons.push(wire.closed?.reason);
    wire.leave();
  }
  expect([reasons.slice(0, 64).every((reason) => reason === undefined), reasons[64]]).toEqual([
    true,
    'too_fast:clients',
  ]);
});

test('each of the clients that come in one answer counts', async () => {
  const { storage, pass, join } = make();
  const come = async (loads: number): Promise<string | undefined> => {
    const wire = join('ana');
    let doc = new Y.Doc();
    for (const { bytes } of storage.log) Y.applyUpdate(doc, bytes);
    const before = Y.encodeStateVector(doc);
    for (let load = 0; load < loads; load += 1) {
      const kept = Y.encodeStateAsUpdate(doc);
      doc = new Y.Doc();
      Y.applyUpdate(doc, kept);
      setParameter(doc, space, 'name', `N${String(load)}`, 'studio');
    }
    wire.say(answerOf(Y.encodeStateAsUpdate(doc, before)));
    await pass(10);
    storage.commits.at(-1)?.append();
    await pass(10);
    const reason = wire.closed?.reason;
    wire.leave();
    return reason;
  };
  expect([await come(40), await come(24), await come(1)]).toEqual([undefined, undefined, 'too_fast:clients']);
});

test('a window that shows nothing of its own and repeats what it hears of the other one does not replace that', async () => {
  const { pass, enter } = make();
  const [shown, silent] = [await enter('ana'), await enter('ana')];
  shown.wire.say(presenceOf(shown.doc.clientID, 1, { editing: 'name' }));
  await pass(100);
  const [heard] = silent.wire.received.filter(([kind]) => kind === MESSAGE_AWARENESS).slice(-1);
  silent.wire.say(heard ?? new Uint8Array());
  await pass(100);
  expect([shown.wire.closed, silent.wire.closed]).toEqual([null, null]);
});

test('a design that cannot be opened can still be entered', async () => {
  const { storage, rooms, pass, join } = make();
  const rules = Promise.withResolvers<void>();
  storage.ready = rules.promise;
  const wire = join('ana');
  await pass(1);
  const entering = Promise.all([rooms.settle(DESIGN), rooms.freeze(DESIGN)]);
  rules.reject(new Error('There are no rules.'));
  await entering;
  await pass(1);
  expect(wire.closed?.reason).toBe('internal');
});

test('a server that stops does not wait for the rules of a design that is being opened', async () => {
  const { storage, rooms, pass, join } = make();
  storage.ready = new Promise(() => undefined);
  const wire = join('ana');
  await pass(1);
  await rooms.closeAll();
  expect(wire.closed).toEqual({ code: 1012, reason: 'going_away' });
});

test('that a room was taken over from is heard too late: the one that has been opened since is left alone', async () => {
  const { storage, pass, enter } = make({ heartbeatMs: 1_000, graceMs: 10 });
  const first = await enter('ana');
  await pass(1_000);
  first.wire.leave();
  await pass(20);
  const second = await enter('ana');
  expect(storage.fence).toBe(2);
  storage.questions[0]?.resolve([DESIGN]);
  await pass(1);
  const third = await enter('bo');
  expect(storage.fence).toBe(2);
  expect([second.wire.closed, third.wire.closed]).toEqual([null, null]);
});
