import type { BallotBody, BallotReceipt, RoundDetail, RoundResult } from 'shared/voting/api.ts';
import { api, type RequestOptions } from './client.ts';

export const getRound = (id: string, options?: RequestOptions): Promise<RoundDetail> =>
  api.get(`/rounds/${id}`, options);
/** Sending the same ballot (the same `key`) again has one effect. */
export const castBallot = (roundId: string, body: BallotBody): Promise<BallotReceipt> =>
  api.put(`/rounds/${roundId}/ballot`, body);
export const getResult = (roundId: string, options?: RequestOptions): Promise<RoundResult> =>
  api.get(`/rounds/${roundId}/result`, options);

export const openRound = (campaignSlug: string): Promise<Pick<RoundDetail, 'id'>> =>
  api.post(`/campaigns/${campaignSlug}/round`);
export const closeRound = (roundId: string): Promise<void> => api.post(`/rounds/${roundId}/close`);
