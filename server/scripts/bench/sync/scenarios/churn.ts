import { setTimeout as pause } from 'node:timers/promises';
import { Crowd } from '../client/crowd.ts';
import { startWriting } from '../client/writing.ts';
import type { Stage } from '../stage.ts';

const ROOMS = 10;
const STAY_MS = 4_000;
/** The first part is left out: code is compiled and pools are filled. */
const WARM_UP_SHARE = 1 / 3;

/**
 * People come, edit for a moment and leave, over and over, in ever new designs until all have had a turn and then from the
 * first one again; how fast memory grows meanwhile, by a line through what is in use after tidying up.
 */
export async function churn({ cluster, world, peer, nodeOptions, minutes }: Stage): Promise<Record<string, number>> {
  const server = await peer.start(cluster, nodeOptions);
  const points: { readonly hours: number; readonly rss: number; readonly heap: number }[] = [];
  let edits = 0;
  try {
    const began = performance.now();
    const end = began + minutes * 60_000;
    for (let round = 0; performance.now() < end; round += 1) {
      const crowd = new Crowd(peer, world, server.port);
      const from = (round * ROOMS) % (world.designs.length - ROOMS + 1);
      await crowd.arrive({ rooms: ROOMS, perRoom: 5, writers: 2 }, from);
      const writing = startWriting(crowd, 10);
      await pause(STAY_MS);
      await writing.stop();
      const problem = await crowd.checked();
      if (problem !== null) process.stdout.write(`${peer.name}: ${problem}\n`);
      edits += crowd.tally.sent;
      crowd.leave();
      const { rssBytes, heapBytes } = await server.usage('tidied');
      points.push({ hours: (performance.now() - began) / 3_600_000, rss: rssBytes / 1e6, heap: heapBytes / 1e6 });
    }
  } finally {
    await server.stop();
  }
  const steady = points.slice(Math.floor(points.length * WARM_UP_SHARE));
  return {
    ...{ minutes, rounds: points.length, edits },
    rssMbPerHour: slope(steady.map(({ hours, rss }) => [hours, rss])),
    heapMbPerHour: slope(steady.map(({ hours, heap }) => [hours, heap])),
    ...{ firstRssMb: steady[0]?.rss ?? NaN, lastRssMb: steady.at(-1)?.rss ?? NaN },
  };
}

/** Of the line with the least squares. */
function slope(points: readonly (readonly [number, number])[]): number {
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const x = mean(points.map(([one]) => one));
  const y = mean(points.map(([, one]) => one));
  const over = points.reduce((sum, [one, other]) => sum + (one - x) * (other - y), 0);
  return over / points.reduce((sum, [one]) => sum + (one - x) ** 2, 0);
}
