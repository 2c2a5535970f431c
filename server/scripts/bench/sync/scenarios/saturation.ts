import { setTimeout as pause } from 'node:timers/promises';
import { Crowd, type CrowdPlan } from '../client/crowd.ts';
import { startWriting } from '../client/writing.ts';
import { Measure } from '../measure.ts';
import type { Stage } from '../stage.ts';

const SETTLE_MS = 1_500;
const MEASURED_MS = 2_500;
const MOST_P99_MS = 250;
const FACTOR = 1.5;
/** Halvings of the step between what it carries and what it does not. */
const REFINEMENTS = 2;
/** Per connection: ours takes no more than 300 messages a second from one. */
const FASTEST = 290;

export interface SaturationPlan extends CrowdPlan {
  /** What the search begins with, in edits a second of each writer. */
  readonly perSecond: number;
}

/** The highest load at which 99 of 100 edits are seen within a quarter of a second. */
export async function saturation(stage: Stage, plan: SaturationPlan): Promise<Record<string, number>> {
  const server = await stage.peer.start(stage.cluster, stage.nodeOptions);
  const crowd = new Crowd(stage.peer, stage.world, server.port);
  try {
    await crowd.arrive(plan);
    const carries = async (perSecond: number): Promise<Record<string, number> | null> => {
      const writing = startWriting(crowd, perSecond);
      await pause(SETTLE_MS);
      crowd.tally.clear();
      const measure = await Measure.begin(server, stage.cluster);
      await pause(MEASURED_MS);
      const { delivered, seen } = crowd.tally;
      const used = await measure.end();
      await writing.stop();
      const isThrough = (await crowd.checked()) === null;
      const perSecondDelivered = (delivered * 1_000) / used.elapsedMs;
      const wanted = crowd.writers.length * (plan.perRoom - 1) * perSecond;
      const isCarried = isThrough && (seen.at(0.99) ?? Infinity) <= MOST_P99_MS && perSecondDelivered >= wanted * 0.9;
      if (!isCarried) return null;
      const cpuPerDeliveredUs = (used.serverCpuMs * 1_000) / delivered;
      return { ...used, perSecond, deliveredPerSecond: perSecondDelivered, cpuPerDeliveredUs };
    };
    return await search(carries, plan.perSecond);
  } finally {
    crowd.leave();
    await server.stop();
  }
}

async function search(
  carries: (perSecond: number) => Promise<Record<string, number> | null>,
  perSecond: number,
): Promise<Record<string, number>> {
  let best: Record<string, number> | null = null;
  let low = 0;
  let high = perSecond;
  for (;;) {
    const carried = await carries(high);
    if (!carried) break;
    best = carried;
    low = high;
    if (high >= FASTEST) return best;
    high = Math.min(FASTEST, high * FACTOR);
  }
  for (let refinement = 0; refinement < REFINEMENTS; refinement += 1) {
    const middle = (low + high) / 2;
    const carried = await carries(middle);
    if (carried) [best, low] = [carried, middle];
    else high = middle;
  }
  return best ?? { deliveredPerSecond: 0 };
}
