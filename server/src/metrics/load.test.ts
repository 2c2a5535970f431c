import { expect, test } from 'vitest';
import { SimulatedClock, SimulatedTime } from '../realtime/simulation/simulated-clock.ts';
import { Load } from './load.ts';

async function loadAfter(...delays: readonly number[]) {
  const time = new SimulatedTime();
  const left = [Infinity, ...delays];
  const load = new Load({ clock: new SimulatedClock(time), delay: { take: () => left.shift() ?? 0 } });
  load.begin();
  const seen: boolean[] = [];
  while (left.length > 0) {
    await time.step();
    seen.push(load.isOverloaded);
  }
  return { load, seen, time };
}

test('a delay of more than 200 ms for a second is too much, and until it is below 100 ms it stays so', async () => {
  expect((await loadAfter(0, 201, 200, 201, 201, 150, 101, 100, 150, 250, 300)).seen).toEqual([
    ...[false, false, false, false, true, true, true, false, false, false, true],
  ]);
});

test('what starting the server took keeps nobody out', async () => {
  const { load } = await loadAfter(201);
  expect(load.isOverloaded).toBe(false);
});

test('says by how much, and looks no more when it is stopped', async () => {
  const { load, time } = await loadAfter(30);
  expect(load.delayMs).toBe(30);
  load.stop();
  expect(await time.step()).toBe(false);
});
