import type { CampaignSummary } from 'shared/campaigns/api.ts';
import { nextMoment } from '../ui/phases.ts';

type GroupKey = 'design' | 'vote' | 'soon' | 'decided';

export interface CampaignGroup {
  readonly key: GroupKey;
  readonly campaigns: readonly CampaignSummary[];
}

function groupOf(campaign: CampaignSummary): GroupKey | null {
  switch (campaign.phase) {
    case 'draft':
      return null;
    case 'designing':
      return 'design';
    case 'voting':
      return 'vote';
    case 'announced':
    case 'judging':
    case 'deciding':
      return 'soon';
    case 'decided':
    case 'handed_over':
      return 'decided';
  }
}

const endOf = (campaign: CampaignSummary): number => nextMoment(campaign)?.at.getTime() ?? Infinity;
const decidedAt = (campaign: CampaignSummary): string => campaign.decidedAt ?? '';

/** By what one can do; in each group what ends first comes first, of the decided what was decided last. */
export function groupCampaigns(campaigns: readonly CampaignSummary[]): readonly CampaignGroup[] {
  const keys: readonly GroupKey[] = ['design', 'vote', 'soon', 'decided'];
  return keys
    .map((key) => {
      const group = campaigns.filter((campaign) => groupOf(campaign) === key);
      group.sort((a, b) => (key === 'decided' ? decidedAt(b).localeCompare(decidedAt(a)) : endOf(a) - endOf(b)));
      return { key, campaigns: group };
    })
    .filter((group) => group.campaigns.length > 0);
}

/** The one that opens the page: what one can design, else vote on, that ends first; null where there is neither. */
export function featured(groups: readonly CampaignGroup[]): CampaignSummary | null {
  const group = groups.find(({ key }) => key === 'design' || key === 'vote');
  return group?.campaigns[0] ?? null;
}

/** The groups without one campaign, and without a group that only held it. */
export function without(groups: readonly CampaignGroup[], left: CampaignSummary | null): readonly CampaignGroup[] {
  return groups
    .map(({ key, campaigns }) => ({ key, campaigns: campaigns.filter((campaign) => campaign.id !== left?.id) }))
    .filter((group) => group.campaigns.length > 0);
}
