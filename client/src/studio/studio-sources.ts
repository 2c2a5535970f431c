import { session as signedIn } from '../api/session.svelte.ts';
import { DesignSession, type DesignSessionOptions } from '../realtime/design-session.svelte.ts';
import { openRules } from './open-rules.ts';
import { getDesign, getFont, getRules, getSpace } from './studio-api.ts';
import type { StudioOptions } from './studio.svelte.ts';

const kept = () => import('../realtime/kept/open-kept.ts');
type KeptModule = Awaited<ReturnType<typeof kept>>;

/** Where a studio gets what it shows: the server, and this device. */
export interface StudioSources extends Pick<StudioOptions, 'fetchFont' | 'boxOf' | 'answerSource'> {
  readonly whoIsHere: () => Promise<string | null>;
  readonly getDesign: typeof getDesign;
  readonly getSpace: typeof getSpace;
  readonly getRules: typeof getRules;
  readonly openRules: typeof openRules;
  readonly openKept: KeptModule['openKept'];
  readonly keptDetail: KeptModule['keptDetail'];
  readonly connect: (options: DesignSessionOptions) => DesignSession;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

export const usualSources: StudioSources = {
  whoIsHere: () => signedIn.whoIsHere(),
  getDesign,
  getSpace,
  getRules,
  fetchFont: getFont,
  openRules,
  openKept: async (options) => (await kept()).openKept(options),
  keptDetail: async (...design) => (await kept()).keptDetail(...design),
  connect: (options) => new DesignSession(options),
  now: () => Date.now(),
};
