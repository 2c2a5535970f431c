/** The addresses of the pages, as the router knows them (app/router.ts). */
export const paths = {
  front: '/',
  signIn: (returnTo?: string): string => (returnTo ? `/sign-in?to=${encodeURIComponent(returnTo)}` : '/sign-in'),
  mailbox: '/mailbox',
  account: '/account',
  campaign: (slug: string): string => `/c/${slug}`,
  decision: (slug: string): string => `/c/${slug}/decision`,
  entry: (id: string): string => `/entries/${id}`,
  design: (id: string): string => `/design/${id}`,
  vote: (roundId: string): string => `/vote/${roundId}`,
  results: (roundId: string): string => `/results/${roundId}`,
  brand: '/brand',
  newCampaign: '/brand/new',
  rules: (productId: string): string => `/brand/products/${productId}/rules`,
  managedCampaign: (slug: string): string => `/brand/${slug}`,
} as const;
