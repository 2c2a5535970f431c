import type { Created, DesignDetail, Invite } from 'shared/design/api.ts';
import type { GlyphTable } from 'shared/scene/glyphs.ts';
import type { PublishedSpace } from 'shared/space/published-space.ts';
import { api, type RequestOptions } from '../api/client.ts';

export const getDesign = (id: string, options?: RequestOptions): Promise<DesignDetail> =>
  api.get(`/designs/${id}`, options);
export const getSpace = (hash: string, options?: RequestOptions): Promise<PublishedSpace> =>
  api.get(`/spaces/${hash}`, options);
/** The compiled rules of a space; null where there are none, or where they cannot be had now. */
export const getRules = (hash: string): Promise<Uint8Array | null> =>
  api.bytes(`/spaces/${hash}/graph`).then(
    (bytes) => (bytes.byteLength === 0 ? null : new Uint8Array(bytes)),
    () => null,
  );
export const getFont = (id: string): Promise<GlyphTable> => api.get(`/fonts/${id}`);
export const renameDesign = (id: string, title: string): Promise<DesignDetail> =>
  api.patch(`/designs/${id}`, { title });
export const createInvite = (id: string): Promise<Invite> => api.post(`/designs/${id}/invites`);
/** Freezes the design and puts it before the voters; the answer is the entry. */
export const enterDesign = (id: string): Promise<Created> => api.post(`/designs/${id}/enter`);
/** A design of one's own that begins where this one is. */
export const remixDesign = (id: string): Promise<Created> => api.post(`/designs/${id}/remix`);
