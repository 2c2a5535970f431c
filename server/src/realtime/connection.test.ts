import type { PersonId } from 'shared/ids.ts';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { Connection } from './connection.ts';
import { updateFrame } from './frames.ts';
import { PersonAllowance } from './limits.ts';
import { presenceOf } from './testing/raw-socket.ts';
import { TestWire } from './testing/test-wire.ts';
import type { Wire, WireListener } from './wire.ts';

/** Time that stands still unless it is moved. */
class Hand {
  nowMs = 0;
  now = (): number => this.nowMs;
  after = (): (() => void) => () => undefined;
}

/** A socket of a person in which everything is taken in at once, and how it was closed. */
function socketOf(allowance: PersonAllowance, clock: Hand) {
  const closed: string[] = [];
  let hears: WireListener | null = null;
  let isPaused = false;
  const wire: Wire = {
    get isOpen() {
      return closed.length === 0;
    },
    waitingBytes: 0,
    send: () => undefined,
    ping: () => undefined,
    close: (code, reason) => void closed.push(`${String(code)} ${reason}`),
    terminate: () => void closed.push('terminated'),
    pause: () => (isPaused = true),
    resume: () => (isPaused = false),
    listen: (listener) => (hears = listener),
  };
  const person = { id: 'p' as PersonId, name: 'P', colour: '#123456' };
  const connection = new Connection({ wire, person, allowance, clock, wantsV2: false });
  let updates = 0;
  connection.listen((frame) => {
    if (frame.type === 'update') connection.acknowledge((updates += 1));
  });
  return { closed, connection, send: (frame: Uint8Array) => hears?.message(frame), isPaused: () => isPaused };
}

const update = updateFrame(Y.encodeStateAsUpdate(new Y.Doc()));
const seconds = (count: number): number[] => Array.from({ length: count }, (_, second) => second);

test('a minute of dragging in two windows, with pastes of two hundred elements, is not too fast', () => {
  const clock = new Hand();
  const allowance = new PersonAllowance(0);
  const sockets = [socketOf(allowance, clock), socketOf(allowance, clock)];
  for (const second of seconds(60)) {
    for (let tick = 0; tick < 30; tick += 1) {
      clock.nowMs = second * 1_000 + tick * 33;
      for (const { send } of sockets) send(presenceOf(5, 1, { cursor: null }));
    }
    // Each of them is made and then shown.
    if (second % 5 === 0) for (let made = 0; made < 2 * 200; made += 1) sockets[0]?.send(update);
    for (const { connection } of sockets) connection.charge(40);
  }
  expect(sockets.map(({ closed }) => closed)).toEqual([[], []]);
});

test.each([
  ['messages', 1_000, () => update],
  ['bytes', 5, () => updateFrame(new Uint8Array(1_000_000))],
] as const)('%s of one socket come to an end, and its person is told why', (_name, passes, make) => {
  const clock = new Hand();
  const { closed, send } = socketOf(new PersonAllowance(0), clock);
  for (let sent = 0; sent < passes - 1; sent += 1) send(make());
  expect(closed).toEqual([]);
  for (let sent = 0; sent < 2; sent += 1) send(make());
  expect(closed).toEqual(['4429 too_fast']);
});

test('with many sockets nobody may send more than a person may', () => {
  const clock = new Hand();
  const allowance = new PersonAllowance(0);
  const sockets = Array.from({ length: 20 }, () => socketOf(allowance, clock));
  for (const { send } of sockets) for (let sent = 0; sent < 200; sent += 1) send(update);
  const cut = sockets.filter(({ closed }) => closed[0] === '4429 too_fast');
  expect(cut).toHaveLength(5);
  const other = socketOf(new PersonAllowance(0), clock);
  other.send(update);
  expect(other.closed).toEqual([]);
});

test('who has cost more of the server’s time than anybody may is cut off, also when they come back at once', () => {
  const clock = new Hand();
  const allowance = new PersonAllowance(0);
  const first = socketOf(allowance, clock);
  first.connection.charge(3_000);
  expect(first.closed).toEqual(['4429 too_fast:work']);
  const again = socketOf(allowance, clock);
  again.send(presenceOf(5, 1, {}));
  expect(again.closed).toEqual([]);
  again.send(update);
  expect(again.closed).toEqual(['4429 too_fast:work']);
  clock.nowMs = 6_000;
  const later = socketOf(allowance, clock);
  later.send(update);
  expect(later.closed).toEqual([]);
});

test('who sends faster than it can be stored has to wait, and goes on when it is', () => {
  const clock = new Hand();
  const { closed, connection, send, isPaused } = socketOf(new PersonAllowance(0), clock);
  connection.listen(() => undefined); // a database that takes its time
  for (let sent = 0; sent < 501; sent += 1) send(update);
  expect([isPaused(), closed]).toEqual([true, []]);
  connection.acknowledge(200);
  expect(isPaused()).toBe(false);
});

test('who is slow to take in a large document is not cut off for that, but for what they do not take in after it', () => {
  const wire = new TestWire();
  const person = { id: 'p' as PersonId, name: 'P', colour: '#123456' };
  const connection = new Connection({
    wire,
    person,
    allowance: new PersonAllowance(0),
    clock: new Hand(),
    wantsV2: false,
  });
  const large = 6 * 1024 * 1024;
  connection.queueState([new Uint8Array(large)]);
  connection.flush();
  wire.waitingBytes = large;
  connection.send(update);
  expect(wire.closed).toBeNull();
  wire.waitingBytes = 2 * large;
  connection.send(update);
  expect(wire.closed).toEqual({ code: 1006, reason: '' });
});
