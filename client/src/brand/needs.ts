import type { ManagedCampaign } from 'shared/campaigns/api.ts';

/** What a campaign needs of its managers today; null where it runs by itself. */
export type Need = 'publish' | 'too_late' | 'no_entries' | 'decide' | 'hand_over';

const SOON_MS = 48 * 60 * 60 * 1000;

export function needOf(campaign: ManagedCampaign, now: Date): Need | null {
  switch (campaign.phase) {
    case 'draft':
      return new Date(campaign.entriesCloseAt) <= now ? 'too_late' : 'publish';
    case 'designing': {
      const closesSoon = new Date(campaign.entriesCloseAt).getTime() - now.getTime() < SOON_MS;
      return closesSoon && campaign.entryCount === 0 ? 'no_entries' : null;
    }
    case 'judging':
    case 'voting':
      return campaign.entryCount === 0 ? 'no_entries' : null;
    case 'deciding':
      return campaign.entryCount === 0 ? 'no_entries' : 'decide';
    case 'decided':
      return 'hand_over';
    case 'announced':
    case 'handed_over':
      return null;
  }
}

const ORDER: Record<ManagedCampaign['phase'], number> = {
  deciding: 0,
  decided: 1,
  draft: 2,
  voting: 3,
  judging: 4,
  designing: 5,
  announced: 6,
  handed_over: 7,
};

/** What needs somebody first, then by how far it is. */
export function byNeed(campaigns: readonly ManagedCampaign[], now: Date): readonly ManagedCampaign[] {
  const rank = (campaign: ManagedCampaign): number => (needOf(campaign, now) ? 0 : 10) + ORDER[campaign.phase];
  return [...campaigns].sort((a, b) => rank(a) - rank(b));
}
