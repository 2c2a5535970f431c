import type { NewVersion, RulesCheck, RulesOfProduct } from 'shared/space/api.ts';
import { api, type RequestOptions } from './client.ts';

/** The rules of the newest version of a product, for managers of its brand. */
export const getRules = (productId: string, options?: RequestOptions): Promise<RulesOfProduct> =>
  api.get(`/products/${productId}/rules`, options);
/** What rules would mean if they were published; takes seconds where there are many designs. */
export const checkRules = (productId: string, text: string, options?: RequestOptions): Promise<RulesCheck> =>
  api.post(`/products/${productId}/check`, { text }, options);
/** @param base the version that the text is meant to replace */
export const publishRules = (productId: string, text: string, base: string): Promise<NewVersion> =>
  api.post(`/products/${productId}/versions`, { text, base });
