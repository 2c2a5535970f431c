import type { Created, InviteDetail, NewDesignBody } from 'shared/design/api.ts';
import { api, type RequestOptions } from './client.ts';

export const startDesign = (campaignSlug: string, body: NewDesignBody): Promise<Created> =>
  api.post(`/campaigns/${campaignSlug}/designs`, body);
export const getInvite = (secret: string, options?: RequestOptions): Promise<InviteDetail> =>
  api.get(`/invites/${secret}`, options);
export const acceptInvite = (secret: string): Promise<Created> => api.post(`/invites/${secret}/accept`);
