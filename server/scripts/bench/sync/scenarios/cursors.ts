import { setTimeout as pause } from 'node:timers/promises';
import { Crowd, type CrowdPlan } from '../client/crowd.ts';
import { showCursors } from '../client/cursors.ts';
import { Measure } from '../measure.ts';
import type { Stage } from '../stage.ts';

const WARM_UP_MS = 4_000;
const MEASURED_MS = 8_000;

export interface CursorsPlan extends CrowdPlan {
  readonly perSecond: number;
}

/** What it costs to show everybody in a room where everybody else points. */
export async function cursors(
  { cluster, world, peer, nodeOptions }: Stage,
  plan: CursorsPlan,
): Promise<Record<string, number>> {
  const server = await peer.start(cluster, nodeOptions);
  const crowd = new Crowd(peer, world, server.port);
  try {
    await crowd.arrive(plan);
    const showing = showCursors(crowd, plan.perSecond);
    await pause(WARM_UP_MS);
    crowd.tally.clear();
    showing.sent = 0;
    const measure = await Measure.begin(server, cluster);
    await pause(MEASURED_MS);
    const { cursors: seen, cursorsDelivered } = crowd.tally;
    const { sent } = showing;
    const used = await measure.end();
    showing.stop();
    return {
      ...{ sent, delivered: cursorsDelivered },
      ...{ seenP50: seen.at(0.5) ?? NaN, seenP99: seen.at(0.99) ?? NaN },
      ...used,
      cpuPerReceivedUs: (used.serverCpuMs * 1_000) / sent,
    };
  } finally {
    crowd.leave();
    await server.stop();
  }
}
