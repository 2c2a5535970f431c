import type { PersonId } from 'shared/ids.ts';
import { expect, test } from 'vitest';
import { Connection } from './connection.ts';
import { PersonAllowance } from './limits.ts';
import { RoomPresence } from './presence.ts';
import { SimulatedClock, SimulatedTime } from './simulation/simulated-clock.ts';
import { TestWire } from './testing/test-wire.ts';

/** A room with so many people, of whom each is the Yjs client with their number. */
function make(people: number) {
  const time = new SimulatedTime();
  const clock = new SimulatedClock(time);
  const wires = Array.from({ length: people }, () => new TestWire());
  const connections = wires.map((wire, index) => {
    const person = { id: `p${String(index)}` as PersonId, name: 'P', colour: '#123456' };
    const connection = new Connection({ wire, person, allowance: new PersonAllowance(0), clock, wantsV2: true });
    connection.clientId = index + 1;
    return connection;
  });
  const members = new Set(connections);
  const presence = new RoomPresence(members, clock);
  /** Somebody points at something new every 40 ms. */
  const point = async (from: number, times: number): Promise<void> => {
    for (let x = 0; x < times; x += 1) {
      const connection = connections[from];
      if (connection) presence.set(connection, JSON.stringify({ cursor: { view: 'front', x, y: 0 } }));
      const end = time.nowMs + 40;
      time.plan(40, () => undefined);
      while (await time.step(end));
    }
  };
  return { wires, connections, members, point };
}

test('one more than are served at once slows nobody else, and is served more rarely', async () => {
  const { wires, point } = make(51);
  await point(0, 60);
  expect(wires[1]?.received.length).toBeGreaterThan(50);
  expect(wires[50]?.received.length).toBeGreaterThan(5);
  expect(wires[50]?.received.length).toBeLessThan(15);
});

test('who moves up gets what had been kept back for them', async () => {
  const { wires, connections, members, point } = make(51);
  await point(0, 2);
  const [, second] = connections;
  if (second) members.delete(second);
  await point(1, 10);
  const heard = (wires[50]?.received ?? []).map((message) => Buffer.from(message).toString());
  expect(heard.filter((message) => message.includes('"id":"p0"') && message.includes('"x":1,'))).toHaveLength(1);
});
