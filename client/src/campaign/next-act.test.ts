import type { CampaignDetail } from 'shared/campaigns/api.ts';
import { expect, test } from 'vitest';
import { nextAct } from './next-act.ts';

const makeCampaign = (campaign: Partial<CampaignDetail>): CampaignDetail => ({
  id: 'c',
  slug: 'summer',
  title: { en: 'Summer' },
  tagline: { en: 'Summer' },
  brief: { en: 'Summer' },
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
  market: null,
  spaceHash: '0'.repeat(64),
  roundId: null,
  canManage: false,
  myDesigns: [],
  starters: [],
  now: '2026-11-05T09:00:00Z',
  ...campaign,
});
const mine = (entered: boolean) => ({ id: 'd', title: 'Mint', picture: '', entered });

test('who has an open design goes on with it', () => {
  expect(nextAct(makeCampaign({ myDesigns: [mine(true), mine(false)] }))).toEqual({
    kind: 'go_on',
    title: 'Mint',
    href: '/design/d',
  });
});
test('who has none, or only entered ones, starts one', () => {
  expect(nextAct(makeCampaign({ myDesigns: [mine(true)] })).kind).toBe('start');
});
test('voting, results and the decision follow', () => {
  expect(nextAct(makeCampaign({ phase: 'voting', roundId: 'r' }))).toEqual({ kind: 'vote', href: '/vote/r' });
  expect(nextAct(makeCampaign({ phase: 'deciding', roundId: 'r' })).kind).toBe('results');
  expect(nextAct(makeCampaign({ phase: 'handed_over' }))).toEqual({ kind: 'decision', href: '/c/summer/decision' });
});
test('before designing, between the phases, and without a single entry one waits', () => {
  expect(nextAct(makeCampaign({ phase: 'announced' }))).toEqual({ kind: 'wait', why: 'announced' });
  expect(nextAct(makeCampaign({ phase: 'judging' }))).toEqual({ kind: 'wait', why: 'judging' });
  expect(nextAct(makeCampaign({ phase: 'voting' }))).toEqual({ kind: 'wait', why: 'judging' });
});
