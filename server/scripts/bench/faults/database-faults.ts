import { setTimeout as pause } from 'node:timers/promises';
import { until } from '../../../src/realtime/testing/waiting.ts';
import type { Cluster } from './cluster.ts';
import { CuttingProxy } from './cutting-proxy.ts';
import { startLoad } from './load.ts';
import { ServerProcess } from './server-process.ts';
import { World } from './world.ts';

const DESIGNS = 6;
const PER_SECOND = 20;

export type DatabaseFault = 'killed' | 'disk_full' | 'answer_lost';

export interface DatabaseFaultReport {
  readonly fault: DatabaseFault;
  readonly times: number;
  readonly acknowledged: number;
  readonly lost: number;
  readonly unloadable: number;
  readonly outside: number;
  /** Editors that did not get everything stored after the database was well again. */
  readonly stuck: number;
  /** Whether the server had to be started again. */
  readonly serverEnded: boolean;
}

/** Something happens to the database under load, over and over; afterwards everything that was made has to be stored. */
export async function databaseFaults(
  cluster: Cluster,
  fault: DatabaseFault,
  times: number,
): Promise<DatabaseFaultReport> {
  const world = await World.make(cluster.url, DESIGNS);
  const proxy = await CuttingProxy.to(cluster.url);
  const server = await ServerProcess.start(world.environment(proxy.url));
  world.openEditors();
  await Promise.all(world.editors.map(({ editor }) => editor.loaded()));
  const load = startLoad(world, PER_SECOND, times);
  for (let time = 0; time < times; time += 1) {
    await pause(300 + ((time * 37) % 400));
    await happen(cluster, proxy, fault);
  }
  await pause(1_000);
  await load.stop();
  const stuck = await Promise.all(
    world.editors.map(({ editor }) =>
      until(() => {
        if (!editor.isSaved) throw new Error('Not stored.');
      }).then(
        () => 0,
        () => 1,
      ),
    ),
  );
  const acknowledged = world.editors.reduce((sum, { editor }) => sum + editor.storedClock, 0);
  const serverEnded = !server.isRunning;
  await server.kill('SIGKILL');
  const found = await world.check();
  proxy.close();
  await world.remove();
  return { fault, times, acknowledged, ...found, stuck: stuck.reduce((sum, one) => sum + one, 0), serverEnded };
}

async function happen(cluster: Cluster, proxy: CuttingProxy, fault: DatabaseFault): Promise<void> {
  switch (fault) {
    case 'killed':
      await cluster.kill();
      await pause(200);
      return cluster.start();
    case 'disk_full':
      await cluster.fillDisk(true);
      await pause(500);
      return cluster.fillDisk(false);
    case 'answer_lost': {
      const before = proxy.cuts;
      proxy.cutNext();
      return until(() => {
        if (proxy.cuts === before) throw new Error('Nothing was appended.');
      });
    }
  }
}
