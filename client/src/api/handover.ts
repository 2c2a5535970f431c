import type { DecisionBody, DecisionDetail } from 'shared/handover/api.ts';
import { api, type RequestOptions } from './client.ts';

export const getDecision = (campaignSlug: string, options?: RequestOptions): Promise<DecisionDetail> =>
  api.get(`/campaigns/${campaignSlug}/decision`, options);
export const decide = (campaignSlug: string, body: DecisionBody): Promise<DecisionDetail> =>
  api.post(`/campaigns/${campaignSlug}/decision`, body);
/** The zip for the brand's managers. The first time that it is fetched hands over. */
export const fetchHandover = (campaignSlug: string): Promise<ArrayBuffer> =>
  api.bytes(`/campaigns/${campaignSlug}/handover.zip`);
