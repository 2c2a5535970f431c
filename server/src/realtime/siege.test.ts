import { makeSpace } from 'shared/testing/make-space.ts';
import { expect, test } from 'vitest';
import { emptyReport, Siege } from './testing/siege.ts';

test.each([
  ['updates', 3_000],
  ['frames', 1_500],
] as const)('thousands of mutated %s harm nobody', { timeout: 60_000 }, async (kind, count) => {
  const report = emptyReport();
  const siege = new Siege(makeSpace(), 1, report);
  await siege.attack(kind, count);
  await siege.end();
  expect(report).toMatchObject({ sent: count, outside: 0, crashes: 0 });
  expect(report.honestMs.length).toBeGreaterThan(20);
  const reasons = [...report.refused.keys()];
  expect(reasons.filter((reason) => /^44\d\d [a-z_]+/.test(reason)).length).toBeGreaterThan(3);
});
