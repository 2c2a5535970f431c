import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CampaignDates } from './campaign.ts';
import { phaseAt } from './campaign.ts';
import { assertCanBePublished, assertDatesInOrder, moveDates, openVoting } from './dates.ts';

const at = (day: number) => new Date(Date.UTC(2026, 4, day));
const dates = (change: Partial<CampaignDates> = {}): CampaignDates => ({
  publishedAt: at(1),
  designingFrom: at(2),
  entriesCloseAt: at(10),
  votingFrom: at(12),
  votingUntil: at(20),
  decidedAt: null,
  handedOverAt: null,
  ...change,
});
const code = (name: string) => expect.objectContaining({ code: name });

test('phases follow from the dates; an instant between two belongs to the later', () => {
  const days = [1, 2, 9, 10, 12, 19, 20].map((day) => phaseAt(dates(), at(day)));
  expect(days).toEqual(['announced', 'designing', 'designing', 'judging', 'voting', 'voting', 'deciding']);
  expect(phaseAt(dates({ publishedAt: null }), at(15))).toBe('draft');
  expect(phaseAt(dates({ decidedAt: at(21) }), at(21))).toBe('decided');
  expect(phaseAt(dates({ decidedAt: at(21), handedOverAt: at(22) }), at(22))).toBe('handed_over');
});

test('dates out of order are refused', () => {
  expect(() => assertDatesInOrder(dates({ entriesCloseAt: at(2) }))).toThrow(code('campaign_dates_out_of_order'));
  expect(() => assertDatesInOrder(dates({ votingFrom: at(9) }))).toThrow(code('campaign_dates_out_of_order'));
  expect(() => assertDatesInOrder(dates({ votingUntil: at(12) }))).toThrow(code('campaign_dates_out_of_order'));
  assertDatesInOrder(dates({ votingFrom: at(10) }));
});

test('a date moves until it has passed, and never into the past', () => {
  const now = at(5);
  expect(moveDates(dates(), { entriesCloseAt: at(7) }, now).entriesCloseAt).toEqual(at(7));
  expect(() => moveDates(dates(), { designingFrom: at(6) }, now)).toThrow(code('campaign_date_passed'));
  expect(() => moveDates(dates(), { entriesCloseAt: at(4) }, now)).toThrow(code('campaign_date_passed'));
  expect(moveDates(dates(), { designingFrom: at(2), votingUntil: at(30) }, now).votingUntil).toEqual(at(30));
  expect(() => moveDates(dates(), { votingFrom: at(9) }, now)).toThrow(code('campaign_dates_out_of_order'));
});

test('the dates of a draft are free', () => {
  const draft = dates({ publishedAt: null });
  expect(moveDates(draft, { designingFrom: at(3) }, at(15)).designingFrom).toEqual(at(3));
});

test('a campaign is published once, while somebody can still enter a design', () => {
  assertCanBePublished(dates({ publishedAt: null }), at(9));
  expect(() => assertCanBePublished(dates(), at(5))).toThrow(code('campaign_already_published'));
  expect(() => assertCanBePublished(dates({ publishedAt: null }), at(10))).toThrow(code('campaign_date_passed'));
});

test('whenever voting is opened, entries are closed, the dates stay in order and the phase is voting', () => {
  fc.assert(
    fc.property(fc.integer({ min: at(1).getTime(), max: at(25).getTime() }), (time) => {
      const now = new Date(time);
      if (now <= dates().designingFrom || now >= dates().votingUntil) return;
      const opened = openVoting(dates(), now);
      assertDatesInOrder(opened);
      expect(phaseAt(dates(opened), now)).toBe('voting');
      expect(opened.votingFrom <= dates().votingFrom).toBe(true);
    }),
  );
  expect(() => openVoting(dates({ publishedAt: null }), at(5))).toThrow(code('phase_not_reached'));
  expect(() => openVoting(dates(), at(1))).toThrow(code('phase_not_reached'));
  expect(() => openVoting(dates(), at(20))).toThrow(code('round_closed'));
});
