import { type Random, randomNumbers } from 'shared/testing/random-session.ts';
import { setTimeout as pause } from 'node:timers/promises';
import { until } from '../../../src/realtime/testing/waiting.ts';
import { startLoad } from './load.ts';
import { ServerProcess } from './server-process.ts';
import { type Found, NOTHING_FOUND, sum } from './stored.ts';
import { World } from './world.ts';

const DESIGNS = 6;
const PER_SECOND = 20;
const LONGEST_LOAD_MS = 700;
/** A server has begun to listen by then, or is about to. */
const LONGEST_START_MS = 1_500;

export interface KillReport extends Found {
  readonly kills: number;
  /** Of these, while the server was starting. */
  readonly killsAtStart: number;
  readonly edits: number;
  readonly acknowledged: number;
  /** From the start of a server right after a kill until everybody had their design again. */
  readonly recoveryMs: { readonly median: number; readonly most: number };
}

/**
 * `kill -9` of the server under load, over and over, at random moments. The people stay, and come back with what was not
 * acknowledged. After half of the kills the database is read without the server; after the others, and where the server
 * is killed as it starts, the next server finds it as it was left.
 */
export async function killCycles(databaseUrl: string | null, kills: number, seed: number): Promise<KillReport> {
  const random = randomNumbers(seed);
  const world = await World.make(databaseUrl, DESIGNS);
  const recoveries: number[] = [];
  let isAsLeft = false;
  let killsAtStart = 0;
  let edits = 0;
  let found: Found = NOTHING_FOUND;
  try {
    for (let kill = 0; kill < kills; kill += 1) {
      const began = performance.now();
      const server = new ServerProcess(world.environment());
      if (kill > 0 && random() < 0.1) {
        await pause(random() * LONGEST_START_MS);
        await server.kill('SIGKILL');
        killsAtStart += 1;
        isAsLeft = true;
        continue;
      }
      await server.listening;
      if (kill === 0) world.openEditors();
      else world.comeBack();
      await world.everybodyIsIn();
      if (isAsLeft) recoveries.push(Math.round(performance.now() - began));
      edits += await loadUntilKilled(world, server, random);
      isAsLeft = random() < 0.5;
      if (!isAsLeft) found = sum(found, await world.check('news'));
    }
    found = sum(found, await world.check('all'));
    recoveries.sort((a, b) => a - b);
    const recoveryMs = { median: recoveries[Math.floor(recoveries.length / 2)] ?? 0, most: recoveries.at(-1) ?? 0 };
    return { kills, killsAtStart, edits, acknowledged: world.acknowledged, ...found, recoveryMs };
  } finally {
    await world.remove();
  }
}

/** @returns how many edits were made; they go on until after the server is gone */
async function loadUntilKilled(world: World, server: ServerProcess, random: Random): Promise<number> {
  const before = world.acknowledged;
  const load = startLoad(world, PER_SECOND, random);
  await until(() => {
    if (world.acknowledged === before) throw new Error('Nothing is stored.');
  });
  await pause(random() * LONGEST_LOAD_MS);
  await server.kill('SIGKILL');
  return load.stop();
}
