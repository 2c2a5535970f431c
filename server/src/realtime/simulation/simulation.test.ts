import { makeSpace } from 'shared/testing/make-space.ts';
import { expect, test } from 'vitest';
import { Simulation } from './simulation.ts';

const space = makeSpace({ fonts: ['anton'] });

test(
  'whatever the network, the database, the servers and the people do, the promises hold',
  { timeout: 120_000 },
  async () => {
    const totals = { edits: 0, commits: 0, crashes: 0, takeovers: 0, cut: 0, expelled: 0, hostileMessages: 0 };
    for (let seed = 1; seed <= 30; seed += 1) {
      const report = await new Simulation(seed, space, 3 + (seed % 3)).run(120);
      // Who means well is never sent away.
      expect({ seed, refusals: report.refusals }).toEqual({ seed, refusals: 0 });
      for (const key of Object.keys(totals) as (keyof typeof totals)[]) totals[key] += report[key];
    }
    for (const [what, times] of Object.entries(totals)) expect({ what, times }).not.toEqual({ what, times: 0 });
  },
);
