import { expect, test } from 'vitest';
import { nextMoment, phaseSteps, type PhaseDates } from './phases.ts';

const makeDates = (dates: Partial<PhaseDates>): PhaseDates => ({
  phase: 'designing',
  designingFrom: '2026-11-01T09:00:00Z',
  entriesCloseAt: '2026-11-11T09:00:00Z',
  votingFrom: '2026-11-13T09:00:00Z',
  votingUntil: '2026-11-20T09:00:00Z',
  decidedAt: null,
  ...dates,
});

test('while people design, the last entry comes next and the step is as far as the clock', () => {
  const dates = makeDates({});
  expect(nextMoment(dates)).toEqual({ what: 'entriesClose', at: new Date('2026-11-11T09:00:00Z') });
  const [design, vote] = phaseSteps(dates, new Date('2026-11-06T09:00:00Z'));
  expect(design).toMatchObject({ key: 'design', state: 'now', done: 0.5 });
  expect(vote).toMatchObject({ state: 'ahead', done: 0 });
});

test('between the last entry and the vote nothing is now', () => {
  const steps = phaseSteps(makeDates({ phase: 'judging' }), new Date('2026-11-12T09:00:00Z'));
  expect(steps.map((step) => step.state)).toEqual(['past', 'ahead', 'ahead', 'ahead']);
});

test('when the brand decides, no date comes next', () => {
  expect(nextMoment(makeDates({ phase: 'deciding' }))).toBeNull();
});

test('a decided campaign waits for the handover, a handed over one is at its end', () => {
  const now = new Date('2026-11-25T09:00:00Z');
  const decidedAt = '2026-11-21T09:00:00Z';
  const states = (phase: PhaseDates['phase']) => phaseSteps(makeDates({ phase, decidedAt }), now).map((s) => s.state);
  expect(states('decided')).toEqual(['past', 'past', 'past', 'ahead']);
  expect(states('handed_over')).toEqual(['past', 'past', 'past', 'now']);
});
