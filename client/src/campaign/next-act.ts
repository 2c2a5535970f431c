import type { CampaignDetail } from 'shared/campaigns/api.ts';
import { paths } from '../ui/paths.ts';

/** The one thing to do on a campaign's page now. */
export type NextAct =
  | { readonly kind: 'wait'; readonly why: 'announced' | 'judging' | 'draft' }
  | { readonly kind: 'start' }
  | { readonly kind: 'go_on'; readonly title: string; readonly href: string }
  | { readonly kind: 'vote'; readonly href: string }
  | { readonly kind: 'results'; readonly href: string }
  | { readonly kind: 'decision'; readonly href: string };

export function nextAct(campaign: CampaignDetail): NextAct {
  switch (campaign.phase) {
    case 'draft':
    case 'announced':
    case 'judging':
      return { kind: 'wait', why: campaign.phase };
    case 'designing': {
      const open = campaign.myDesigns.find((design) => !design.entered);
      return open ? { kind: 'go_on', title: open.title, href: paths.design(open.id) } : { kind: 'start' };
    }
    case 'voting':
      return campaign.roundId ? { kind: 'vote', href: paths.vote(campaign.roundId) } : { kind: 'wait', why: 'judging' };
    case 'deciding':
      return campaign.roundId
        ? { kind: 'results', href: paths.results(campaign.roundId) }
        : { kind: 'wait', why: 'judging' };
    case 'decided':
    case 'handed_over':
      return { kind: 'decision', href: paths.decision(campaign.slug) };
  }
}
