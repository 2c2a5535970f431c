import { setTimeout as pause } from 'node:timers/promises';
import { Crowd } from '../client/crowd.ts';
import type { Stage } from '../stage.ts';

const CYCLES = 5;
export const ROOMS_PER_CYCLE = 400;
/** Ours keeps a room for half a minute after the last one has left: people reload pages. */
const UNTIL_UNLOADED_MS = { mitwerk: 34_000, others: 2_000 };

/** Whether the memory of documents that everybody has left comes back. */
export async function cycles({ cluster, world, peer, nodeOptions }: Stage): Promise<Record<string, number>> {
  const server = await peer.start(cluster, nodeOptions);
  const after: number[] = [];
  try {
    for (let cycle = 0; cycle < CYCLES; cycle += 1) {
      const crowd = new Crowd(peer, world, server.port);
      await crowd.arrive({ rooms: ROOMS_PER_CYCLE, perRoom: 1, writers: 0 }, cycle * ROOMS_PER_CYCLE);
      crowd.leave();
      await pause(UNTIL_UNLOADED_MS[peer.name === 'mitwerk' ? 'mitwerk' : 'others']);
      after.push((await server.usage()).rssBytes / 1e6);
    }
  } finally {
    await server.stop();
  }
  const figures = Object.fromEntries(after.map((mb, index) => [`afterCycle${String(index + 1)}Mb`, mb]));
  return { ...figures, lastToFirst: (after.at(-1) ?? NaN) / (after[0] ?? NaN) };
}
