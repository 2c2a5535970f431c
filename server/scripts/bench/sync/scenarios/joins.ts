import { until } from '../../../../src/realtime/testing/waiting.ts';
import { Crowd } from '../client/crowd.ts';
import { LoadRoom } from '../client/room.ts';
import { Latencies } from '../latencies.ts';
import { watchRss } from '../machine.ts';
import { Measure } from '../measure.ts';
import type { Stage } from '../stage.ts';

const PEOPLE = 200;

/** Two hundred people open the same design at once, which has been drawn on for long and is in memory. */
export async function joins({ cluster, world, peer, nodeOptions }: Stage): Promise<Record<string, number>> {
  const server = await peer.start(cluster, nodeOptions);
  const crowd = new Crowd(peer, world, server.port);
  try {
    const plan = { rooms: 1, perRoom: 1, writers: 0 };
    await crowd.arrive(plan);
    // The studio asks for the second format; who does not, gets the first one.
    const whole = peer.name === 'mitwerk' ? await storm(crowd, '?state=v2') : null;
    const plain = await storm(crowd, '');
    return { ...(whole ?? plain), ...(whole ? renamed(plain) : {}) };
  } finally {
    crowd.leave();
    await server.stop();
  }

  async function storm(crowd: Crowd, query: string): Promise<Record<string, number>> {
    const latencies = new Latencies();
    const room = new LoadRoom(peer.seat(world, server.port, 0, 0).room);
    const rss = await watchRss(server.pid);
    const measure = await Measure.begin(server, cluster);
    const began = performance.now();
    const people = Array.from({ length: PEOPLE }, (_, person) => {
      const member = crowd.knock(room, 0, person, query);
      member.forgetDocument();
      return member;
    });
    await Promise.all(people.map((member) => member.join()));
    await until(() => {
      const without = people.filter(({ hasDocument }) => !hasDocument);
      if (without.length > 0) throw new Error(`${String(without.length)} have no document.`);
    });
    const used = await measure.end();
    for (const { documentAt } of people) latencies.add(documentAt - began);
    const bytes = people.reduce((sum, { socket }) => sum + socket.receivedBytes, 0);
    for (const { socket } of people) socket.destroy();
    return {
      ...used,
      cpuPerJoinMs: used.serverCpuMs / PEOPLE,
      ...{ p50: latencies.at(0.5) ?? NaN, p95: latencies.at(0.95) ?? NaN, longest: latencies.at(1) ?? NaN },
      kbEach: bytes / PEOPLE / 1_000,
      rssAddedMb: (rss.stop() - rss.before) / 1e6,
    };
  }
}

function renamed(figures: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(figures).map(([name, value]) => [`v1 ${name}`, value]));
}
