import { createRouter } from 'sv-router';
import type { Area } from '../i18n/areas.ts';
import { i18n } from '../i18n/i18n.svelte.ts';
import { arrival } from './arrival.ts';

/** Fetches a screen's messages beside its code, and shows it when both are there. */
function speaking<Screen>(...areas: readonly Area[]): (screen: Screen) => Promise<Screen> {
  const loaded = i18n.load(...areas);
  return async (screen) => {
    await loaded;
    return screen;
  };
}

// The router tells a lazy screen from a component by its text: each must read `() => import(…)`.
const router = createRouter({
  hooks: { afterLoad: () => arrival.done() },
  '/': () => import('../front/FrontScreen.svelte').then(speaking('front')),
  '/sign-in': () => import('../account/SignInScreen.svelte').then(speaking('front')),
  '/mailbox': () => import('../account/MailboxScreen.svelte').then(speaking('front')),
  '/account': () => import('../account/AccountScreen.svelte').then(speaking('front')),
  '/join/:secret': () => import('../account/JoinScreen.svelte').then(speaking('front')),
  '/c/:slug': () => import('../campaign/CampaignScreen.svelte').then(speaking('campaign')),
  '/c/:slug/decision': () => import('../campaign/DecisionScreen.svelte').then(speaking('campaign')),
  '/entries/:id': () => import('../campaign/EntryScreen.svelte').then(speaking('campaign')),
  '/vote/:roundId': () => import('../vote/VoteScreen.svelte').then(speaking('vote')),
  '/results/:roundId': () => import('../vote/ResultsScreen.svelte').then(speaking('vote')),
  '/brand': () => import('../brand/BrandScreen.svelte').then(speaking('brand')),
  '/brand/new': () => import('../brand/NewCampaignScreen.svelte').then(speaking('brand')),
  '/brand/products/:id/rules': () => import('../brand/rules/RulesScreen.svelte').then(speaking('brand', 'rules')),
  '/brand/:slug': () => import('../brand/ManageScreen.svelte').then(speaking('brand')),
  '/design/:id': () => import('./StudioScreen.svelte').then(speaking('studio')),
  '*': () => import('./NotFoundScreen.svelte'),
});

export const { route, isActive } = router;

/** Goes to a path of `paths` (ui/paths.ts), which are all routes. `replace` leaves no trace for Back. */
export async function go(path: string, options: { replace?: boolean } = {}): Promise<void> {
  const url = new URL(path, location.origin);
  await router.navigate(url.pathname as '/', { ...options, search: url.search, hash: url.hash });
}
