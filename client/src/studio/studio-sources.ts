import { session as signedIn } from '../api/session.svelte.ts';
import type { changesIn, changesSince } from '../realtime/changes-since.ts';
import { DesignSession, type DesignSessionOptions } from '../realtime/design-session.svelte.ts';
import { keptDetail, openKept } from '../realtime/kept/open-kept.ts';
import type { isDone, replay } from '../realtime/replay.ts';
import { openRules } from './open-rules.ts';
import { getDesign, getFont, getRules, getSpace } from './studio-api.ts';
import type { StudioOptions } from './studio.svelte.ts';

/** Tells what was made here, and makes it again. */
interface ChangeTools {
  readonly changesIn: typeof changesIn;
  readonly changesSince: typeof changesSince;
  readonly isDone: typeof isDone;
  readonly replay: typeof replay;
}

/** Where a studio gets what it shows: the server, and this device. */
export interface StudioSources extends Pick<StudioOptions, 'fetchFont' | 'boxOf' | 'answerSource'> {
  readonly whoIsHere: () => Promise<string | null>;
  readonly getDesign: typeof getDesign;
  readonly getSpace: typeof getSpace;
  readonly getRules: typeof getRules;
  readonly openRules: typeof openRules;
  readonly openKept: typeof openKept;
  readonly keptDetail: typeof keptDetail;
  readonly changeTools: () => Promise<ChangeTools>;
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
  openKept,
  keptDetail,
  changeTools: () => import('./late.ts'),
  connect: (options) => new DesignSession(options),
  now: () => Date.now(),
};
