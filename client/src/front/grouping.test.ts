import type { CampaignSummary } from 'shared/campaigns/api.ts';
import { expect, test } from 'vitest';
import { featured, groupCampaigns, without } from './grouping.ts';

const makeCampaign = (slug: string, campaign: Partial<CampaignSummary>): CampaignSummary => ({
  id: slug,
  slug,
  title: { en: slug },
  tagline: { en: slug },
  brand: { slug: 'brand', name: 'Brand', accent: '#aa0000' },
  productLabel: { en: 'Car' },
  phase: 'designing',
  publishedAt: '2026-10-01T09:00:00Z',
  designingFrom: '2026-11-01T09:00:00Z',
  entriesCloseAt: '2026-11-11T09:00:00Z',
  votingFrom: '2026-11-13T09:00:00Z',
  votingUntil: '2026-11-20T09:00:00Z',
  decidedAt: null,
  designCount: 0,
  entryCount: 0,
  makerCount: 0,
  pictures: [],
  ...campaign,
});

const late = makeCampaign('late', { entriesCloseAt: '2026-12-01T09:00:00Z' });
const soon = makeCampaign('soon', {});
const vote = makeCampaign('vote', { phase: 'voting' });
const deciding = makeCampaign('deciding', { phase: 'deciding' });
const old = makeCampaign('old', { phase: 'decided', decidedAt: '2026-01-01T09:00:00Z' });
const recent = makeCampaign('recent', { phase: 'handed_over', decidedAt: '2026-05-01T09:00:00Z' });
const draft = makeCampaign('draft', { phase: 'draft' });
const all = [old, vote, late, draft, deciding, soon, recent];

const slugs = (campaigns: readonly CampaignSummary[]) => campaigns.map((campaign) => campaign.slug);

test('campaigns are grouped by what one can do, what ends first on top, drafts nowhere', () => {
  expect(groupCampaigns(all).map(({ key, campaigns }) => [key, slugs(campaigns)])).toEqual([
    ['design', ['soon', 'late']],
    ['vote', ['vote']],
    ['soon', ['deciding']],
    ['decided', ['recent', 'old']],
  ]);
});

test('the page opens with what closes first, and does not show it twice', () => {
  const groups = groupCampaigns(all);
  expect(featured(groups)?.slug).toBe('soon');
  expect(slugs(without(groups, soon)[0]?.campaigns ?? [])).toEqual(['late']);
});

test('without anything to do there is nothing to open with', () => {
  expect(featured(groupCampaigns([old, deciding]))).toBeNull();
  expect(featured(groupCampaigns([old, vote]))?.slug).toBe('vote');
});

test('a group that only held the featured campaign is gone', () => {
  expect(without(groupCampaigns([vote]), vote)).toEqual([]);
});
