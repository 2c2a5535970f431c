import type { ManagedCampaign } from 'shared/campaigns/api.ts';
import { expect, test } from 'vitest';
import { byNeed, needOf } from './needs.ts';

const now = new Date('2026-11-10T09:00:00Z');
const makeCampaign = (campaign: Partial<ManagedCampaign>): ManagedCampaign => ({
  id: 'c',
  slug: 'summer',
  title: { en: 'Summer' },
  tagline: { en: 'Summer' },
  brand: { slug: 'brand', name: 'Brand', accent: '#aa0000' },
  productLabel: { en: 'Car' },
  phase: 'designing',
  publishedAt: '2026-10-01T09:00:00Z',
  designingFrom: '2026-11-01T09:00:00Z',
  entriesCloseAt: '2026-11-11T09:00:00Z',
  votingFrom: '2026-11-13T09:00:00Z',
  votingUntil: '2026-11-20T09:00:00Z',
  decidedAt: null,
  designCount: 3,
  entryCount: 2,
  makerCount: 3,
  pictures: [],
  roundId: null,
  ballotCount: 0,
  ...campaign,
});

test('a draft wants to be published, while there is time for it', () => {
  expect(needOf(makeCampaign({ phase: 'draft' }), now)).toBe('publish');
  expect(needOf(makeCampaign({ phase: 'draft', entriesCloseAt: '2026-11-10T09:00:00Z' }), now)).toBe('too_late');
});
test('a campaign without an entry is worth a look shortly before the close, and after it', () => {
  expect(needOf(makeCampaign({ entryCount: 0 }), now)).toBe('no_entries');
  expect(needOf(makeCampaign({ entryCount: 0, entriesCloseAt: '2026-12-01T09:00:00Z' }), now)).toBeNull();
  expect(needOf(makeCampaign({ entryCount: 0, phase: 'voting' }), now)).toBe('no_entries');
});
test('after the vote the brand decides, then hands over, then nothing', () => {
  expect(needOf(makeCampaign({ phase: 'deciding' }), now)).toBe('decide');
  expect(needOf(makeCampaign({ phase: 'decided' }), now)).toBe('hand_over');
  expect(needOf(makeCampaign({ phase: 'handed_over' }), now)).toBeNull();
  expect(needOf(makeCampaign({ phase: 'voting' }), now)).toBeNull();
});
test('what needs somebody comes first', () => {
  const phases = ['handed_over', 'designing', 'draft', 'voting', 'deciding'] as const;
  expect(
    byNeed(
      phases.map((phase) => makeCampaign({ phase })),
      now,
    ).map((campaign) => campaign.phase),
  ).toEqual(['deciding', 'draft', 'voting', 'designing', 'handed_over']);
});
