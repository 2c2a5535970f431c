import { Crowd } from '../client/crowd.ts';
import type { Stage } from '../stage.ts';

const ROOMS = 400;
const MORE_IN_EACH = 4;

/** What a connection and a small document in memory take while nothing happens, after tidying up. */
export async function idle({ cluster, world, peer, nodeOptions }: Stage): Promise<Record<string, number>> {
  const server = await peer.start(cluster, nodeOptions);
  const one = new Crowd(peer, world, server.port);
  const more = new Crowd({ ...peer, hasWorld: true }, world, server.port);
  try {
    const empty = await server.usage('tidied');
    await one.arrive({ rooms: ROOMS, perRoom: 1, writers: 0 });
    const loaded = await server.usage('tidied');
    await more.arrive({ rooms: ROOMS, perRoom: MORE_IN_EACH, writers: 0 });
    const full = await server.usage('tidied');
    const per = (key: 'rssBytes' | 'heapBytes'): { connection: number; room: number } => {
      const connection = (full[key] - loaded[key]) / (ROOMS * MORE_IN_EACH);
      return { connection, room: (loaded[key] - empty[key]) / ROOMS - connection };
    };
    const rss = per('rssBytes');
    const heap = per('heapBytes');
    return {
      ...{ rssKbPerConnection: rss.connection / 1_000, rssKbPerRoom: rss.room / 1_000 },
      ...{ heapKbPerConnection: heap.connection / 1_000, heapKbPerRoom: heap.room / 1_000 },
      ...{ emptyMb: empty.rssBytes / 1e6, fullMb: full.rssBytes / 1e6 },
    };
  } finally {
    one.leave();
    more.leave();
    await server.stop();
  }
}
