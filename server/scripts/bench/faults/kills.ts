import { setTimeout as pause } from 'node:timers/promises';
import { until } from '../../../src/realtime/testing/waiting.ts';
import { startLoad } from './load.ts';
import { ServerProcess } from './server-process.ts';
import { World } from './world.ts';

const DESIGNS = 6;
const PER_SECOND = 20;

export interface KillReport {
  readonly cycles: number;
  readonly edits: number;
  readonly acknowledged: number;
  readonly lost: number;
  readonly unloadable: number;
  readonly outside: number;
}

/**
 * `kill -9` of the server under load, over and over, each time at another moment; after each the database is read
 * without the server. Edits that were acknowledged have to be in it.
 */
export async function killCycles(databaseUrl: string | null, cycles: number): Promise<KillReport> {
  const world = await World.make(databaseUrl, DESIGNS);
  const report = { cycles, edits: 0, acknowledged: 0, lost: 0, unloadable: 0, outside: 0 };
  try {
    for (let cycle = 0; cycle < cycles; cycle += 1) {
      const server = await ServerProcess.start(world.environment());
      world.openEditors();
      await Promise.all(world.editors.map(({ editor }) => editor.loaded()));
      const load = startLoad(world, PER_SECOND, cycle);
      await until(() => {
        if (!world.editors.some(({ editor }) => editor.storedClock > 0)) throw new Error('Nothing is stored.');
      });
      await pause((cycle * 37) % 700);
      await server.kill('SIGKILL');
      report.edits += await load.stop();
      report.acknowledged += world.editors.reduce((sum, { editor }) => sum + editor.storedClock, 0);
      const found = await world.check();
      report.lost += found.lost;
      report.unloadable += found.unloadable;
      report.outside += found.outside;
      world.closeEditors();
    }
  } finally {
    await world.remove();
  }
  return report;
}
