import * as decoding from 'lib0/decoding';
import { MESSAGE_ACK, MESSAGE_SYNC } from 'shared/realtime/messages.ts';
import { makeSpace } from 'shared/testing/make-space.ts';
import { below, type Random } from 'shared/testing/random-session.ts';
import { expect, test } from 'vitest';
import { ackFrame } from '../frames.ts';
import type { Batch, Outcome } from '../storage.ts';
import { BrokenPromise, type PromiseKind } from './broken-promise.ts';
import { SimulatedDisk } from './simulated-storage.ts';
import { Simulation, type SimulationOptions, type SimulationReport } from './simulation.ts';

const space = makeSpace({ fonts: ['anton'] });
const STEPS = 150;

async function run(seed: number, options: Partial<SimulationOptions> = {}): Promise<SimulationReport> {
  return new Simulation({ seed, space, people: 3 + (seed % 3), ...options }).run(STEPS);
}

test(
  'whatever the network, the database, the servers and the people do, the promises hold',
  { timeout: 120_000 },
  async () => {
    const totals: Partial<Record<keyof SimulationReport, number>> = {};
    for (let seed = 1; seed <= 30; seed += 1)
      for (const [what, times] of Object.entries(await run(seed)) as [keyof SimulationReport, number][])
        totals[what] = (totals[what] ?? 0) + times;
    for (const [what, times] of Object.entries(totals)) expect({ what, times }).not.toEqual({ what, times: 0 });
  },
);

test('the same seed is the same run', async () => {
  const traces = [[], []] as [string[], string[]];
  for (const trace of traces) await run(7, { note: (line) => void trace.push(line) });
  expect(traces[0].length).toBeGreaterThan(100);
  expect(traces[0]).toEqual(traces[1]);
});

class ForgetfulDisk extends SimulatedDisk {
  #writes = 0;

  protected override write(batch: Batch): Outcome {
    this.#writes += 1;
    return this.#writes % 5 === 0 ? { kind: 'appended' } : super.write(batch);
  }
}

class RepeatingDisk extends SimulatedDisk {
  protected override write(batch: Batch): Outcome {
    return super.write({ ...batch, entries: batch.entries.flatMap((entry) => [entry, entry]) });
  }
}

/** It knows nothing of fences. */
class OpenDisk extends SimulatedDisk {
  override append(batch: Batch): Outcome {
    return this.write(batch);
  }
}

const losesUpdates = (message: Uint8Array, random: Random): Uint8Array | null =>
  message[0] === MESSAGE_SYNC && message[1] === 2 && below(random, 5) === 0 ? null : message;

const promisesMore = (message: Uint8Array): Uint8Array =>
  message[0] === MESSAGE_ACK
    ? ackFrame(decoding.readVarUint(decoding.createDecoder(message.subarray(1))) + 1)
    : message;

const promisesNothing = (message: Uint8Array): Uint8Array | null => (message[0] === MESSAGE_ACK ? null : message);

test.each<[string, NonNullable<SimulationOptions['sabotage']>, readonly PromiseKind[]]>([
  ['a disk that forgets a commit', { Disk: ForgetfulDisk }, ['shown_early']],
  ['a disk that stores things twice', { Disk: RepeatingDisk }, ['doubled']],
  ['a disk that lets servers write behind each other', { Disk: OpenDisk }, ['two_writers']],
  ['a network that loses a message and goes on', { pass: losesUpdates }, ['diverged', 'stuck']],
  ['acknowledgements of what has not been stored', { pass: promisesMore }, ['lost']],
  ['no acknowledgements at all', { pass: promisesNothing }, ['stuck']],
])('%s is found', async (_what, sabotage, kinds) => {
  const found = new Set<string>();
  for (let seed = 1; seed <= 6; seed += 1) {
    const error: unknown = await run(seed, { sabotage }).then(
      () => null,
      (broken: unknown) => broken,
    );
    if (error instanceof BrokenPromise) found.add(error.kind);
    else if (error !== null) throw error;
  }
  expect(kinds.filter((kind) => found.has(kind))).not.toEqual([]);
});
