import { expect, test } from 'vitest';
import { fromLocalInput, toLocalInput } from './local-time.ts';
import { planProblems, usualPlan } from './plan.ts';

const now = new Date('2026-11-10T12:00:00Z');

test('the usual plan is in order and lies ahead', () => {
  const plan = usualPlan(now);
  expect(planProblems(plan, now)).toEqual({});
  expect(plan.designingFrom > now).toBe(true);
  expect(plan.votingUntil.getHours()).toBe(9);
});

test('each date that is out of order says after what it belongs', () => {
  const plan = usualPlan(now);
  expect(planProblems({ ...plan, votingUntil: plan.votingFrom }, now)).toEqual({
    votingUntil: 'brand.date.after.votingUntil',
  });
  expect(planProblems({ ...plan, votingFrom: plan.entriesCloseAt }, now)).toEqual({});
});

test('a missing date and one that has passed are named', () => {
  const plan = usualPlan(now);
  expect(planProblems({ ...plan, designingFrom: null }, now)).toEqual({ designingFrom: 'brand.date.missing' });
  expect(planProblems({ ...plan, entriesCloseAt: new Date(0) }, now)['entriesCloseAt']).toBe('brand.date.past');
});

test('a date that has passed and stays is not complained about', () => {
  const plan = { ...usualPlan(now), designingFrom: new Date(0), entriesCloseAt: new Date(1) };
  expect(planProblems(plan, now, new Set(['designingFrom', 'entriesCloseAt']))).toEqual({});
});

test('what an input shows is the moment that it came from', () => {
  const at = new Date('2026-11-10T12:30:00Z');
  expect(fromLocalInput(toLocalInput(at))).toEqual(at);
  expect(fromLocalInput('')).toBeNull();
});
