import { makeSpace } from 'shared/testing/make-space.ts';
import { BrokenPromise } from '../../../src/realtime/simulation/broken-promise.ts';
import { Simulation, type SimulationReport } from '../../../src/realtime/simulation/simulation.ts';

export interface Run {
  readonly seed: number;
  /** Null: a promise was broken before the end. */
  readonly report: SimulationReport | null;
  readonly broken: { readonly kind: string; readonly message: string } | null;
}

const space = makeSpace({ fonts: ['anton'] });

/** One schedule, with three to five people, depending on its seed. */
export async function oneRun(seed: number, steps: number, note?: (line: string) => void): Promise<Run> {
  const simulation = new Simulation({ seed, space, people: 3 + (seed % 3), ...(note ? { note } : {}) });
  try {
    return { seed, report: await simulation.run(steps), broken: null };
  } catch (error) {
    const kind = error instanceof BrokenPromise ? error.kind : 'thrown';
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { seed, report: null, broken: { kind, message } };
  }
}
