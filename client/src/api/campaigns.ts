import type {
  CampaignBody,
  CampaignDetail,
  CampaignPatch,
  CampaignSummary,
  EntryDetail,
  EntrySummary,
  ManagedCampaign,
  ProductSummary,
} from 'shared/campaigns/api.ts';
import type { Created } from 'shared/design/api.ts';
import { api, type RequestOptions } from './client.ts';

/** Public campaigns in every phase but drafts. */
export const getCampaigns = (options?: RequestOptions): Promise<readonly CampaignSummary[]> =>
  api.get('/campaigns', options);
export const getCampaign = (slug: string, options?: RequestOptions): Promise<CampaignDetail> =>
  api.get(`/campaigns/${slug}`, options);
/** A page of the entries, in an order of this visitor's own. */
export const getEntries = (slug: string, offset: number, limit: number): Promise<readonly EntrySummary[]> =>
  api.get(`/campaigns/${slug}/entries?offset=${String(offset)}&limit=${String(limit)}`);
export const getEntry = (id: string, options?: RequestOptions): Promise<EntryDetail> =>
  api.get(`/entries/${id}`, options);
export const remix = (entryId: string): Promise<Created> => api.post(`/entries/${entryId}/remix`);

/** What a manager sees and does. */
export const getManagedCampaigns = (options?: RequestOptions): Promise<readonly ManagedCampaign[]> =>
  api.get('/managed/campaigns', options);
export const getProducts = (options?: RequestOptions): Promise<readonly ProductSummary[]> =>
  api.get('/products', options);
export const createCampaign = (body: CampaignBody): Promise<CampaignDetail> => api.post('/campaigns', body);
export const changeCampaign = (slug: string, body: CampaignPatch): Promise<CampaignDetail> =>
  api.patch(`/campaigns/${slug}`, body);
export const publishCampaign = (slug: string): Promise<CampaignDetail> => api.post(`/campaigns/${slug}/publish`);
