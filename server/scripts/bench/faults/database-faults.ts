import { setTimeout as pause } from 'node:timers/promises';
import { type Random, randomNumbers } from 'shared/testing/random-session.ts';
import { until } from '../../../src/realtime/testing/waiting.ts';
import { DatabaseProxy } from '../../../src/testing/database-proxy.ts';
import type { Cluster } from './cluster.ts';
import { startLoad } from './load.ts';
import { ServerProcess } from './server-process.ts';
import type { Found } from './stored.ts';
import { World } from './world.ts';

const DESIGNS = 6;
const PER_SECOND = 20;

/** Its processes are killed and it is started again; its disk is full for a while; the answer to a commit is lost. */
export type DatabaseFault = 'killed' | 'disk_full' | 'answer_lost';

export interface DatabaseFaultReport extends Found {
  readonly times: number;
  readonly edits: number;
  readonly acknowledged: number;
  /** Editors that did not get everything stored after the database was well again. */
  readonly stuck: number;
  /** Whether the server had to be started again. */
  readonly serverEnded: boolean;
  /** With which codes connections were closed. */
  readonly closedWith: Readonly<Record<string, number>>;
}

/** Something happens to the database under load, over and over; afterwards everything that was made has to be stored. */
export async function databaseFaults(
  cluster: Cluster,
  fault: DatabaseFault,
  times: number,
  seed: number,
): Promise<DatabaseFaultReport> {
  const random = randomNumbers(seed);
  const world = await World.make(cluster.url, DESIGNS);
  const { hostname, port } = new URL(cluster.url);
  const proxy = await DatabaseProxy.to({ host: hostname, port: Number(port) });
  const throughProxy = new URL(cluster.url);
  throughProxy.port = String(proxy.port);
  const server = new ServerProcess(world.environment(throughProxy.href));
  try {
    await server.listening;
    world.openEditors();
    await world.everybodyIsIn();
    const load = startLoad(world, PER_SECOND, random);
    for (let time = 0; time < times; time += 1) {
      await pause(300 + random() * 400);
      await happen(cluster, proxy, fault, random);
    }
    await pause(1_000);
    const edits = await load.stop();
    const stuck = await stuckEditors(world);
    const serverEnded = !server.isRunning;
    await server.kill('SIGKILL');
    const found = await world.check('all');
    return {
      times,
      edits,
      acknowledged: world.acknowledged,
      ...found,
      stuck,
      serverEnded,
      closedWith: world.closedWith,
    };
  } finally {
    await server.kill('SIGKILL');
    proxy.close();
    await world.remove();
  }
}

async function stuckEditors({ editors }: World): Promise<number> {
  const saved = await Promise.allSettled(editors.map(({ editor }) => editor.saved()));
  return saved.filter(({ status }) => status === 'rejected').length;
}

async function happen(cluster: Cluster, proxy: DatabaseProxy, fault: DatabaseFault, random: Random): Promise<void> {
  switch (fault) {
    case 'killed':
      await cluster.kill();
      await pause(random() * 500);
      return cluster.start();
    case 'disk_full':
      await cluster.fillDisk();
      await pause(200 + random() * 800);
      return cluster.emptyDisk();
    case 'answer_lost': {
      const before = proxy.lost;
      proxy.loseNextAnswer();
      return until(() => {
        if (proxy.lost === before) throw new Error('Nothing was appended.');
      });
    }
  }
}
