import { setTimeout as pause } from 'node:timers/promises';
import { Crowd, type CrowdPlan } from '../client/crowd.ts';
import { startWriting } from '../client/writing.ts';
import { Measure } from '../measure.ts';
import type { Stage } from '../stage.ts';

const WARM_UP_MS = 4_000;
const MEASURED_MS = 8_000;

export interface TrafficPlan extends CrowdPlan {
  /** Edits a second of each who writes. */
  readonly perSecond: number;
}

/** What editing costs a server and how long it takes, at a load that it can carry. */
export async function traffic(
  { cluster, world, peer, nodeOptions }: Stage,
  plan: TrafficPlan,
): Promise<Record<string, number>> {
  const server = await peer.start(cluster, nodeOptions);
  const crowd = new Crowd(peer, world, server.port);
  try {
    await crowd.arrive(plan);
    const writing = startWriting(crowd, plan.perSecond);
    await pause(WARM_UP_MS);
    crowd.tally.clear();
    const measure = await Measure.begin(server, cluster);
    await pause(MEASURED_MS);
    const { delivered, sent, seen, saved } = crowd.tally;
    const figures = {
      ...{ delivered, sent },
      ...{ seenP50: seen.at(0.5) ?? NaN, seenP95: seen.at(0.95) ?? NaN, seenP99: seen.at(0.99) ?? NaN },
      ...{ savedP50: saved.at(0.5) ?? NaN, savedP99: saved.at(0.99) ?? NaN },
    };
    const used = await measure.end();
    await writing.stop();
    const problem = await crowd.checked();
    if (problem !== null) process.stdout.write(`${peer.name}: ${problem}\n`);
    return {
      ...figures,
      ...used,
      cpuPerDeliveredUs: (used.serverCpuMs * 1_000) / delivered,
      cpuPerReceivedUs: (used.serverCpuMs * 1_000) / sent,
      databaseCpuPerDeliveredUs: (used.databaseCpuMs * 1_000) / delivered,
    };
  } finally {
    crowd.leave();
    await server.stop();
  }
}
