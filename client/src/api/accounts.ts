import type { DemoPerson, MailboxMail, Me, RenameBody, SignInBody } from 'shared/accounts/api.ts';
import { api, type RequestOptions } from './client.ts';

export const getMe = (): Promise<Me> => api.get('/me');
export const rename = (body: RenameBody): Promise<void> => api.patch('/me', body);
/** Sends the mail with the link. The answer is the same whether or not the address has an account. */
export const requestSignIn = (body: SignInBody): Promise<void> => api.post('/sign-in', body);
export const signOut = (): Promise<void> => api.post('/sign-out');

export const getDemoPeople = (options?: RequestOptions): Promise<readonly DemoPerson[]> =>
  api.get('/demo/people', options);
export const enterAs = (key: string): Promise<unknown> => api.post('/demo/enter', { key });
export const getMailbox = (options?: RequestOptions): Promise<readonly MailboxMail[]> =>
  api.get('/demo/mailbox', options);
